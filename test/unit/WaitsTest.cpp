// Which calls park the thread, and for what.
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral Waiting = R"cpp(
  template <class T> T sync_wait(task<T> t);
  template <class T> T acme_park(T t);
  struct seconds { seconds() = default; explicit seconds(int); static seconds zero(); };
  namespace std {
  template <class T> struct future {
    T get(); void wait(); bool valid() const;
    int wait_for(seconds);
  };
  }
  task<int> work();
  task<task<int>> nested();
  template <class T> struct list { list(T &); list(int); };
  template <class T> task<> join(list<T> &);
)cpp";

/// What the last call of \p Callee in a coroutine waits for, as `Whole <- Awaited`; empty
/// if it is no wait.
static std::string waitIn(llvm::StringRef Statements, llvm::StringRef Callee,
                          SharedOptions Options = {}) {
  Unit Code(Waiting + "task<> coro(task<int> t, task<int> *p, std::future<int> f) {" +
                Statements + "; co_return; }",
            Options);
  const Body &Body = Code.body("coro");
  const CallExpr *Last = nullptr;
  for (const CallExpr *Call : Body.Calls)
    if (const auto *Named = dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl()))
      if (Named->getNameAsString() == Callee)
        Last = Call;
  if (!Last)
    return "no call";
  std::optional<BlockingWait> Wait = Code.Model.blockingWait(*Last, Body);
  if (!Wait)
    return "";
  return Code.text(*Wait->Whole) + (Wait->IsTimed ? " <-timed- " : " <- ") +
         (Wait->ThroughPointer ? "*" : "") + Code.text(*Wait->Awaited);
}

TEST(Wait, IsAFunctionByACommonNameThatTakesATask) {
  EXPECT_EQ(waitIn("sync_wait(work())", "sync_wait"), "sync_wait(work()) <- work()");
}

TEST(Wait, IsAMemberOfATaskThatHandsBackWhatCoAwaitYields) {
  EXPECT_EQ(waitIn("work().get()", "get"), "work().get() <- work()");
  EXPECT_EQ(waitIn("int n = t.get()", "get"), "t.get() <- t");
}

TEST(Wait, IsAMemberBehindAPointer) {
  EXPECT_EQ(waitIn("p->get()", "get"), "p->get() <- *p");
}

TEST(Wait, IsAMemberThatHandsBackNothingIfItIsNamedSo) {
  EXPECT_EQ(waitIn("t.wait()", "wait"), "t.wait() <- t");
}

TEST(Wait, IsAMemberOfTheLibraryTable) {
  EXPECT_EQ(waitIn("f.get()", "get"), "f.get() <- f");
}

TEST(Wait, IsWhatTheUserNames) {
  SharedOptions Options;
  Options.BlockingWaits = "acme_park";
  EXPECT_EQ(waitIn("acme_park(1)", "acme_park", Options), "acme_park(1) <- 1");
  EXPECT_EQ(waitIn("acme_park(1)", "acme_park"), "");
}

TEST(Wait, IsNoOtherMember) {
  EXPECT_EQ(waitIn("t.ready()", "ready"), "");
  EXPECT_EQ(waitIn("f.valid()", "valid"), "");
  EXPECT_EQ(waitIn("work()", "work"), "");
}

TEST(Wait, IsNoMemberThatHandsBackSomethingElse) {
  Unit Code(R"cpp(
    struct job : task<int> { const char *get(); };
    task<> coro(job j) { j.get(); co_return; }
  )cpp");
  const Body &Body = Code.body("coro");
  EXPECT_FALSE(Code.Model.blockingWait(call(Body, "get"), Body));
}

TEST(TimedWait, IsMarked) {
  EXPECT_EQ(waitIn("f.wait_for(seconds(1))", "wait_for"),
            "f.wait_for(seconds(1)) <-timed- f");
}

TEST(TimedWait, OfNoTimeIsAQuestion) {
  EXPECT_EQ(waitIn("f.wait_for(seconds(0))", "wait_for"), "");
  EXPECT_EQ(waitIn("f.wait_for(seconds())", "wait_for"), "");
  EXPECT_EQ(waitIn("f.wait_for(seconds::zero())", "wait_for"), "");
}

