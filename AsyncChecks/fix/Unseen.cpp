#include "fix/Unseen.h"
#include "fix/Edit.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

/// Follows the conditions of the preprocessor from word to word.
class Branches {
public:
  /// Takes the word behind a `#`.
  void enter(llvm::StringRef Directive) {
    if (Directive.starts_with("if"))
      ++Depth;
    else if (Directive == "endif" && Depth)
      --Depth;
    else if (Directive == "endif" || (Directive.starts_with("el") && !Depth))
      Depth = Lost; // it began before the text
  }
  bool areAround() const { return Depth; }

private:
  static constexpr unsigned Lost = 1u << 16;
  unsigned Depth = 0;
};

using WordVisitor =
    llvm::function_ref<bool(llvm::StringRef Word, SourceLocation At, bool InBranch)>;

/// Shows the words of the code of \p Callable until \p Visit returns true, if the
/// compiler may skip some of that.
void findWord(const Body &Callable, WordVisitor Visit) {
  const Source Text(Callable.Function.getASTContext());
  const Stmt *Block = Callable.Function.getBody();
  SourceRange Range = Block ? Block->getSourceRange() : SourceRange();
  if (!Text.isEditable(Range) || !Text.hasDirective(Range))
    return;
  auto [File, Offset] = Text.Sources.getDecomposedLoc(Range.getBegin());
  llvm::StringRef Buffer = Text.Sources.getBufferData(File);
  Lexer Words(Text.Sources.getLocForStartOfFile(File), Text.Language, Buffer.begin(),
              Buffer.begin() + Offset, Buffer.end());
  Branches Open;
  bool IsDirective = false;
  Token Next;
  while (!Words.LexFromRawLexer(Next) && Next.getLocation() < Range.getEnd()) {
    if (Next.is(tok::raw_identifier)) {
      if (IsDirective)
        Open.enter(Next.getRawIdentifier());
      else if (Visit(Next.getRawIdentifier(), Next.getLocation(), Open.areAround()))
        return;
    }
    IsDirective = Next.is(tok::hash) && Next.isAtStartOfLine();
  }
}

/// The callables and classes inside of \p Callable, whose returns are their own.
llvm::SmallVector<SourceRange, 4> rangesInside(const Body &Callable) {
  const SourceManager &Sources = Callable.Function.getASTContext().getSourceManager();
  llvm::SmallVector<SourceRange, 4> Ranges;
  auto Add = [&](const Stmt &Node) {
    Ranges.push_back(Sources.getExpansionRange(Node.getSourceRange()).getAsRange());
  };
  for (const LambdaExpr *Lambda : Callable.Lambdas)
    Add(*Lambda);
  for (const DeclStmt *Declaration : Callable.Declarations)
    if (llvm::any_of(Declaration->decls(), [](const Decl *D) { return isa<TagDecl>(D); }))
      Add(*Declaration);
  return Ranges;
}

} // namespace

bool hasUnseenReturn(const Body &Callable) {
  llvm::DenseSet<SourceLocation> Seen;
  for (const ReturnStmt *Return : Callable.Returns)
    Seen.insert(Return->getReturnLoc());
  llvm::SmallVector<SourceRange, 4> Inside = rangesInside(Callable);
  bool Result = false;
  findWord(Callable, [&](llvm::StringRef Word, SourceLocation At, bool) {
    return Result = Word == "return" && !Seen.contains(At) &&
                    llvm::none_of(Inside, [&](SourceRange Each) {
                      return Each.getBegin() < At && At < Each.getEnd();
                    });
  });
  return Result;
}

SourceLocation unseenName(const Body &Callable, const llvm::StringSet<> &Names,
                          const llvm::DenseSet<SourceLocation> &Seen) {
  SourceLocation Found;
  findWord(Callable, [&](llvm::StringRef Word, SourceLocation At, bool InBranch) {
    if (InBranch && Names.contains(Word) && !Seen.contains(At))
      Found = At;
    return Found.isValid();
  });
  return Found;
}

} // namespace async_checks
