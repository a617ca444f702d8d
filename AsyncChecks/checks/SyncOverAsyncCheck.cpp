#include "CallableCheck.h"
#include "Checks.h"
#include "Compat.h"
#include "Wording.h"
#include "fix/ChainParts.h"
#include "fix/Conversion.h"
#include "clang/AST/ASTLambda.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds ordinary functions that park the thread until a task completes, and on which
/// coroutines run.
class SyncOverAsyncCheck : public CallableCheck {
public:
  explicit SyncOverAsyncCheck(const CheckSetup &Setup)
      : CallableCheck(Setup), WarnOnAllBlocking(option("WarnOnAllBlocking", false)) {}

private:
  void examine(const Body &Callable, Model &Model) override {
    if (!isAtFault(Callable, Model))
      return;
    if (std::optional<BlockingWait> Wait = firstWait(Callable, Model))
      found(describe(*Wait, Callable, Model));
  }

  /// With a plan, it tells what the unit has to do of that, and nothing else.
  bool looksAtWhole() const override { return !sharedOptions().Plan.empty(); }
  void examineWhole(Model &Model) override {
    auto Text = llvm::MemoryBuffer::getFile(sharedOptions().Plan);
    llvm::Expected<program::Plan> Read = Text ? program::readPlan((*Text)->getBuffer())
                                              : llvm::errorCodeToError(Text.getError());
    if (!Read) {
      configurationDiag("the plan %0 cannot be used: %1", DiagnosticIDs::Error)
          << sharedOptions().Plan << llvm::toString(Read.takeError());
      return;
    }
    for (ChainPart &Each : chainParts(Model, *Read)) {
      std::string Does =
          Each.Changes ? "becomes asynchronous" : "stays as it is: " + Each.Refusal;
      report({Each.At, "chain '" + Each.Chain + "' " + Does, std::move(Each.Changes)});
    }
  }

  /// Whether coroutines run on \p Callable, or the user wants to know of all functions.
  bool isAtFault(const Body &Callable, Model &Model) const {
    const FunctionDecl &Function = Callable.Function;
    return !Callable.isCoroutine() && !Model.isSyncEntryPoint(Function) &&
           !Model.isBlockingWait(Function) &&
           (WarnOnAllBlocking || Model.reach().of(Function));
  }

  static std::optional<BlockingWait> firstWait(const Body &Callable, Model &Model) {
    for (const CallExpr *Call : Callable.Calls)
      if (std::optional<BlockingWait> Wait = Model.blockingWait(*Call, Callable);
          Wait && !Model.offloadBehind(*Call, Callable))
        return Wait;
    return std::nullopt;
  }

  Finding describe(const BlockingWait &Wait, const Body &Callable, Model &Model) {
    const FunctionDecl &Function = Callable.Function;
    llvm::StringRef Kind = kindOf(Wait.awaitedType(), Model);
    Finding Finding{beginOf(*Wait.Whole)};
    if (Model.Types.canAwait(nullptr, Wait.awaitedType()))
      Finding.Notes.push_back(
          {compat::nameLocation(Function), advice(Function, Kind, Model), {}});
    std::string Whose;
    for (const ReachStep &Step : Model.reach().way(Function)) {
      std::string Caller = quoted(Step.Caller);
      if (Step.IsCoroutine)
        Whose = " that runs coroutine " + Caller;
      Finding.Notes.push_back(
          {Step.At.At,
           llvm::formatv("{0}{1} calls '{2}' {3}", Step.IsCoroutine ? "coroutine " : "",
                         Caller, Step.Called, Step.At.Where),
           {}});
    }
    Finding.Message = llvm::formatv("'{0}' blocks the thread{1} until the {2} completes",
                                    calleeName(*Wait.Whole), Whose, Kind);
    if (const Edit *Fix = conversions(Model).of(Function))
      Finding.Fix = *Fix;
    return Finding;
  }

  static std::string advice(const FunctionDecl &Function, llvm::StringRef Kind,
                            Model &Model) {
    if (isa<CXXConstructorDecl>(Function))
      return llvm::formatv(
          "a constructor cannot await the {0}: let a coroutine do so and "
          "make the object of the result",
          Kind);
    if (isa<CXXDestructorDecl>(Function))
      return llvm::formatv("a destructor cannot await the {0}: let a coroutine do so "
                           "before the object ends",
                           Kind);
    // Only others call it that are given it.
    if (const FunctionUses &Uses = Model.uses().of(Function);
        Uses.Calls.empty() && !Uses.Objects.empty())
      return llvm::formatv("what calls {0} cannot await the {1}: let a loop of a "
                           "coroutine do so",
                           nameOf(Function), Kind);
    return llvm::formatv("as a coroutine, {0} could await the {1}", nameOf(Function),
                         Kind);
  }

  static std::string nameOf(const FunctionDecl &Function) {
    return isLambdaCallOperator(&Function) ? quoted("")
                                           : quoted(Function.getNameAsString());
  }
  static std::string quoted(const std::string &Name) {
    return Name.empty() ? "lambda" : "'" + Name + "'";
  }

  const Conversions &conversions(Model &Model) {
    if (!Plan) {
      std::vector<const Body *> Waiting;
      for (const Body *Callable : Model.uses().bodies())
        if (isAtFault(*Callable, Model) && firstWait(*Callable, Model))
          Waiting.push_back(Callable);
      Plan.emplace(Model, Waiting);
    }
    return *Plan;
  }

  const bool WarnOnAllBlocking;
  std::optional<Conversions> Plan;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeSyncOverAsync(const CheckSetup &Setup) {
  return std::make_unique<SyncOverAsyncCheck>(Setup);
}

} // namespace async_checks