TEST(Wait, IsNoFunctionInSightThatWaitsForNobody) {
  llvm::StringRef Code = R"cpp(
    [[noreturn]] void fail();
    struct op : kit::awaiter<int> { int get() { return set ? 1 : (fail(), 0); } bool set; };
    task<> coro(op o) { o.get(); co_return; }
  )cpp";
  auto IsWait = [&](SharedOptions Options) {
    Unit Source(Code, Options);
    const Body &In = Source.body("coro");
    return Source.Model.blockingWait(call(In, "get"), In).has_value();
  };
  EXPECT_FALSE(IsWait({}));
  SharedOptions Options;
  Options.BlockingWaits = "op::get";
  EXPECT_TRUE(IsWait(Options));
}

// --- Results that are there ---

TEST(Settled, AfterAnAwaitOfTheSameTask) {
  EXPECT_EQ(waitIn("co_await t; int n = t.get()", "get"), "");
  EXPECT_EQ(waitIn("int n = t.get(); co_await t", "get"), "t.get() <- t");
}

TEST(Settled, AfterAQuestion) {
  EXPECT_EQ(waitIn("if (t.ready()) t.get()", "get"), "");
  EXPECT_EQ(waitIn("if (f.wait_for(seconds(0)) == 0) f.get()", "get"), "");
}

TEST(Settled, ForWhatAnAwaitHasHandedOut) {
  EXPECT_EQ(waitIn("auto inner = co_await nested(); inner.get()", "get"), "");
  EXPECT_EQ(waitIn("auto inner = nested().get(); inner.get()", "get"),
            "inner.get() <- inner");
}

TEST(Settled, NotByAQuestionAboutAnotherTask) {
  EXPECT_EQ(waitIn("auto u = work(); if (u.ready()) t.get()", "get"), "t.get() <- t");
}

TEST(Settled, WithWhatHoldsIt) {
  EXPECT_EQ(waitIn("list<task<int>> all(t); co_await join(all); t.get()", "get"), "");
  EXPECT_EQ(waitIn("list<task<int>> all(t); t.get(); co_await join(all)", "get"),
            "t.get() <- t");
  EXPECT_EQ(waitIn("list<int> all(t.get()); co_await join(all); t.get()", "get"),
            "t.get() <- t");
}

TEST(Settled, ByAQuestionInAClosure) {
  EXPECT_EQ(waitIn("auto l = [&] { return t.ready(); }; t.get()", "get"), "");
  EXPECT_EQ(waitIn("auto l = [&]() -> task<> { co_await t; }; t.get()", "get"),
            "t.get() <- t");
}

TEST(Settled, IfAllCallersSaySo) {
  llvm::StringRef Code = "static task<int> coro(task<int> t) { co_return t.get(); }";
  auto IsWait = [&](llvm::StringRef Callers) {
    Unit Source(Code + Callers);
    const Body &In = Source.body("coro");
    return Source.Model.blockingWait(call(In, "get"), In).has_value();
  };
  EXPECT_TRUE(IsWait(""));
  EXPECT_FALSE(IsWait("task<> a(task<int> t) { co_await t; coro(std::move(t)); }"));
  EXPECT_TRUE(IsWait("task<> a(task<int> t) { co_await t; coro(std::move(t)); }"
                     "task<> b(task<int> t) { coro(std::move(t)); co_return; }"));
}

// --- Functions that may block ---

TEST(SyncEntryPoint, IsMain) {
  Unit Code("int main() {} void f();");
  EXPECT_TRUE(Code.Model.isSyncEntryPoint(Code.function("main")));
  EXPECT_FALSE(Code.Model.isSyncEntryPoint(Code.function("f")));
}

TEST(SyncEntryPoint, IsATestOfAFramework) {
  Unit Code("namespace testing { struct Test { virtual void TestBody(); }; }"
            "struct Suite : testing::Test {}; struct Case : Suite { void TestBody(); };"
            "struct Other { void TestBody(); };");
  EXPECT_TRUE(Code.Model.isSyncEntryPoint(Code.method("Case::TestBody")));
  EXPECT_FALSE(Code.Model.isSyncEntryPoint(Code.method("Other::TestBody")));
}

TEST(SyncEntryPoint, IsWhatTheUserNames) {
  SharedOptions Options;
  Options.SyncEntryPoints = "tool::run";
  Unit Code("namespace tool { void run(); void stop(); }", Options);
  EXPECT_TRUE(Code.Model.isSyncEntryPoint(Code.function("tool::run")));
  EXPECT_FALSE(Code.Model.isSyncEntryPoint(Code.function("tool::stop")));
}

} // namespace async_checks
