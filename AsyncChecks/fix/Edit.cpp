#include "fix/Edit.h"

using namespace clang;

namespace async_checks {

void Edit::add(Edit Other) {
  Changes.insert(Changes.end(), Other.Changes.begin(), Other.Changes.end());
  Headers.insert(Headers.end(), Other.Headers.begin(), Other.Headers.end());
}

bool operator==(const Edit &A, const Edit &B) {
  auto SameChange = [](const FixItHint &X, const FixItHint &Y) {
    return X.CodeToInsert == Y.CodeToInsert &&
           X.RemoveRange.getAsRange() == Y.RemoveRange.getAsRange();
  };
  return A.Headers == B.Headers &&
         std::equal(A.Changes.begin(), A.Changes.end(), B.Changes.begin(),
                    B.Changes.end(), SameChange);
}

bool Source::isEditable(SourceRange Range) const {
  SourceLocation Begin = Range.getBegin(), End = Range.getEnd();
  return Begin.isValid() && End.isValid() && Begin.isFileID() && End.isFileID() &&
         Sources.isWrittenInSameFile(Begin, End) && !Sources.isInSystemHeader(Begin);
}

llvm::StringRef Source::text(SourceRange Range) const {
  return text(Range.getBegin(), endOf(Range.getEnd()));
}

llvm::StringRef Source::text(SourceLocation Begin, SourceLocation End) const {
  return Lexer::getSourceText(chars(Begin, End), Sources, Language);
}

SourceLocation Source::skipSpace(SourceLocation From, SourceLocation Limit) const {
  llvm::StringRef Between = text(From, Limit);
  return From.getLocWithOffset(Between.size() - Between.ltrim().size());
}

} // namespace async_checks
