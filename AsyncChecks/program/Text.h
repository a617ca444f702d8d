// Summaries and slices as text: a record a line, fields between tabs, and the number of
// lines at the end, so that a part is not taken for the whole.
#pragma once

#include "program/Records.h"
#include "llvm/Support/Error.h"

namespace async_checks::program {

std::string write(const Summary &Summary);
std::string write(const Slice &Slice);

/// What \p Text says. The error is a sentence that begins with what is wrong: "is of
/// another version", "is cut off".
llvm::Expected<Summary> readSummary(llvm::StringRef Text);
llvm::Expected<Slice> readSlice(llvm::StringRef Text);

} // namespace async_checks::program
