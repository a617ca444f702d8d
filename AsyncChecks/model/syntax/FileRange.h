// Where the text of an expression stands, whatever macros have done with it.
#pragma once

#include "clang/AST/ASTContext.h"

namespace async_checks {

/// The characters of \p Range, of tokens, in one file of the user's. What macros were
/// given as an argument, and handed on as it was, stands where the user wrote it. Invalid
/// if the body of a macro has a hand in it.
clang::CharSourceRange fileRange(clang::SourceRange Range,
                                 const clang::ASTContext &Context);

/// Whether the body of a macro has a hand in \p Range.
inline bool isPartOfMacro(clang::SourceRange Range, const clang::ASTContext &Context) {
  bool IsPlain = Range.getBegin().isFileID() && Range.getEnd().isFileID();
  return !IsPlain && fileRange(Range, Context).isInvalid();
}

} // namespace async_checks
