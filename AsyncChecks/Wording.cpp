#include "Wording.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

llvm::StringRef kindOf(QualType Type, Model &Model) {
  const TypeFacts &Facts = Model.Types.of(Type);
  if (Facts.goesOnLater())
    return Facts.isTask() ? "task" : "generator";
  const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  bool IsFuture =
      Record && llvm::StringRef(Record->getNameAsString()).contains_insensitive("future");
  return IsFuture ? "future" : "operation";
}

std::string resultOf(const CallExpr &Call, Model &Model) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  bool IsNamed = Callee && Callee->getIdentifier();
  std::string Origin = IsNamed ? "that '" + Callee->getNameAsString() + "' returns"
                               : "that is returned here";
  const TypeFacts &Facts = Model.Types.of(Call.getType());
  bool IsGenerator = Facts.goesOnLater() && !Facts.isTask();
  return (Facts.IsOperation ? "the operation "
          : IsGenerator     ? "the generator "
                            : "the task ") +
         Origin;
}

std::string nameOf(const LostCapture &Lost) {
  if (Lost.Capture->capturesThis())
    return "the object";
  if (!Lost.Variable)
    return "a temporary";
  // The object behind a structured binding has no name.
  const ValueDecl *Named = Lost.Variable;
  if (!Named->getIdentifier())
    Named = Lost.Capture->getCapturedVar();
  return llvm::formatv("'{0}'", Named->getName());
}

llvm::StringRef effectOfLoss(const TypeFacts &Facts) {
  if (Facts.IsOperation)
    return "nobody awaits it";
  return Facts.Starts == Start::Lazy
             ? "it is lazy, so the coroutine never runs"
             : "nobody learns when it completes or that it failed";
}

llvm::StringRef startAdvice(QualType Task, Model &Model) {
  const CXXRecordDecl *Record = Model.Types.record(Task);
  llvm::StringRef Advice = Record ? Model.Words.spawnAdvice(*Record) : llvm::StringRef();
  return Advice.empty() ? "hand it to what runs tasks here, or return it" : Advice;
}

void addStartAdvice(Finding &Finding, QualType Task, const Body &Callable, Model &Model) {
  if (Callable.isCoroutine() || !Model.Types.record(Task))
    return;
  Finding.Notes.push_back(
      {Finding.At,
       llvm::formatv("this function is not a coroutine and cannot await it: {0}",
                     startAdvice(Task, Model)),
       {}});
}

} // namespace async_checks
