// Which calls give work to another thread only to wait for a task there.
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral Pools = R"cpp(
  template struct acme::task<int>;
  template struct acme::task<task<int>>;
  template <class F> auto submit(F f) -> task<decltype(f())> { return submit(f); }
  template <class F> auto retry(F f) -> task<decltype(f())> { return retry(f); }
  template <class F> auto enqueue(F f) -> decltype(f()) * { return nullptr; }
  task<int> work(int n = 0);
  task<int> make();
  int parse();
)cpp";

/// The coroutine `user` with the statement \p Statement.
struct Coroutine {
  explicit Coroutine(llvm::StringRef Statement)
      : Code(Pools + "task<int> user(int n) { " + Statement + "; co_return 1; }"),
        In(Code.body("user")) {
    for (const CallExpr *Call : In.Calls)
      if (!Found)
        Found = Code.Model.offload(*Call, In);
  }

  std::string whole() const {
    return text(Found && Found->Whole ? Found->Whole : nullptr);
  }
  std::string task() const { return text(Found && Found->Task ? Found->Task : nullptr); }
  std::string text(const Expr *E) const { return E ? Code.text(*E) : ""; }

  Unit Code;
  const Body &In;
  std::optional<Offload> Found;
};

TEST(Offload, IsACallableThatOnlyWaits) {
  Coroutine Waits("co_await submit([&] { return work(n).get(); })");
  ASSERT_TRUE(Waits.Found);
  EXPECT_TRUE(Waits.Found->Waits);
  EXPECT_EQ(Waits.whole(), "co_await submit([&] { return work(n).get(); })");
  EXPECT_EQ(Waits.task(), "work(n)");
}

TEST(Offload, IsACallableThatMakesATaskIfSomebodyAwaitsIt) {
  Coroutine Once("(void)co_await submit(make)");
  ASSERT_TRUE(Once.Found);
  EXPECT_FALSE(Once.Found->Waits);
  EXPECT_TRUE(Once.Found->TaskIsMade);
  EXPECT_EQ(Once.task(), "make");
  EXPECT_EQ(Coroutine("co_await co_await submit(make)").whole(),
            "co_await co_await submit(make)");
  EXPECT_EQ(Coroutine("co_await submit([] { return work(); }).get()").task(), "work()");
  EXPECT_FALSE(Coroutine("auto kept = submit(make)").Found);
}

TEST(Offload, IsReportedWhereTheResultIsKept) {
  Coroutine Kept("auto kept = submit([] { return work().get(); })");
  ASSERT_TRUE(Kept.Found);
  EXPECT_EQ(Kept.whole(), "");
}

TEST(Offload, HasNoTaskThatMeansSomethingElseOutside) {
  EXPECT_EQ(Coroutine("co_await submit([m = n] { return work(m).get(); })").task(), "");
  EXPECT_EQ(
      Coroutine("co_await submit([n]() mutable { return work(++n).get(); })").task(), "");
}

TEST(Offload, DoesNoWork) {
  EXPECT_FALSE(Coroutine("co_await submit([] { return parse(); })").Found);
  EXPECT_FALSE(Coroutine("co_await submit([] { return work(parse()).get(); })").Found);
  EXPECT_FALSE(Coroutine("co_await submit([] { parse(); work().get(); })").Found);
}

TEST(Offload, IsKnownByNameAndStructure) {
  EXPECT_FALSE(Coroutine("co_await retry([] { return work().get(); })").Found);
  EXPECT_FALSE(Coroutine("enqueue([] { return work().get(); })").Found);
}

/// What waits in the ordinary function `user` with the statement \p Statement for its
/// offload; empty if it has none.
static std::string waitInOrdinary(llvm::StringRef Statement) {
  Unit Code(Pools + "int user(int n) { " + Statement + "; return n; }");
  const Body &In = Code.body("user");
  std::optional<Offload> Found = Code.Model.offload(call(In, "submit"), In);
  return !Found ? "" : Code.text(*Found->Whole) + (Found->Kept ? " kept" : "");
}

TEST(Offload, OfAnOrdinaryFunctionIsWaitedForAtOnce) {
  EXPECT_EQ(waitInOrdinary("submit([] { return work().get(); })"), "");
  EXPECT_EQ(waitInOrdinary("submit([] { return work().get(); }).get()"),
            "submit([] { return work().get(); }).get()");
  EXPECT_EQ(
      waitInOrdinary("auto t = submit([] { return work().get(); }); return t.get()"),
      "t.get() kept");
  EXPECT_EQ(waitInOrdinary("auto t = submit([] { return work().get(); }); parse(); "
                           "return t.get()"),
            "");
  EXPECT_EQ(waitInOrdinary("submit(make).get()"), "");
}

TEST(Offload, IsALambdaWithAName) {
  Coroutine Named("auto f = [&] { return work(n).get(); }; co_await submit(f)");
  ASSERT_TRUE(Named.Found);
  EXPECT_EQ(Named.task(), "");
}

TEST(Offload, MayHaveAVariable) {
  Coroutine Two("co_await submit([] { auto t = work(); return t.get(); })");
  ASSERT_TRUE(Two.Found);
  EXPECT_EQ(Two.task(), "");
  EXPECT_FALSE(
      Coroutine("co_await submit([] { int n = parse(); return work(n).get(); })").Found);
}

TEST(Offload, IsFoundBehindWhatWaitsForIt) {
  Coroutine Twice("co_await co_await submit(make)");
  EXPECT_TRUE(Twice.Code.Model.offloadBehind(*Twice.In.Suspensions[0].Keyword, Twice.In));
  EXPECT_TRUE(Twice.Code.Model.offloadBehind(*Twice.In.Suspensions[1].Keyword, Twice.In));
  Coroutine Kept("auto t = submit([] { return work().get(); }); co_await t");
  EXPECT_TRUE(Kept.Code.Model.offloadBehind(*Kept.In.Suspensions[0].Keyword, Kept.In));
  Coroutine Other("co_await work()");
  EXPECT_FALSE(
      Other.Code.Model.offloadBehind(*Other.In.Suspensions[0].Keyword, Other.In));
}

} // namespace async_checks
