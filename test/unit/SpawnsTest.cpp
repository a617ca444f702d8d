// Which calls start a task without waiting for it.
#include "model/Spawns.h"
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral Starters = R"cpp(
  template struct acme::task<int>;
  namespace asio { struct detached_t {} detached; }
  struct started { void detach(); };
  started start(task<int>);
  template <class F, class Token> void co_spawn(F f, Token) {}
  template <class F> task<int> spawn(F f) { return spawn(f); }
  void spawn(task<int>);
  void spawn(int);
  struct thread { void detach(); };
  task<int> unseen();
  task<int> quiet() { co_return 1; }
  task<int> loud() { throw 1; co_return 1; }
)cpp";

/// The unit in which `user` calls \p Call, and that call.
struct Started {
  explicit Started(llvm::StringRef Call)
      : Code(Starters + "void user() { " + Call + "; }"),
        Call(*Code.body("user").Calls.front()) {}

  bool starts() { return startsTask(Code.Model, Call); }

  Unit Code;
  const CallExpr &Call;
};

TEST(Spawns, LetGoOfATask) {
  Started Detached("co_spawn(quiet(), asio::detached)");
  EXPECT_TRUE(letsGo(Detached.Code.Model, Detached.Call));
  EXPECT_TRUE(Started("start(quiet()).detach()").starts());
}

TEST(Spawns, AreKnownByNameIfTheyReturnNothing) {
  EXPECT_TRUE(Started("spawn(unseen())").starts());
  EXPECT_TRUE(Started("co_spawn(quiet, 1)").starts());
  EXPECT_TRUE(Started("co_spawn([] { return quiet(); }, 1)").starts());
  EXPECT_FALSE(Started("spawn([] { return quiet(); })").starts());
}

TEST(Spawns, HaveATask) {
  EXPECT_FALSE(Started("spawn(1)").starts());
  EXPECT_FALSE(Started("thread().detach()").starts());
}

TEST(Spawns, LoseWhatLeavesTheCoroutine) {
  Started Loud("start(loud()).detach()"), Quiet("start(quiet()).detach()"),
      Unseen("start(unseen()).detach()"), Kept("spawn(loud())");
  EXPECT_TRUE(lostException(Loud.Code.Model, Loud.Call));
  EXPECT_FALSE(lostException(Quiet.Code.Model, Quiet.Call));
  EXPECT_FALSE(lostException(Unseen.Code.Model, Unseen.Call));
  EXPECT_FALSE(lostException(Kept.Code.Model, Kept.Call));
}

} // namespace async_checks
