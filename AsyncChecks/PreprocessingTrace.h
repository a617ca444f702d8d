// Writes what could make a header mean something else if it were included earlier.
#pragma once

#include <memory>

namespace clang {
class Preprocessor;
class PPCallbacks;
} // namespace clang

namespace async_checks {

class SharedModel;

/// Listens to \p Of and writes, at the end of the main file, the file that the options
/// name: a line for each event, in their order.
///
///     include FILE   a file is included for the first time
///     define NAME    code outside of system headers defines or undefines a macro
///     use NAME FILE  such code asks for a macro that this system header defines
///     pragma         such code may change what comes after it
std::unique_ptr<clang::PPCallbacks> makePreprocessingTrace(clang::Preprocessor &Of,
                                                           SharedModel &Models);

} // namespace async_checks
