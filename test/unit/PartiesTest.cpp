// Who else writes to what a coroutine writes to.
#include "model/sharing/Parties.h"
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral SharedState = R"cpp(
  acme::task<int> number();
  void use(int);
  int everywhere;
  struct alone {
    int n;
    alone() { n = 1; }
    acme::task<int> add() { n = n + co_await number(); co_return helps(); }
    int get() const { return n; }
  private:
    int helps() { return ++n; }
  };
  struct written {
    int n;
    acme::task<int> add() { n = n + co_await number(); co_return n; }
    void reset() { n = 0; }
  };
  struct read {
    int n;
    acme::task<int> add() { n = n + co_await number(); co_return n; }
    void show() { use(n); }
  };
  struct again {
    int n;
    acme::task<int> add() { n = n + co_await number(); co_return n; }
  };
  acme::task<int> twice(again &a) {
    auto one = a.add(), other = a.add();
    co_return co_await one + co_await other;
  }
  struct sequel {
    int n;
    acme::task<int> add() { n = n + co_await number(); co_return n; }
  };
  acme::task<int> in_order(sequel &s) { co_return co_await s.add() + co_await s.add(); }
  acme::task<int> global() { everywhere = everywhere + co_await number(); co_return 1; }
)cpp";

/// Whether others write to what the first assignment of \p Function writes to.
static bool isShared(Unit &Code, llvm::StringRef Function) {
  const Body &In = Code.body(Function);
  const auto *Assignment = cast<BinaryOperator>(written(In.Discarded.front()));
  return hasSecondParty(Code.Model, In, placeOf(Assignment->getLHS()));
}

TEST(Parties, AreOthersThatWrite) {
  Unit Code(SharedState);
  EXPECT_FALSE(isShared(Code, "alone::add"));
  EXPECT_TRUE(isShared(Code, "written::add"));
  EXPECT_FALSE(isShared(Code, "read::add"));
}

TEST(Parties, AreRunsAtTheSameTime) {
  Unit Code(SharedState);
  EXPECT_TRUE(isShared(Code, "again::add"));
  EXPECT_FALSE(isShared(Code, "sequel::add"));
  EXPECT_TRUE(isShared(Code, "global"));
}

} // namespace async_checks
