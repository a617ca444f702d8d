// Which functions park the thread, and by which way.
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral Sleep = "void sleep(unsigned); ";

/// How deep the call that parks the thread is below `f` of \p Code; 0 if there is none.
static unsigned depth(llvm::StringRef Code) {
  Unit Source(Sleep + Code);
  const BlockingStep *Step = Source.Model.blocking().of(Source.function("f"));
  return Step ? Step->Depth : 0;
}

TEST(Blocking, IsFoundInTheBodyItself) { EXPECT_EQ(depth("void f() { sleep(1); }"), 1u); }

TEST(Blocking, IsFoundThroughOtherFunctions) {
  EXPECT_EQ(depth("void h() { sleep(1); } void g() { h(); } void f() { g(); }"), 3u);
}

TEST(Blocking, TakesTheShortestWay) {
  EXPECT_EQ(depth("void h() { sleep(1); } void g() { h(); } void f() { g(); h(); }"), 2u);
}

TEST(Blocking, EndsInRecursion) {
  EXPECT_EQ(depth("void g(); void f() { g(); } void g() { f(); }"), 0u);
  EXPECT_EQ(depth("void g(); void f() { g(); } void g() { f(); sleep(1); }"), 2u);
}

TEST(Blocking, IsNotFoundInCoroutinesAndClosuresThatAreNotCalled) {
  EXPECT_EQ(depth("task<> g() { sleep(1); co_return; } void f() { g(); }"), 0u);
  EXPECT_EQ(depth("void f() { auto l = [] { sleep(1); }; }"), 0u);
  EXPECT_EQ(depth("void f() { [] { sleep(1); }(); }"), 2u);
}

TEST(Blocking, IsNotFoundBehindVirtualCallsAndPointersFromOutside) {
  llvm::StringRef Base = "struct s { virtual void m() { sleep(1); } }; ";
  EXPECT_EQ(depth((Base + "void f(s &o) { o.m(); }").str()), 0u);
  EXPECT_EQ(depth((Base + "void f(s &o) { o.s::m(); }").str()), 2u);
  EXPECT_EQ(depth("void g() { sleep(1); } void f(void (*p)()) { p(); }"), 0u);
  EXPECT_EQ(depth("void g() { sleep(1); } void f() { auto *p = g; p(); }"), 2u);
}

TEST(Blocking, IsFoundInConstructorsAndDestructors) {
  llvm::StringRef Begin = "struct s { s() { sleep(1); } s(int) {} }; ";
  EXPECT_EQ(depth((Begin + "void f() { s o; }").str()), 2u);
  EXPECT_EQ(depth((Begin + "void f() { s o(1); s copy = o; }").str()), 0u);
  EXPECT_EQ(depth((Begin + "struct t : s {}; void f() { new t; }").str()), 2u);
  llvm::StringRef End = "struct s { ~s() { sleep(1); } }; ";
  EXPECT_EQ(depth((End + "void f() { s all[2]; }").str()), 2u);
  EXPECT_EQ(depth((End + "s f() { s o; return o; }").str()), 0u);
  EXPECT_EQ(depth((End + "void f(s &o) { s &other = o; }").str()), 0u);
}

TEST(Blocking, IsFoundInInstances) {
  EXPECT_EQ(depth("template <class T> void g(T) { sleep(1); } void f() { g(1); }"), 2u);
}

TEST(Blocking, IsNoQueryOfADatabaseInMemory) {
  llvm::StringRef Query = R"cpp(
struct sqlite3;
int sqlite3_exec(sqlite3 *, const char *);
int sqlite3_open(const char *, sqlite3 **);
struct database { database(const char *); };
void f(sqlite3 *db) { sqlite3_exec(db, "SELECT ':memory'"); }
)cpp";
  auto Depth = [&](llvm::StringRef Code) { return depth((Query + Code).str()); };
  EXPECT_EQ(Depth("void g(sqlite3 **db) { sqlite3_open(\"claims.db\", db); }"), 1u);
  EXPECT_EQ(Depth("void g(sqlite3 **db) { sqlite3_open(\":memory:\", db); }"), 0u);
  EXPECT_EQ(Depth("void g() { database claims(\"file:c?mode=memory\"); }"), 0u);
  EXPECT_EQ(Depth("database claims(\":memory:\");"), 0u);
}

TEST(Blocking, IsNoCallThatHandsOutSomethingToAwait) {
  EXPECT_EQ(depth("task<> sleep(const char *); void f() { sleep(\"x\"); }"), 0u);
}

TEST(Blocking, NamesTheCallAndTheNextFunction) {
  Unit Code(Sleep + "void g() { sleep(1); } void f() { g(); }");
  const BlockingStep *Step = Code.Model.blocking().of(Code.function("f"));
  ASSERT_TRUE(Step);
  EXPECT_EQ(Code.text(*Step->At), "g()");
  EXPECT_EQ(Step->Next, &pattern(Code.function("g")));
  Step = Code.Model.blocking().of(*Step->Next);
  ASSERT_TRUE(Step);
  EXPECT_EQ(Code.text(*Step->At), "sleep(1)");
  EXPECT_EQ(Step->Next, nullptr);
}

} // namespace async_checks
