#include "CallableCheck.h"
#include "Checks.h"
#include "Compat.h"
#include "fix/ReturnType.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds coroutines that nobody can await because they return `void` or a detached type.
class VoidCoroutineCheck : public CallableCheck {
public:
  explicit VoidCoroutineCheck(const CheckSetup &Setup)
      : CallableCheck(Setup), WarnOnAllDetached(option("WarnOnAllDetached", false)) {
    if (WarnOnAllDetached)
      Setup.Models->wantTasks();
  }

private:
  void examine(const Body &Callable, Model &Model) override {
    const FunctionDecl &Function = Callable.Function;
    if (!Callable.Coroutine)
      return;
    bool IsVoid = Function.getReturnType()->isVoidType();
    if (!IsVoid && !Model.Types.of(Function.getReturnType()).IsDetached)
      return;
    SignatureFamily Family = signatureFamily(Model, Function);
    std::vector<Caller> Callers = callersOf(Model, Family);
    if (!isOwnChoice(Model, Function))
      return;

    Finding Finding{compat::nameLocation(Function), {}};
    if (IsVoid) {
      Finding.Message = llvm::formatv(
          "{0} returns void: nobody can await it, so its completion and its exceptions "
          "are lost",
          describeCoroutine(Function));
    } else {
      auto Awaitable =
          llvm::find_if(Callers, [](const Caller &Each) { return Each.CouldAwait; });
      bool IsAwaitable = Awaitable != Callers.end();
      if (!IsAwaitable && !WarnOnAllDetached)
        return;
      Finding.Message = llvm::formatv(
          "{0} returns the detached type '{1}': nobody can await it, so its completion "
          "and its exceptions are lost",
          describeCoroutine(Function),
          qualifiedName(*Function.getReturnType()->getAsCXXRecordDecl()));
      if (IsAwaitable)
        Finding.Notes.push_back(
            {Awaitable->At, "this coroutine calls it and could await it", {}});
    }
    addFix(Finding, Callable, Family, Callers, Model);
    found(std::move(Finding));
  }

  // --- The repair ---

  /// Whether nothing but the declaration of \p Member has to change: it has no body in
  /// the unit, or its body is that of a coroutine.
  static bool isCoroutineOrBodiless(const FunctionDecl *Member) {
    const FunctionDecl *Definition = Member->getDefinition();
    return !Definition || !Definition->hasBody() ||
           isa<CoroutineBodyStmt>(Definition->getBody());
  }

  static bool isFirstOf(const SignatureFamily &Family, const FunctionDecl &Function,
                        const SourceManager &Sources) {
    return llvm::none_of(Family, [&](const FunctionDecl *Member) {
      const FunctionDecl *Definition = Member->getDefinition();
      return Definition && Definition->hasBody() &&
             Sources.isBeforeInTranslationUnit(Definition->getLocation(),
                                               Function.getLocation());
    });
  }

  static void addFix(Finding &Finding, const Body &Callable,
                     const SignatureFamily &Family, llvm::ArrayRef<Caller> Callers,
                     Model &Model) {
    std::optional<TaskType> Task = inferTaskType(Model, Callable);
    if (!Task) {
      Finding.Notes.push_back({Finding.At,
                               "no task type to return instead can be inferred here; set "
                               "the option 'async.TaskType'",
                               {}});
      return;
    }
    Source Text(Model.Context);
    bool IsSafe = true, Compiles = true;
    Edit Awaits;
    for (const Caller &Each : Callers) {
      auto [In, Call] = Each.Site;
      bool Known =
          In && (!Task->Facts || Model.Types.canAwait(In->promise(), *Task->Record));
      if (Each.CouldAwait && Known && Text.isEditable(Call->getSourceRange())) {
        Awaits.Changes.push_back(FixItHint::CreateInsertion(Each.At, "co_await "));
        continue;
      }
      // In its file it will be seen to drop a task, and can be repaired.
      if (Each.CouldAwait && !In)
        continue;
      bool IsLazy = !Task->Facts || Task->Facts->Starts != Start::Eager;
      Compiles &= Each.IsStatement;
      IsSafe &= Each.IsStatement && !IsLazy;
      if (Each.At.isValid())
        Finding.Notes.push_back(
            {Each.At,
             IsLazy ? "this call cannot await it, and would no longer start it"
                    : "this call cannot await it, and would discard the task",
             {}});
    }
    for (const FunctionDecl *Member : Family)
      if (!isCoroutineOrBodiless(Member)) {
        Finding.Notes.push_back(
            {Member->getDefinition()->getLocation(),
             "this function shares the signature and is not a coroutine",
             {}});
        Compiles = false;
      }
    // One finding carries the fix for all.
    if (!Compiles ||
        !isFirstOf(Family, Callable.Function, Model.Context.getSourceManager()))
      return;
    std::optional<Edit> Fix =
        changeReturnType(Model, Family, *Task, Model.Context.VoidTy);
    if (!Fix)
      return;
    Fix->add(Awaits);
    if (IsSafe)
      Finding.Fix = std::move(Fix);
    else
      Finding.Notes.push_back(
          {Finding.At, "return a task once every caller awaits or starts it", *Fix});
  }

  const bool WarnOnAllDetached;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeVoidCoroutine(const CheckSetup &Setup) {
  return std::make_unique<VoidCoroutineCheck>(Setup);
}

} // namespace async_checks
