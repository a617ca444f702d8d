// Which ordinary functions run as a part of coroutines.
#include "Ast.h"

using namespace clang;

namespace async_checks {

/// The last step on the way from a coroutine to `f` of \p Code; empty if there is none.
static std::string reached(llvm::StringRef Code) {
  Unit Source(Code);
  const Entry *Way = Source.Model.reach().of(Source.function("f"));
  return Way ? Source.text(*Way->At) : "";
}

TEST(Reach, GoesFromCoroutinesToWhatTheyCall) {
  EXPECT_EQ(reached("void f() {} task<> c() { f(); co_return; }"), "f()");
  EXPECT_EQ(reached("void f() {} void g() { f(); }"), "");
}

TEST(Reach, GoesThroughOrdinaryFunctions) {
  EXPECT_EQ(reached("void f(int) {} void g() { f(1); } task<> c() { g(); co_return; }"),
            "f(1)");
}

TEST(Reach, TakesTheShortestWay) {
  EXPECT_EQ(reached("void f(int) {} void g() { f(1); } "
                    "task<> c() { g(); f(2); co_return; }"),
            "f(2)");
}

TEST(Reach, EndsInRecursion) {
  EXPECT_EQ(reached("void f(int); void g() { f(1); } void f(int) { g(); } "
                    "task<> c() { g(); co_return; }"),
            "f(1)");
}

TEST(Reach, EndsAtVirtualCallsAndClosuresAndPointersThatChange) {
  EXPECT_EQ(reached("void f() {} struct s { virtual void m() { f(); } }; "
                    "task<> c(s &o) { o.m(); co_return; }"),
            "");
  EXPECT_EQ(reached("void f() {} task<> c(bool b) { auto *p = f; if (b) p = nullptr; "
                    "p(); co_return; }"),
            "");
  EXPECT_EQ(reached("void f() {} task<> c() { auto *p = f; p(); co_return; }"), "p()");
  EXPECT_EQ(reached("void f() {} task<> c() { auto l = [] { f(); }; co_return; }"), "");
  EXPECT_EQ(reached("void f() {} task<> c() { [] { f(); }(); co_return; }"), "f()");
}

TEST(Reach, EndsAtWaits) {
  EXPECT_EQ(reached("void f() {} template <class T> T sync_wait(task<T> &t) { f(); "
                    "return t.get(); } "
                    "task<> c(task<int> t) { sync_wait(t); co_return; }"),
            "");
}

TEST(Reach, EndsAtWhatMayBlockByItsNature) {
  EXPECT_EQ(reached("namespace testing { struct Test {}; } void f() {} "
                    "struct t : testing::Test { void g() { f(); } }; "
                    "task<> c(t &o) { o.g(); co_return; }"),
            "");
}

TEST(Reach, GoesThroughConstructorsAndDestructors) {
  EXPECT_EQ(
      reached("void f() {} struct s { s() { f(); } }; task<> c() { s o; co_return; }"),
      "f()");
  EXPECT_EQ(reached("void f() {} struct s { ~s() { f(); } }; struct t { s part; }; "
                    "task<> c() { t o; co_return; }"),
            "f()");
  EXPECT_EQ(
      reached("void f() {} struct s { s() { f(); } }; task<> c(s *) { co_return; }"), "");
}

TEST(Reach, EndsAtWhatIsThereAlready) {
  llvm::StringRef Operation = "void f() {} struct op { bool await_ready(); "
                              "void await_suspend(std::coroutine_handle<>); "
                              "void await_resume() { f(); } }; ";
  EXPECT_EQ(
      reached((Operation + "task<> c(op o) { o.await_resume(); co_return; }").str()),
      "f()");
  EXPECT_EQ(
      reached((Operation + "task<> c(op o) { if (o.await_ready()) o.await_resume(); "
                           "co_return; }")
                  .str()),
      "");
}

TEST(Reach, CountsInstancesAsTheirTemplate) {
  EXPECT_EQ(reached("template <class T> void f(T) {} task<> c() { f(1); co_return; }"),
            "f(1)");
}

} // namespace async_checks
