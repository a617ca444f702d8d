#include "model/syntax/FileRange.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace async_checks {

/// Whether \p Begin and \p End belong to the argument that a macro puts at one place.
static bool areOneArgument(SourceLocation Begin, SourceLocation End,
                           const SourceManager &Sources) {
  auto PlaceOf = [&](SourceLocation At) {
    return Sources.getSLocEntry(Sources.getFileID(At))
        .getExpansion()
        .getExpansionLocStart();
  };
  return Sources.isMacroArgExpansion(Begin) && Sources.isMacroArgExpansion(End) &&
         PlaceOf(Begin) == PlaceOf(End);
}

CharSourceRange fileRange(SourceRange Range, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  SourceLocation Begin = Range.getBegin(), End = Range.getEnd();
  if (Begin.isInvalid() || End.isInvalid())
    return {};
  while (Begin.isMacroID() || End.isMacroID()) {
    if (!areOneArgument(Begin, End, Sources))
      return {};
    Begin = Sources.getImmediateSpellingLoc(Begin);
    End = Sources.getImmediateSpellingLoc(End);
  }
  if (!Sources.isWrittenInSameFile(Begin, End) || Sources.isInSystemHeader(Begin) ||
      Sources.isWrittenInScratchSpace(Begin))
    return {};
  return CharSourceRange::getCharRange(
      Begin, Lexer::getLocForEndOfToken(End, 0, Sources, Context.getLangOpts()));
}

} // namespace async_checks
