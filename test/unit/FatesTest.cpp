// Where tasks go.
#include "model/Fates.h"
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral Tasks = R"cpp(
  template struct acme::task<int>;
  task<int> make();
  task<int> both(task<int>, task<int>);
  template <class T> struct vector {
    using value_type = T;
    T *begin();
    T *end();
    void push_back(T);
  };
  void spawn(task<int>);
  void unknown(task<int>);
  int sync_wait(task<int>);
  struct loop { void run(); void poke(); } events;
)cpp";

/// The unit in which `user` does \p Code, and what becomes of the first `make()`.
struct Followed {
  explicit Followed(llvm::StringRef Code, llvm::StringRef Result = "task<int>")
      : Code(Tasks + Result + " user() { " + Code + " }"), In(this->Code.body("user")),
        Fates(fatesOf(call(In, "make"), In, this->Code.Model)) {}

  Unit Code;
  const Body &In;
  llvm::SmallVector<Fate, 2> Fates;
};

TEST(Fates, AreAwaitedInTheSameExpression) {
  EXPECT_EQ(Followed("co_await make();").Fates.front().Is, Destiny::Awaited);
  EXPECT_EQ(Followed("co_await both(make(), make());").Fates.front().Is,
            Destiny::Awaited);
  EXPECT_EQ(Followed("co_await (true ? make() : make());").Fates.front().Is,
            Destiny::Awaited);
  EXPECT_EQ(Followed("sync_wait(make());", "void").Fates.front().Is, Destiny::Awaited);
}

TEST(Fates, AreDroppedReturnedOrStarted) {
  EXPECT_EQ(Followed("make();", "void").Fates.front().Is, Destiny::Dropped);
  EXPECT_EQ(Followed("return make();").Fates.front().Is, Destiny::Caller);
  EXPECT_EQ(Followed("spawn(make());", "void").Fates.front().Is, Destiny::Started);
  EXPECT_EQ(Followed("static auto kept = make();", "void").Fates.front().Is, Destiny::Object);
}

TEST(Fates, AreFollowedThroughVariables) {
  Followed Returned("auto t = make(); return t;");
  ASSERT_EQ(Returned.Fates.size(), 2u);
  EXPECT_EQ(Returned.Fates[0].Is, Destiny::Variable);
  EXPECT_EQ(Returned.Fates[0].Variable, &local(Returned.In, "t"));
  EXPECT_EQ(Returned.Fates[1].Is, Destiny::Caller);
  Followed Kept("vector<task<int>> all; all.push_back(make());", "void");
  EXPECT_EQ(Kept.Fates.front().Variable, &local(Kept.In, "all"));
}

TEST(Fates, AreUnknownElsewhere) {
  EXPECT_EQ(Followed("unknown(make());", "void").Fates.front().Is, Destiny::Unknown);
  EXPECT_EQ(Followed("auto f = [t = make()] {};", "void").Fates.front().Is,
            Destiny::Unknown);
}

TEST(Fates, MayBeWaitedForLater) {
  auto Waits = [](llvm::StringRef Behind) {
    Followed Started(("spawn(make()); " + Behind).str(), "void");
    return waitsBehind(call(Started.In, "spawn"), nullptr, Started.In,
                       Started.Code.Model);
  };
  EXPECT_FALSE(Waits(""));
  EXPECT_FALSE(Waits("events.poke();"));
  EXPECT_TRUE(Waits("events.run();"));
  EXPECT_TRUE(Waits("sync_wait(make());"));
}

} // namespace async_checks
