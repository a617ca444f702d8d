#include "fix/Statements.h"

using namespace clang;

namespace async_checks {

/// Behind the semicolon that follows the token at \p Location; invalid if none does.
static SourceLocation behindSemicolon(const Source &Text, SourceLocation Location) {
  std::optional<Token> Next = Lexer::findNextToken(Location, Text.Sources, Text.Language);
  return Next && Next->is(tok::semi) ? Next->getEndLoc() : SourceLocation();
}

FixItHint removeStatement(const Source &Text, SourceLocation Before, SourceRange Next) {
  SourceLocation Begin = behindSemicolon(Text, Before);
  SourceLocation End = behindSemicolon(Text, Next.getEnd());
  if (!Text.isEditable({Begin, End}))
    return {};
  llvm::StringRef Between = Text.text(Begin, Next.getBegin());
  auto [File, Offset] = Text.Sources.getDecomposedLoc(End);
  llvm::StringRef Rest =
      Text.Sources.getBufferData(File).drop_front(Offset).ltrim(" \t\r");
  // A comment may go to the end of its line.
  if (!Between.trim().empty() && Rest.take_front(1) != "\n")
    return {};
  return FixItHint::CreateRemoval(
      Source::chars(Begin.getLocWithOffset(int(Between.rtrim().size())), End));
}

} // namespace async_checks
