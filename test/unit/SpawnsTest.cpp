// Which calls start a task without waiting for it.
#include "model/tasks/Spawns.h"
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral Starters = R"cpp(
  template struct acme::task<int>;
  namespace asio {
  struct detached_t {} detached;
  template <class T> struct bound {};
  template <class T> bound<T> bind_executor(int, T);
  }
  struct started { void detach(); };
  started start(task<int>);
  template <class F, class Token> void co_spawn(F f, Token) {}
  template <class F> task<int> spawn(F f) { return spawn(f); }
  void spawn(task<int>);
  void spawn(int);
  struct future { int get(); void wait(); };
  future submit(task<int>);
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

TEST(Spawns, LetGoByABoundToken) {
  Started Bound("co_spawn(quiet(), asio::bind_executor(1, asio::detached))");
  EXPECT_TRUE(letsGo(Bound.Code.Model, Bound.Call));
  Started Other("co_spawn(quiet(), asio::bind_executor(1, 2))");
  EXPECT_FALSE(letsGo(Other.Code.Model, Other.Call));
}

TEST(Spawns, ForgetWhatTheyHandBackNothingOf) {
  auto Forgets = [](llvm::StringRef Code) {
    Started Each(Code);
    return forgets(Each.Code.Model, Each.Call);
  };
  EXPECT_TRUE(Forgets("co_spawn(quiet(), [] {})"));
  EXPECT_FALSE(Forgets("co_spawn(quiet(), 1)"));
  EXPECT_TRUE(Forgets("co_spawn(quiet(), asio::detached)"));
  EXPECT_FALSE(Forgets("submit(quiet())"));
}

TEST(Spawns, HandOutFutures) {
  Started Future("submit(quiet())"), Wait("submit(quiet()).get()");
  EXPECT_TRUE(startsForFuture(Future.Code.Model, Future.Call));
  EXPECT_FALSE(startsForFuture(Wait.Code.Model, Wait.Call));
  EXPECT_TRUE(isStart(Future.Code.Model, Future.Call));
  EXPECT_FALSE(isStart(Wait.Code.Model, Wait.Call));
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
