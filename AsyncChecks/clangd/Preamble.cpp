// clangd parses the headers of a file without the bodies of their functions. What becomes
// of an exception, what an awaiter does, and what starts a task, of an empty one too, and
// what is a guard, is told by bodies, few and short: those are parsed.

#include "Compat.h"
#include "Wrapped.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Frontend/PCHContainerOperations.h"
#include "clang/Frontend/PrecompiledPreamble.h"

using namespace clang;

/// Whether a task may be started by \p Member: it is one of a class of tasks that takes
/// and returns nothing.
static bool mayStart(const CXXMethodDecl &Member) {
  const IdentifierInfo &Promise = Member.getASTContext().Idents.get("promise_type");
  return Member.isInstance() && Member.getAccess() == AS_public && Member.param_empty() &&
         Member.getReturnType()->isVoidType() &&
         !Member.getParent()->lookup(&Promise).empty();
}

/// Whether the body of \p Member tells what the checks ask for. Not more of them: what a
/// body instantiates is instantiated anew with every edit, and for the destructors of the
/// standard library that costs more than all checks.
static bool isTelling(const CXXMethodDecl &Member) {
  if (isa<CXXDestructorDecl>(Member))
    return !Member.getASTContext().getSourceManager().isInSystemHeader(
        Member.getLocation());
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Member))
    return Constructor->isDefaultConstructor() &&
           !Member.getASTContext().getSourceManager().isInSystemHeader(
               Member.getLocation());
  if (Member.getOverloadedOperator() == OO_Coawait)
    return true;
  return Member.getIdentifier() &&
         (Member.getName() == "unhandled_exception" ||
          Member.getName().starts_with("await_") || mayStart(Member));
}

namespace {

/// What clangd wants to know of a preamble, and our say in what is skipped.
class Callbacks : public PreambleCallbacks {
public:
  explicit Callbacks(PreambleCallbacks &Theirs) : Theirs(Theirs) {}

  void BeforeExecute(CompilerInstance &Compiler) override {
    Theirs.BeforeExecute(Compiler);
  }
  void AfterExecute(CompilerInstance &Compiler) override {
    Theirs.AfterExecute(Compiler);
  }
  void AfterPCHEmitted(ASTWriter &Writer) override { Theirs.AfterPCHEmitted(Writer); }
  void HandleTopLevelDecl(DeclGroupRef Group) override {
    Theirs.HandleTopLevelDecl(Group);
  }
  std::unique_ptr<PPCallbacks> createPPCallbacks() override {
    return Theirs.createPPCallbacks();
  }
  CommentHandler *getCommentHandler() override { return Theirs.getCommentHandler(); }

  bool shouldSkipFunctionBody(Decl *D) override {
    const auto *Member = dyn_cast_or_null<CXXMethodDecl>(D->getAsFunction());
    return !(Member && isTelling(*Member)) && Theirs.shouldSkipFunctionBody(D);
  }

private:
  PreambleCallbacks &Theirs;
};

} // namespace

decltype(PrecompiledPreamble::Build) theirBuild THEIRS(ASYNC_BUILD_PREAMBLE);
decltype(PrecompiledPreamble::Build) build OURS(ASYNC_BUILD_PREAMBLE);

llvm::ErrorOr<PrecompiledPreamble>
build(const CompilerInvocation &Invocation, const llvm::MemoryBuffer *File,
      PreambleBounds Bounds, async_checks::compat::PreambleDiagnostics Diagnostics,
      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
      std::shared_ptr<PCHContainerOperations> Containers, bool InMemory,
      llvm::StringRef Path, PreambleCallbacks &Theirs) {
  Callbacks Ours(Theirs);
  return theirBuild(Invocation, File, Bounds,
                    std::forward<async_checks::compat::PreambleDiagnostics>(Diagnostics),
                    std::move(Files), std::move(Containers), InMemory, Path, Ours);
}
