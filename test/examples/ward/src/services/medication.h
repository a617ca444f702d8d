#pragma once

#include "services/admissions.h"
#include "stores/charts.h"
#include "stores/notices.h"

#include <string>

namespace ward {

/// Sees to it that nobody gets too much of anything.
class Medication {
public:
  Medication(Admissions &admissions, ChartStore &charts, Notices &notices);

  std::string give(int id, const std::string &drug, int doses = 1);
  std::string give(const Patient &patient, const std::string &drug, int doses = 1);

  int limit() const { return limit_; }

private:
  Admissions &admissions_;
  ChartStore &charts_;
  Notices &notices_;
  int limit_;
};

} // namespace ward
