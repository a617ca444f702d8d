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
      : CallableCheck(Setup), WarnOnAllDetached(option("WarnOnAllDetached", false)) {}

private:
  using Family = std::vector<const FunctionDecl *>;

  void examine(const Body &Callable, Model &Model) override {
    const FunctionDecl &Function = Callable.Function;
    if (!Callable.Coroutine)
      return;
    bool IsVoid = Function.getReturnType()->isVoidType();
    if (!IsVoid && !Model.Types.of(Function.getReturnType()).IsDetached)
      return;
    Family Family = signatureFamily(Model, Function);
    std::vector<CallSite> Calls = callsOf(Family, Model);
    if (!isOwnChoice(Callable, Family, Model))
      return;

    Finding Finding{compat::nameLocation(Function), {}};
    if (IsVoid) {
      Finding.Message = llvm::formatv("{0} returns void: nobody can await it, so its "
                                      "completion and its exceptions are "
                                      "lost",
                                      describe(Function));
    } else {
      const CallSite *Awaitable = firstAwaitableCall(Calls);
      if (!Awaitable && !WarnOnAllDetached)
        return;
      Finding.Message =
          llvm::formatv("{0} returns the detached type '{1}': nobody can await it, so "
                        "its completion and "
                        "its exceptions are lost",
                        describe(Function),
                        qualifiedName(*Function.getReturnType()->getAsCXXRecordDecl()));
      if (Awaitable)
        Finding.Notes.push_back({beginOf(*Awaitable->Call),
                                 "this coroutine calls it and could await it",
                                 {}});
    }
    addFix(Finding, Callable, Family, Calls, Model);
    found(std::move(Finding));
  }

  static std::string describe(const FunctionDecl &Function) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    if (Method && Method->getParent()->isLambda())
      return "this coroutine lambda";
    return "coroutine '" + Function.getNameAsString() + "'";
  }

  // --- Whose choice the return type is ---

  /// Whether the author may return something else: no framework, callback or operation
  /// dictates the signature.
  static bool isOwnChoice(const Body &Callable, const Family &Family, Model &Model) {
    const SourceManager &Sources = Model.Context.getSourceManager();
    const FunctionDecl &Function = Callable.Function;
    if (Model.isSyncEntryPoint(Function) || isEventHandler(Function, Model) ||
        isCallbackLambda(Function, Model))
      return false;
    for (const ParmVarDecl *Parameter : Function.parameters())
      if (const CXXRecordDecl *Record = Model.Types.record(Parameter->getType());
          Record && Model.Words.FrameOwners.matches(*Record))
        return false;
    return llvm::none_of(Family, [&](const FunctionDecl *Member) {
      return Sources.isInSystemHeader(Member->getLocation()) ||
             Model.uses().of(*Member).IsAddressTaken;
    });
  }

  static bool isEventHandler(const FunctionDecl &Function, Model &Model) {
    if (Model.Words.EventHandlers.matches(Function) || isQtSlot(Function, Model))
      return true;
    return llvm::any_of(Function.parameters(), [&](const ParmVarDecl *Parameter) {
      QualType Type = Parameter->getType().getNonReferenceType();
      if (Type->isPointerType())
        Type = Type->getPointeeType();
      const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
      return Record && Model.Words.EventTypes.matches(*Record);
    });
  }

  /// Whether the section of the class that declares \p Function reads `public slots:`.
  static bool isQtSlot(const FunctionDecl &Function, Model &Model) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Function.getCanonicalDecl());
    if (!Method)
      return false;
    const AccessSpecDecl *Section = nullptr;
    for (const Decl *Member : Method->getParent()->decls()) {
      if (Member == Method)
        break;
      if (const auto *Specifier = dyn_cast<AccessSpecDecl>(Member))
        Section = Specifier;
    }
    if (!Section)
      return false;
    Source Text(Model.Context);
    llvm::StringRef Words =
        Text.text(Text.Sources.getFileLoc(Section->getAccessSpecifierLoc()),
                  Text.Sources.getFileLoc(Section->getColonLoc()));
    return Model.Words.SlotSections.matchesName(Words.split(' ').second.trim());
  }

  /// A closure that is not only called where it is made, but handed to somebody.
  static bool isCallbackLambda(const FunctionDecl &Function, Model &Model) {
    auto [In, Lambda] = Model.uses().lambda(pattern(Function));
    if (!Lambda)
      return false;
    const Body &Around = *In;
    auto IsCalled = [&Around](const Stmt &Closure) {
      const auto *Call =
          dyn_cast_or_null<CXXOperatorCallExpr>(Around.writtenParent(Closure));
      return Call && Call->getOperator() == OO_Call &&
             written(Call->getArg(0)) == &Closure;
    };
    const Stmt *Parent = Around.writtenParent(*Lambda);
    while (isa_and_nonnull<ParenExpr>(Parent))
      Parent = Around.writtenParent(*Parent);
    const auto *Declaration = dyn_cast_or_null<DeclStmt>(Parent);
    if (!Declaration || !Declaration->isSingleDecl())
      return !IsCalled(*Lambda);
    const auto *Variable = dyn_cast<VarDecl>(Declaration->getSingleDecl());
    return !Variable ||
           Variable->getType()->getAsCXXRecordDecl() != Lambda->getLambdaClass() ||
           !llvm::all_of(Around.uses(*Variable),
                         [&](const Expr *Use) { return IsCalled(*Use); });
  }

  // --- Who calls it ---

  /// The calls of all members of \p Family, those of one template counted once.
  static std::vector<CallSite> callsOf(const Family &Family, Model &Model) {
    std::vector<CallSite> Calls;
    llvm::DenseSet<SourceLocation> Places;
    for (const FunctionDecl *Member : Family)
      for (const CallSite &Site : Model.uses().of(*Member).Calls)
        if (Places.insert(beginOf(*Site.Call)).second)
          Calls.push_back(Site);
    return Calls;
  }

  static bool mayAwait(const CallSite &Site) {
    return Site.In->isDiscarded(*Site.Call) && Site.In->mayAwaitAt(*Site.Call);
  }

  static const CallSite *firstAwaitableCall(llvm::ArrayRef<CallSite> Calls) {
    const CallSite *Found = llvm::find_if(Calls, mayAwait);
    return Found == Calls.end() ? nullptr : Found;
  }

  // --- The repair ---

  /// Whether nothing but the declaration of \p Member has to change: it has no body in
  /// the unit, or its body is that of a coroutine.
  static bool isCoroutineOrBodiless(const FunctionDecl *Member) {
    const FunctionDecl *Definition = Member->getDefinition();
    return !Definition || !Definition->hasBody() ||
           isa<CoroutineBodyStmt>(Definition->getBody());
  }

  static bool isFirstOf(const Family &Family, const FunctionDecl &Function,
                        const SourceManager &Sources) {
    return llvm::none_of(Family, [&](const FunctionDecl *Member) {
      const FunctionDecl *Definition = Member->getDefinition();
      return Definition && Definition->hasBody() &&
             Sources.isBeforeInTranslationUnit(Definition->getLocation(),
                                               Function.getLocation());
    });
  }

  static void addFix(Finding &Finding, const Body &Callable, const Family &Family,
                     llvm::ArrayRef<CallSite> Calls, Model &Model) {
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
    for (const CallSite &Site : Calls) {
      bool Known =
          !Task->Facts || Model.Types.canAwait(Site.In->promise(), *Task->Record);
      if (mayAwait(Site) && Known && Text.isEditable(Site.Call->getSourceRange())) {
        Awaits.Changes.push_back(
            FixItHint::CreateInsertion(beginOf(*Site.Call), "co_await "));
        continue;
      }
      bool IsStatement = Site.In->isDiscarded(*Site.Call);
      bool IsLazy = !Task->Facts || Task->Facts->Starts != Start::Eager;
      Compiles &= IsStatement;
      IsSafe &= IsStatement && !IsLazy;
      Finding.Notes.push_back(
          {beginOf(*Site.Call),
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
    std::optional<Edit> Fix = changeReturnType(Model, Family, *Task);
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
