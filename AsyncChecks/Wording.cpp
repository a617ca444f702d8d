#include "Wording.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

std::string resultOf(const CallExpr &Call, Model &Model) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  bool IsNamed = Callee && Callee->getIdentifier();
  std::string Origin = IsNamed ? "that '" + Callee->getNameAsString() + "' returns"
                               : "that is returned here";
  bool IsOperation = Model.Types.of(Call.getType()).IsOperation;
  return (IsOperation ? "the operation " : "the task ") + Origin;
}

llvm::StringRef kindOf(QualType Type, Model &Model) {
  if (Model.Types.of(Type).isTask())
    return "task";
  const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  bool IsFuture =
      Record && llvm::StringRef(Record->getNameAsString()).contains_insensitive("future");
  return IsFuture ? "future" : "operation";
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
