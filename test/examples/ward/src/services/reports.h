#pragma once

#include "services/hospital.h"

#include <string>

namespace ward {

struct Report {
  const char *name;
  std::string (*write)(Hospital &);
};

/// The report of that name, if there is one.
const Report *find_report(const std::string &name);

} // namespace ward
