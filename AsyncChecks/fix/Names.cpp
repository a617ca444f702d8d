#include "fix/Names.h"

using namespace clang;

namespace async_checks {

llvm::StringSet<> identifiersIn(const Source &Text, SourceRange Range) {
  std::string Terminated = Text.text(Range).str();
  const char *Begin = Terminated.c_str();
  Lexer Tokens(SourceLocation(), Text.Language, Begin, Begin, Begin + Terminated.size());
  llvm::StringSet<> Found;
  Token Next;
  do {
    Tokens.LexFromRawLexer(Next);
    if (Next.is(tok::raw_identifier))
      Found.insert(Next.getRawIdentifier());
  } while (Next.isNot(tok::eof));
  return Found;
}

} // namespace async_checks
