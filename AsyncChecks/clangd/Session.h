// What the talk with the client has to know of the command line.
#pragma once

#include <string>

namespace async_checks {

/// Where the user says that the compile database is; empty if nowhere.
extern std::string NamedBuildFolder;

} // namespace async_checks
