// Which coroutines let others run.
#include "model/suspension/Suspensions.h"
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral Around = R"cpp(
  task<> somewhere();
  template <bool Value> struct ready {
    bool await_ready() { return Value; }
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };
  struct unknown {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };
)cpp";

/// Whether `f` of \p Code runs to its end without letting others run.
static bool isUninterrupted(llvm::StringRef Code) {
  Unit Source(Around + Code);
  return Source.Model.uninterrupted().contains(Source.function("f"));
}

TEST(UninterruptedCoroutines, AwaitNothingOrWhatIsReady) {
  EXPECT_TRUE(isUninterrupted("task<int> f() { co_return 1; }"));
  EXPECT_TRUE(isUninterrupted("task<> f() { co_await std::suspend_never(); }"));
  EXPECT_TRUE(isUninterrupted("task<> f() { co_await ready<true>(); }"));
  EXPECT_FALSE(isUninterrupted("task<> f() { co_await std::suspend_always(); }"));
  EXPECT_FALSE(isUninterrupted("task<> f() { co_await ready<false>(); }"));
  EXPECT_FALSE(isUninterrupted("task<> f() { co_await unknown(); }"));
}

TEST(UninterruptedCoroutines, AreNoOrdinaryFunctions) {
  EXPECT_FALSE(isUninterrupted("void f() {}"));
  EXPECT_FALSE(isUninterrupted("task<> g() { co_return; } task<> f() { return g(); }"));
}

TEST(UninterruptedCoroutines, AwaitEachOther) {
  EXPECT_TRUE(isUninterrupted("task<> g() { co_return; } task<> f() { co_await g(); }"));
  EXPECT_FALSE(isUninterrupted("task<> g() { co_await somewhere(); } "
                               "task<> f() { co_await g(); }"));
  EXPECT_FALSE(isUninterrupted("task<> g() { co_await somewhere(); } "
                               "task<> h() { co_await g(); } "
                               "task<> f() { co_await h(); }"));
  EXPECT_FALSE(isUninterrupted("task<> f() { co_await somewhere(); }"));
}

TEST(UninterruptedCoroutines, MayAwaitThemselves) {
  EXPECT_TRUE(isUninterrupted("task<> f() { co_await f(); }"));
  EXPECT_TRUE(isUninterrupted("task<> f(); task<> g() { co_await f(); } "
                              "task<> f() { co_await g(); }"));
  EXPECT_FALSE(isUninterrupted("task<> f(); "
                               "task<> g() { co_await f(); co_await somewhere(); } "
                               "task<> f() { co_await g(); }"));
}

// What one on its way into itself takes for granted holds for nobody else.
TEST(UninterruptedCoroutines, DoNotRememberWhatWasAssumed) {
  Unit Source(Around + "task<> f(); task<> g() { co_await f(); } "
                       "task<> f() { co_await g(); co_await somewhere(); }");
  EXPECT_FALSE(Source.Model.uninterrupted().contains(Source.function("f")));
  EXPECT_FALSE(Source.Model.uninterrupted().contains(Source.function("g")));
}

TEST(UninterruptedCoroutines, DoNotYield) {
  EXPECT_FALSE(isUninterrupted(R"cpp(
    struct numbers {
      struct promise_type : kit::promise<numbers>, kit::returns<void> {
        std::suspend_always yield_value(int);
      };
    };
    numbers f() { co_yield 1; }
  )cpp"));
}

TEST(UninterruptedCoroutines, LeaveWhatThePromiseTransforms) {
  constexpr llvm::StringLiteral Transforming = R"cpp(
    struct moved {
      struct promise_type : kit::promise<moved>, kit::returns<void> {
        template <class T> unknown await_transform(T &&);
      };
      kit::awaiter<void> operator co_await() const;
    };
    moved g() { co_return; }
  )cpp";
  EXPECT_TRUE(isUninterrupted((Transforming + "moved f() { co_return; }").str()));
  EXPECT_FALSE(isUninterrupted((Transforming + "moved f() { co_await g(); }").str()));
}

TEST(UninterruptedCoroutines, AreNotKnownBehindPointersAndOverrides) {
  EXPECT_FALSE(isUninterrupted("task<> f(task<> (*g)()) { co_await g(); }"));
  EXPECT_FALSE(isUninterrupted("struct s { virtual task<> g() { co_return; } }; "
                               "task<> f(s &o) { co_await o.g(); }"));
  EXPECT_TRUE(isUninterrupted("struct s { virtual task<> g() final { co_return; } }; "
                              "task<> f(s &o) { co_await o.g(); }"));
  EXPECT_FALSE(isUninterrupted("task<> f(task<> &t) { co_await t; }"));
}

TEST(Suspensions, AreThoseThatMaySuspend) {
  Unit Source(Around + "task<> quick() { co_return; } "
                       "task<> f() { co_await quick(); co_await somewhere(); "
                       "co_await std::suspend_never(); co_await unknown(); }");
  std::string Found;
  for (const Suspension *Each : realSuspensions(Source.body("f"), Source.Model))
    Found += Source.text(*Each->Operand) + ";";
  EXPECT_EQ(Found, "somewhere();unknown();");
}

} // namespace async_checks
