#include "CallableCheck.h"
#include "Checks.h"
#include "fix/TaskReturns.h"
#include "model/tasks/NullReturns.h"
#include "model/tasks/TaskTypes.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds functions that return a task with no coroutine behind it, which nobody can
/// await.
class NullTaskCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    std::vector<NullReturn> Nulls = findNullReturns(Model, Callable);
    std::optional<Edit> Fix =
        Nulls.empty() ? std::nullopt : coReturnInstead(Model, Callable, Nulls);
    for (const NullReturn &Each : Nulls) {
      Finding Finding = describe(Each, Callable, Model);
      if (Fix)
        // One edit is of the whole function.
        Finding.Fix = std::exchange(Fix, Edit());
      else
        addReadyForm(Finding, Each, Callable, Model);
      found(std::move(Finding));
    }
  }

  static Finding describe(const NullReturn &Null, const Body &Callable, Model &Model) {
    Finding Finding;
    Finding.At = Null.Return->getReturnLoc();
    Finding.Message =
        llvm::formatv("{0} returns a task with no coroutine behind it{1}: "
                      "{2}",
                      nameOf(Callable.Function), stateOf(Null), effectOf(Null.Awaiting));
    if (Null.Move)
      Finding.Notes.push_back({beginOf(*Null.Move), "it is moved here", {}});
    if (Null.Await)
      Finding.Notes.push_back(
          {beginOf(*Null.Await),
           llvm::formatv("it is {0} here without being asked",
                         isa<CallExpr>(Null.Await) ? "started" : "awaited"),
           {}});
    if (Null.Awaiting.At)
      Finding.Notes.push_back(
          {beginOf(*Null.Awaiting.At), placeOf(Null.Awaiting).str(), {}});
    return Finding;
  }

  static std::string nameOf(const FunctionDecl &Function) {
    return isLambdaCallOperator(&Function) ? "this lambda"
                                           : "'" + Function.getNameAsString() + "'";
  }

  static std::string stateOf(const NullReturn &Null) {
    if (!Null.Variable)
      return "";
    return llvm::formatv(Null.Move ? ", since '{0}' was moved"
                                   : ", since '{0}' was never set",
                         Null.Variable->getName());
  }

  static llvm::StringRef effectOf(const AwaitResult &Awaiting) {
    switch (Awaiting.Ends) {
    case AwaitEnd::UsesNull:
      return "to await it uses a null handle";
    case AwaitEnd::Throws:
      return "to await it throws";
    case AwaitEnd::Aborts:
      return "to await it ends the program";
    case AwaitEnd::Hangs:
      return "whoever awaits it is never resumed";
    default:
      return "nobody can await it";
    }
  }

  static llvm::StringRef placeOf(const AwaitResult &Awaiting) {
    switch (Awaiting.Ends) {
    case AwaitEnd::UsesNull:
      return "the null handle is used here";
    case AwaitEnd::Throws:
      return "it throws here";
    case AwaitEnd::Aborts:
      return "it ends the program here";
    default:
      return "nobody is resumed here";
    }
  }

  /// Says what the library has for a task that is complete.
  static void addReadyForm(Finding &Finding, const NullReturn &Null, const Body &Callable,
                           Model &Model) {
    const CXXRecordDecl &Task = *Callable.Function.getReturnType()->getAsCXXRecordDecl();
    bool IsVoid = isVoidInstance(Task, Model);
    llvm::StringRef Form = Model.Words.readyForm(Task, !IsVoid);
    if (Form.empty())
      return;
    std::string Text = readyTask(Form, Task, Model);
    Finding.Notes.push_back(
        {Finding.At, llvm::formatv("to return one that is complete, write '{0}'", Text),
         IsVoid ? replaceTask(*Null.Task, Text, Model) : Edit()});
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeNullTask(const CheckSetup &Setup) {
  return std::make_unique<NullTaskCheck>(Setup);
}

} // namespace async_checks
