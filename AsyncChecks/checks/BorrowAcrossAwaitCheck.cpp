#include "CallableCheck.h"
#include "Checks.h"
#include "model/sharing/Borrows.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds iterators, references and views into containers that others can change while the
/// coroutine is suspended.
class BorrowAcrossAwaitCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    for (const Borrow &Each : findBorrows(Model, Callable))
      found(describe(Each));
  }

  static Finding describe(const Borrow &Borrow) {
    llvm::StringRef Container = Borrow.Container->getName();
    Finding Finding;
    Finding.At = Borrow.At;
    Finding.Message = llvm::formatv(
        "{0} '{1}', which others may change while the coroutine is suspended",
        Borrow.Name ? "'" + Borrow.Name->getNameAsString() + "' refers into"
                    : "this loop goes over",
        Container);
    Finding.Notes.push_back({beginOf(*Borrow.Suspension), "it is suspended here", {}});
    if (Borrow.Use)
      Finding.Notes.push_back({beginOf(*Borrow.Use), "and the element is used here", {}});
    if (Borrow.Change.isValid())
      Finding.Notes.push_back(
          {Borrow.Change, llvm::formatv("'{0}' may be changed here", Container), {}});
    return Finding;
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeBorrowAcrossAwait(const CheckSetup &Setup) {
  return std::make_unique<BorrowAcrossAwaitCheck>(Setup);
}

} // namespace async_checks
