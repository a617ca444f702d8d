// The makers of all checks; a line in Checks.def without one does not link.
#pragma once

#include "AsyncCheck.h"

namespace async_checks {

#define CHECK(Class, Name)                                                               \
  std::unique_ptr<clang::tidy::ClangTidyCheck> make##Class(const CheckSetup &Setup);
#include "Checks.def"
#undef CHECK

} // namespace async_checks
