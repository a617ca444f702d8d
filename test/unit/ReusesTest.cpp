// Whose one result is wanted twice.
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral ReusedTasks = R"cpp(
  template <class T> struct once {
    struct promise_type : kit::promise<once>, kit::returns<T> {};
    once();
    once(once &&);
    once &operator=(once &&);
    kit::awaiter<T> operator co_await() &&;
    bool is_ready() const;
    T get();
    void wait();
  };
  namespace std {
  template <class T> struct future {
    future(future &&);
    future &operator=(future &&);
    T get(); void wait(); bool valid() const;
  };
  template <class T> struct shared_future { const T &get() const; };
  template <class T> T &&move(T &);
  }
  template <class T> T &&mv(T &);
  using std::move;
  template <class T> void take(T);
  template <class T> void look(const T &);
  template <class T> void fill(T &);
  template <class T> T sync_wait(once<T>);
  once<int> make();
  bool test();
)cpp";

/// What is wanted twice in a coroutine of the body \p Statements, as `Second <- First`.
static std::string reuses(llvm::StringRef Statements) {
  Unit Code(ReusedTasks +
            "once<int> coro(once<int> t, once<int> u, std::future<int> f,"
            "std::shared_future<int> s, task<int> many) {" +
            Statements + "; co_return 0; }");
  std::string All;
  for (const Reuse &Each : Code.Model.reuses(Code.body("coro")))
    All += (All.empty() ? "" : " | ") + Code.text(*Each.Second) + " <- " +
           Code.text(*Each.First);
  return All;
}

TEST(Reuse, IsASecondAwait) {
  EXPECT_EQ(reuses("co_await move(t); co_await mv(t)"),
            "co_await mv(t) <- co_await move(t)");
  EXPECT_EQ(reuses("co_await move(t); co_await move(u)"), "");
}

TEST(Reuse, IsASecondWait) {
  EXPECT_EQ(reuses("int n = f.get(); f.get()"), "f.get() <- f.get()");
  EXPECT_EQ(reuses("f.get(); f.wait()"), "f.wait() <- f.get()");
  EXPECT_EQ(reuses("sync_wait(move(t)); co_await move(t)"),
            "co_await move(t) <- sync_wait(move(t))");
  EXPECT_EQ(reuses("f.wait(); f.wait(); f.get()"), "");
  EXPECT_EQ(reuses("s.get(); s.get()"), "");
}

TEST(Reuse, IsAUseOfWhatWasAwaitedAsAnRvalue) {
  EXPECT_EQ(reuses("co_await move(t); look(t)"), "t <- co_await move(t)");
  EXPECT_EQ(reuses("co_await move(t); take(move(t))"), "t <- co_await move(t)");
  EXPECT_EQ(reuses("co_await move(t); t.is_ready(); (void)t"), "");
  EXPECT_EQ(reuses("f.get(); look(f)"), "");
}

TEST(Reuse, OfAnotherTypeNeedsAMove) {
  EXPECT_EQ(reuses("co_await many; co_await many"), "");
  EXPECT_EQ(reuses("for (;;) co_await many"), "");
}

TEST(Reuse, EndsWithAnotherValue) {
  EXPECT_EQ(reuses("co_await move(t); t = make(); co_await move(t)"), "");
  EXPECT_EQ(reuses("co_await move(t); fill(t); co_await move(t)"), "");
  EXPECT_EQ(reuses("take(move(t)); co_await move(t)"), "");
  EXPECT_EQ(reuses("f.get(); auto *p = &f; f.get()"), "");
  EXPECT_EQ(reuses("f.get(); auto &r = f; f.get()"), "");
  EXPECT_EQ(reuses("f.get(); auto l = [&] { fill(f); }; f.get()"), "");
}

