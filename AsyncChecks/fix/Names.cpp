#include "fix/Names.h"

using namespace clang;

namespace async_checks {

bool mentionsName(const Source &Text, SourceRange Range, llvm::StringRef Name) {
  std::string Terminated = Text.text(Range).str();
  Lexer Tokens(SourceLocation(), Text.Language, Terminated.c_str(), Terminated.c_str(),
               Terminated.c_str() + Terminated.size());
  Token Next;
  do {
    Tokens.LexFromRawLexer(Next);
    if (Next.is(tok::raw_identifier) && Next.getRawIdentifier() == Name)
      return true;
  } while (Next.isNot(tok::eof));
  return false;
}

} // namespace async_checks
