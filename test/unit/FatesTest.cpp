// Where tasks go.
#include "model/tasks/Fates.h"
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
  template <class T> struct optional {
    using value_type = T;
    T &operator*();
    void emplace(T);
  };
  struct pair { task<int> first, second; };
  struct future { int get(); void wait(); };
  struct promise { future get_future(); };
  future start(task<int>);
  int await(future);
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
  EXPECT_EQ(Followed("static auto kept = make();", "void").Fates.front().Is,
            Destiny::Object);
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

TEST(Fates, AreFollowedIntoWhatHoldsTasks) {
  Followed Optional("optional<task<int>> one; one.emplace(make());", "void");
  EXPECT_EQ(Optional.Fates.front().Variable, &local(Optional.In, "one"));
  Followed Array("task<int> all[] = {make(), make()};", "void");
  EXPECT_EQ(Array.Fates.front().Variable, &local(Array.In, "all"));
  Followed Aggregate("pair both{make(), make()};", "void");
  EXPECT_EQ(Aggregate.Fates.front().Variable, &local(Aggregate.In, "both"));
  Followed Global("static vector<task<int>> all; all.push_back(make());", "void");
  ASSERT_NE(Global.Fates.front().Keeper, nullptr);
  EXPECT_EQ(Global.Fates.front().Keeper->getNameAsString(), "all");
}

TEST(Fates, OfMembersAreTheirObjects) {
  Unit Code(Tasks + "struct s { task<int> t; s() : t(make()) {} };");
  const Body &In = Code.body("s::s");
  Fate End = fateOf(call(In, "make"), In, Code.Model);
  EXPECT_EQ(End.Is, Destiny::Object);
  EXPECT_EQ(End.Keeper->getNameAsString(), "t");
}

TEST(Fates, OfStartsWithFutures) {
  EXPECT_EQ(Followed("start(make());", "void").Fates.front().Is, Destiny::Started);
  EXPECT_EQ(Followed("return start(make());", "future").Fates.front().Is,
            Destiny::Started);
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
  EXPECT_FALSE(Waits("spawn(make());"));
}

TEST(Fates, AreWaitedForByTheOtherHalf) {
  auto Waits = [](llvm::StringRef Code, llvm::StringRef Result = "void") {
    Followed Started(Code, Result);
    return waitsBehind(call(Started.In, "spawn"), nullptr, Started.In,
                       Started.Code.Model);
  };
  llvm::StringRef Begin = "promise done; bool flag = false; auto result = "
                          "done.get_future(); auto run = [&] { (void)done; flag = true; "
                          "return make(); }; make(); spawn(run());";
  auto Behind = [&](llvm::StringRef End) { return (Begin + End).str(); };
  EXPECT_FALSE(Waits(Behind("")));
  EXPECT_TRUE(Waits(Behind("await(result);")));
  EXPECT_FALSE(Waits(Behind("return result;"), "future"));
  EXPECT_TRUE(Waits(Behind("while (!flag) {}")));
  EXPECT_FALSE(Waits(Behind("(void)flag;")));
}

TEST(Fates, AreSharedByWhatIsHandedAlong) {
  constexpr llvm::StringLiteral Moves = R"cpp(
    struct text { text(); text(text &&); };
    task<int> of(const text &);
    text &&moved(text &t) { return static_cast<text &&>(t); }
    task<int> attach(task<int>, text);
    void take(text);
  )cpp";
  auto IsAlong = [&](llvm::StringRef Code) {
    Unit Whole(Tasks + Moves + "task<int> user(text other) { text local; " + Code + " }");
    const Body &In = Whole.body("user");
    const CallExpr &Task = call(In, "of");
    return isHandedAlong(local(In, "local"), Task, fatesOf(Task, In, Whole.Model), In);
  };
  EXPECT_TRUE(IsAlong("return attach(of(local), moved(local));"));
  EXPECT_TRUE(IsAlong("auto t = of(local); return attach(static_cast<task<int> &&>(t), "
                      "static_cast<text &&>(local));"));
  EXPECT_FALSE(IsAlong("return attach(of(local), moved(other));"));
  EXPECT_FALSE(IsAlong("auto t = of(local); take(moved(local)); return t;"));
}

} // namespace async_checks
