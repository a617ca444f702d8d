#pragma once

#include "journal.h"

#include <string>

namespace fleet {

Task<std::string> first_departure(Journal &journal);

} // namespace fleet
