// Keeps the module out of a clang-tidy that it was not built for.
#pragma once

namespace async_checks {

/// Compares the LLVM that loads the module with the one it was built for, by major and
/// minor version. If they differ, says so on standard error and returns false: the
/// classes of the two are laid out differently, and checks would crash or stay silent.
bool hostFits();

} // namespace async_checks