TEST(Reuse, IsSureHoweverConditionsDepend) {
  EXPECT_EQ(reuses("if (test()) f.get(); f.get()"), "f.get() <- f.get()");
  EXPECT_EQ(reuses("f.get(); if (test()) f.get()"), "f.get() <- f.get()");
  EXPECT_EQ(reuses("if (test()) f.get(); else f.get()"), "");
  EXPECT_EQ(reuses("if (test()) f.get(); if (!test()) f.get()"), "");
  EXPECT_EQ(reuses("if (test()) f.get(); if (test()) co_return 1; f.get()"), "");
}

TEST(Reuse, IsTheNextRoundOfALoop) {
  EXPECT_EQ(reuses("while (test()) f.get()"), "f.get() <- f.get()");
  EXPECT_EQ(reuses("while (test()) { auto t = make(); co_await move(t); }"), "");
  EXPECT_EQ(reuses("while (test()) { f.get(); if (test()) fill(f); }"), "");
  EXPECT_EQ(reuses("while (test()) if (test()) f.get()"), "");
  EXPECT_EQ(reuses("while (test()) { f.get(); break; }"), "");
}

TEST(Reuse, NeedsALoopThatMayGoOn) {
  EXPECT_NE(reuses("int n = 0; do n += f.get(); while (n < 3)"), "");
  EXPECT_NE(reuses("int n = 1; while (n) n = f.get()"), "");
  EXPECT_EQ(reuses("while (f.valid()) f.get()"), "");
  EXPECT_EQ(reuses("bool done = false; while (!done) { f.get(); done = true; }"), "");
  EXPECT_NE(reuses("bool done = test(); while (!done) f.get()"), "");
  EXPECT_EQ(reuses("do f.get(); while (false)"), "");
}

TEST(Reuse, IsInTheRoundsThatAreNotLeftOut) {
  auto InLoop = [](llvm::StringRef Condition) {
    return reuses(
        ("for (int i = 0; i < 9; ++i) { if (" + Condition + ") continue; f.get(); }")
            .str());
  };
  EXPECT_NE(InLoop("i % 2"), "");
  EXPECT_NE(InLoop("i % 3 != 0"), "");
  EXPECT_NE(InLoop("i < 3 || i > 6"), "");
  EXPECT_EQ(InLoop("i != 3"), "");
  EXPECT_EQ(InLoop("i < 3 || i != 6"), "");
  EXPECT_EQ(InLoop("!(i == 3)"), "");
  EXPECT_EQ(InLoop("test()"), "");
}

TEST(Reuse, IsTheNextAttempt) {
  EXPECT_NE(reuses("try { co_return co_await move(t); } catch (...) {} co_await move(t)"),
            "");
  EXPECT_NE(reuses("try { f.get(); co_return 1; } catch (...) {} f.get()"), "");
  EXPECT_NE(reuses("for (;;) try { co_return co_await move(t); } catch (...) {}"), "");
  EXPECT_NE(reuses("bool done = false; while (!done) "
                   "try { co_await move(t); done = true; } catch (...) {}"),
            "");
  EXPECT_EQ(reuses("bool done = false; while (!done) "
                   "try { co_await move(t); done = true; } catch (...) { done = true; }"),
            "");
  EXPECT_EQ(reuses("for (;;) try { co_return co_await move(t); }"
                   "catch (...) { t = make(); }"),
            "");
  EXPECT_EQ(reuses("try { co_return co_await move(t); } catch (...) { throw; }"
                   "co_await move(t)"),
            "");
}

TEST(Reuse, IsNoneIfSomethingElseMayHaveThrown) {
  EXPECT_NE(reuses("try { test(); co_return co_await move(t); } catch (...) {}"
                   "co_await move(t)"),
            "");
  EXPECT_EQ(reuses("try { test(); co_return co_await move(t); } catch (int) {}"
                   "co_await move(t)"),
            "");
  EXPECT_NE(reuses("try { co_return co_await move(t); } catch (int) {} co_await move(t)"),
            "");
}

} // namespace async_checks
