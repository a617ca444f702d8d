#include "fix/Edit.h"
#include "llvm/Support/Regex.h"

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

llvm::StringRef Source::lineUpTo(SourceLocation At) const {
  auto [File, Offset] = Sources.getDecomposedLoc(At);
  llvm::StringRef Before = Sources.getBufferData(File).take_front(Offset);
  return Before.drop_front(Before.rfind('\n') + 1);
}

llvm::StringRef Source::lineFrom(SourceLocation At) const {
  auto [File, Offset] = Sources.getDecomposedLoc(At);
  llvm::StringRef Rest = Sources.getBufferData(File).drop_front(Offset);
  return Rest.take_until([](char C) { return C == '\n'; });
}

std::string Source::indentationStep(SourceLocation Outer, SourceLocation Inner) const {
  llvm::StringRef Around = indentation(Outer), Inside = indentation(Inner);
  if (Outer.isFileID() && Inside.size() > Around.size() &&
      Inside.take_front(Around.size()) == Around)
    return Inside.drop_front(Around.size()).str();
  return Inside.contains('\t') ? "\t" : "  ";
}

SourceLocation Source::beginOfAttributes(SourceLocation From) const {
  auto [File, Offset] = Sources.getDecomposedLoc(From);
  llvm::StringRef Before = Sources.getBufferData(File).take_front(Offset).rtrim();
  size_t Begin = Before.rfind("[[");
  if (Before.take_back(2) != "]]" || Begin == llvm::StringRef::npos)
    return From;
  return From.getLocWithOffset(int(Begin) - int(Offset));
}

std::string Source::comments(SourceLocation Begin, SourceLocation End) const {
  llvm::StringRef Between = text(Begin, End);
  if (!Between.contains("/*") && !Between.contains("//"))
    return {};
  std::string Terminated = Between.str();
  Lexer Tokens(Begin, Language, Terminated.c_str(), Terminated.c_str(),
               Terminated.c_str() + Terminated.size());
  Tokens.SetCommentRetentionState(true);
  std::string Comments;
  Token Next;
  do {
    Tokens.LexFromRawLexer(Next);
    if (!Next.is(tok::comment))
      continue;
    unsigned Offset = Next.getLocation().getRawEncoding() - Begin.getRawEncoding();
    llvm::StringRef Comment = Between.substr(Offset, Next.getLength());
    bool IsLine = Comment.take_front(2) == "//";
    Comments.append(IsLine ? " " : "").append(Comment).append(IsLine ? "\n" : " ");
  } while (Next.isNot(tok::eof));
  return Comments;
}

std::string Source::remarks(SourceRange Range) const {
  if (Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    return {};
  auto [File, Offset] = Sources.getDecomposedLoc(Range.getBegin());
  llvm::StringRef Whole = Sources.getBufferData(File);
  std::string Found;
  llvm::StringRef Above = Whole.take_front(Offset).rtrim(" \t");
  while (Above.consume_back("\n")) {
    llvm::StringRef Line = Above.drop_front(Above.rfind('\n') + 1);
    if (Line.ltrim().take_front(2) != "//")
      break;
    Found.append(Line).append("\n");
    Above = Above.drop_back(Line.size());
  }
  SourceLocation End = endOf(Range.getEnd());
  return Found + comments(End, End.getLocWithOffset(int(lineFrom(End).size())));
}

bool Source::hasDirective(SourceLocation Begin, SourceLocation End) const {
  static const llvm::Regex Directive("\n[ \t]*#");
  return Directive.match(text(Begin, End));
}

bool Source::hasDirective(SourceRange Range) const {
  static const llvm::Regex Directive("\n[ \t]*#|if constexpr");
  return Directive.match(text(Range));
}

} // namespace async_checks
