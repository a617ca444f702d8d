// Which functions come back without waiting for anybody.
#include "Ast.h"

using namespace clang;

namespace async_checks {

/// Whether `f` of \p Code is prompt.
static bool isPrompt(llvm::StringRef Code) {
  Unit Source("namespace std { struct latch { void wait(); void reset(); }; "
              "template <class F> void apply(F); } "
              "void somewhere(); [[noreturn]] void fail(const char *); " +
              Code);
  return Source.Model.promptFunctions().contains(Source.function("f"));
}

TEST(Prompt, IsWhatReadsChecksAndThrows) {
  EXPECT_TRUE(isPrompt("int x; int f() { return x; }"));
  EXPECT_TRUE(
      isPrompt("const char *why(); int f(bool b) { if (!b) throw why(); return 1; }"));
  EXPECT_TRUE(isPrompt("int f(bool b) { return b ? 1 : (fail(\"x\"), 0); }"));
  EXPECT_TRUE(
      isPrompt("void f() { do { } while (false); for (int i = 0; i < 3; ++i) {} }"));
}

TEST(Prompt, DependsOnAllThatIsCalled) {
  EXPECT_TRUE(isPrompt("int g() { return 1; } int f() { return g(); }"));
  EXPECT_FALSE(isPrompt("int g() { somewhere(); return 1; } int f() { return g(); }"));
  EXPECT_TRUE(isPrompt("void f(); void g() { f(); } void f() { g(); }"));
}

TEST(Prompt, IsNotWhatIsNotInSight) {
  EXPECT_FALSE(isPrompt("void f();"));
  EXPECT_FALSE(isPrompt("void f(void (*g)()) { g(); }"));
  EXPECT_FALSE(isPrompt("struct s { virtual void g() {} }; void f(s &o) { o.g(); }"));
  EXPECT_TRUE(
      isPrompt("struct s { bool is_set() const; }; bool f(s &o) { return o.is_set(); }"));
}

TEST(Prompt, IsNotWhatMayGoOnForLong) {
  EXPECT_FALSE(isPrompt("bool done; void f() { while (!done) {} }"));
  EXPECT_FALSE(isPrompt("void f() { for (;;) {} }"));
}

TEST(Prompt, TrustsTheStandardLibrary) {
  EXPECT_TRUE(isPrompt("void f(std::latch &l) { l.reset(); }"));
  EXPECT_FALSE(isPrompt("void f(std::latch &l) { l.wait(); }"));
  EXPECT_FALSE(isPrompt("void f(void (*g)()) { std::apply(g); }"));
  EXPECT_FALSE(isPrompt("void f(std::coroutine_handle<> h) { h.resume(); }"));
}

TEST(Prompt, IsTheStartOfACoroutine) {
  EXPECT_TRUE(isPrompt("task<> g() { somewhere(); co_return; } void f() { g(); }"));
  EXPECT_TRUE(isPrompt("task<> g(); void f() { g(); }"));
}

TEST(Prompt, CountsWhatObjectsDo) {
  EXPECT_FALSE(isPrompt("struct s { ~s() { somewhere(); } }; void f() { s o; }"));
  EXPECT_FALSE(isPrompt("struct s { s() { somewhere(); } }; void f() { s o; }"));
  EXPECT_FALSE(isPrompt("struct s { ~s() { somewhere(); } }; struct t { s part; }; "
                        "void f(t *o) { delete o; }"));
  EXPECT_TRUE(isPrompt("struct s { s() {} ~s() {} }; void f() { s o; }"));
}

} // namespace async_checks
