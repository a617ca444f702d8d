// What a unit says of its own functions, for the program.
#pragma once

#include "program/Records.h"

namespace async_checks {

class Model;

/// The summary of the unit of \p Model, whose paths begin at \p Root: its own functions,
/// those of headers that are not the system's included.
program::Summary summarize(Model &Model, llvm::StringRef Root);

} // namespace async_checks
