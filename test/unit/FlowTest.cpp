// In which order a body may run.
#include "Ast.h"

using namespace clang;

namespace async_checks {

/// A coroutine `coro`, and where its calls of `a`, `b`, ... can lead to.
class Graph {
public:
  explicit Graph(llvm::StringRef Statements)
      : Code("int a(); int b(); int c(); int d(); bool test(); task<int> work(int = 0);"
             "task<int> once(int = 0);"
             "task<int> coro() {" +
             Statements + "; co_return 0; }"),
        In(Code.body("coro")), Flow(Code.Model.flowOf(In)) {}

  std::string after(llvm::StringRef From, llvm::StringRef Looked) {
    return show(Flow.after(call(In, From), marks(Looked)));
  }
  std::string afterQuiet(llvm::StringRef From, llvm::StringRef Looked) {
    return show(Flow.afterQuiet(call(In, From), marks(Looked)));
  }
  std::string afterThrow(llvm::StringRef From, llvm::StringRef Looked) {
    return show(Flow.afterThrow(call(In, From), marks(Looked)));
  }
  std::string before(llvm::StringRef To, llvm::StringRef Looked) {
    return show(Flow.before(call(In, To), marks(Looked)));
  }
  // The numbers that `co_await work(…)` stands with.
  std::string suspensionsAfter(llvm::StringRef From, llvm::StringRef Barriers) {
    return show(Flow.suspensionsAfter(call(In, From), marks(Barriers)));
  }
  std::string suspensionsBefore(llvm::StringRef To, llvm::StringRef Barriers) {
    return show(Flow.suspensionsBefore(call(In, To), marks(Barriers)));
  }
  std::string suspensionsBetween(llvm::StringRef From, llvm::StringRef First,
                                 llvm::StringRef To, llvm::StringRef Last) {
    return show(
        Flow.suspensionsBetween(call(In, From), marks(First), call(In, To), marks(Last)));
  }
  bool isInEachRound(llvm::StringRef Looked) {
    const Stmt *Loop = loopAround(Looked);
    return Loop && Flow.isInEachRound(*Loop, marks(Looked));
  }
  bool isInLastRound(llvm::StringRef Looked) {
    const Stmt *Loop = loopAround(Looked);
    return Loop && Flow.isInLastRound(*Loop, marks(Looked));
  }

  Unit Code;
  const Body &In;
  const async_checks::Flow &Flow;

private:
  const Stmt *loopAround(llvm::StringRef Name) const {
    const Stmt *Around = &call(In, Name);
    while (Around && !isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Around))
      Around = In.parent(*Around);
    return Around;
  }
  Flow::Marks marks(llvm::StringRef Names) const {
    Flow::Marks All;
    for (char Name : Names)
      All.insert(&call(In, llvm::StringRef(&Name, 1)));
    return All;
  }
  std::string show(const Flow::Arrivals &Found) const {
    std::string Names;
    for (char Name : llvm::StringRef("abcd"))
      for (const CallExpr *Call : In.Calls)
        if (Code.text(*Call) == std::string(1, Name) + "()" && Found.Nodes.contains(Call))
          Names += Name;
    return Names + (Found.IsOpen ? "|" : "");
  }
  std::string show(const Flow::Suspended &Found) const {
    std::string Numbers;
    for (const Suspension *Each : Found)
      Numbers += Code.text(*cast<CallExpr>(written(Each->Operand))->getArg(0));
    return Numbers;
  }
};

TEST(After, IsTheNextOfThoseLookedFor) {
  Graph Flow("a(); b(); c()");
  EXPECT_EQ(Flow.after("a", "bc"), "b");
  EXPECT_EQ(Flow.after("a", "c"), "c");
  EXPECT_EQ(Flow.after("b", "a"), "|");
}

TEST(After, AreBothBranches) {
  Graph Flow("a(); if (test()) b(); else c(); d()");
  EXPECT_EQ(Flow.after("a", "bcd"), "bc");
  EXPECT_EQ(Flow.after("a", "bd"), "bd");
  EXPECT_EQ(Flow.after("b", "cd"), "d");
}

TEST(After, IsOpenIfTheBodyMayEndFirst) {
  EXPECT_EQ(Graph("a(); if (test()) co_return 1; b()").after("a", "b"), "b|");
  EXPECT_EQ(Graph("a(); if (test()) throw 1; b()").after("a", "b"), "b|");
  EXPECT_EQ(Graph("a(); test(); b()").after("a", "b"), "b");
}

TEST(After, IsTheNodeItselfInALoop) {
  EXPECT_EQ(Graph("while (test()) a()").after("a", "a"), "a|");
  EXPECT_EQ(Graph("for (;;) a()").after("a", "a"), "a");
  EXPECT_EQ(Graph("while (test()) { a(); break; }").after("a", "a"), "|");
  EXPECT_EQ(Graph("do a(); while (false)").after("a", "a"), "|");
}

TEST(After, FollowsWhatIsEvaluatedFirst) {
  EXPECT_EQ(Graph("test() && a() && b()").after("a", "b"), "b|");
  EXPECT_EQ(Graph("test() ? a() : b()").after("a", "b"), "|");
  EXPECT_EQ(Graph("int n = a(); n = b()").after("b", "a"), "|");
}

TEST(After, GoesThroughSuspensions) {
  Graph Flow("a(); co_await work(b()); c()");
  EXPECT_EQ(Flow.after("a", "bc"), "b");
  EXPECT_EQ(Flow.after("b", "c"), "c");
}

TEST(After, CountsTheOperandOfNestedAwaitsOnce) {
  Graph Flow("co_await work(co_await once(a())); b()");
  EXPECT_EQ(Flow.after("a", "ab"), "b");
  EXPECT_EQ(Flow.before("a", "ab"), "|");
}

TEST(After, ComesToTheSuspensionBehindItsOperand) {
  Graph Flow("co_await work(a())");
  const Suspension &Await = Flow.In.Suspensions[0];
  EXPECT_TRUE(Flow.Flow.contains(*Await.Keyword));
  EXPECT_TRUE(
      Flow.Flow.after(call(Flow.In, "a"), {Await.Keyword}).isOnly(*Await.Keyword));
}

TEST(After, ComesToHandlersByAThrow) {
  EXPECT_EQ(Graph("try { a(); throw 1; } catch (...) { b(); }").after("a", "b"), "b");
  EXPECT_EQ(Graph("try { a(); } catch (...) { b(); }").after("a", "b"), "|");
}

TEST(After, ComesToHandlersByACallThatMayThrow) {
  EXPECT_EQ(Graph("try { a(); c(); } catch (...) { b(); }").after("a", "b"), "b|");
  EXPECT_EQ(Graph("try { a(); c(); d(); } catch (...) { b(); }").after("a", "bd"), "bd");
  EXPECT_EQ(Graph("try { a(); c(); } catch (...) { b(); }").after("a", "bc"), "c");
  EXPECT_EQ(Graph("a(); try { } catch (...) { b(); } c()").after("a", "bc"), "c");
}

TEST(After, ComesToOuterHandlersUnlessAnInnerOneCatchesAll) {
  EXPECT_EQ(Graph("try { try { a(); test(); } catch (int) {} } catch (...) { b(); }")
                .after("a", "b"),
            "b|");
  EXPECT_EQ(Graph("try { try { a(); test(); } catch (...) {} } catch (...) { b(); }")
                .after("a", "b"),
            "|");
  EXPECT_EQ(Graph("try { try { test(); } catch (...) { a(); test(); } }"
                  "catch (...) { b(); }")
                .after("a", "b"),
            "b|");
}

TEST(After, IsWithoutExceptionsIfNothingThrows) {
  Graph Flow("try { a(); test(); } catch (...) { b(); } c()");
  EXPECT_EQ(Flow.after("a", "bc"), "bc");
  EXPECT_EQ(Flow.afterQuiet("a", "bc"), "c");
}

TEST(AfterThrow, AreTheHandlersAndWhatFollows) {
  Graph Flow("try { a(); d(); } catch (int) { b(); } catch (...) {} c()");
  EXPECT_EQ(Flow.afterThrow("a", "bcd"), "bc");
  EXPECT_EQ(Flow.afterThrow("a", "d"), "|");
  EXPECT_EQ(Flow.afterThrow("b", "abcd"), "");
  EXPECT_EQ(Flow.afterThrow("c", "abcd"), "");
}

TEST(Before, IsTheLastOfThoseLookedFor) {
  Graph Flow("a(); b(); c()");
  EXPECT_EQ(Flow.before("c", "ab"), "b");
  EXPECT_EQ(Flow.before("c", "a"), "a");
  EXPECT_EQ(Flow.before("a", "bc"), "|");
}

TEST(Before, IsOpenIfAPathLeadsAround) {
  EXPECT_EQ(Graph("if (test()) a(); b()").before("b", "a"), "a|");
  EXPECT_EQ(Graph("if (test()) a(); else c(); b()").before("b", "ac"), "ac");
  EXPECT_EQ(Graph("if (!test()) co_return 1; a(); b()").before("b", "a"), "a");
}

TEST(Before, LooksBackIntoTheRoundBefore) {
  EXPECT_EQ(Graph("while (test()) { a(); b(); }").before("a", "ab"), "b|");
  EXPECT_EQ(Graph("while (test()) a()").before("a", "a"), "a|");
}

TEST(Before, AreInAHandlerThoseThatMayHaveThrown) {
  Graph Flow("a(); try { b(); test(); c(); } catch (...) { d(); }");
  EXPECT_EQ(Flow.before("d", "a"), "a");
  EXPECT_EQ(Flow.before("d", "ab"), "b");
  EXPECT_EQ(Flow.before("d", "bc"), "bc");
}

TEST(SuspensionsAfter, AreAllUpToABarrier) {
  Graph Flow("a(); co_await work(1); b(); co_await work(2); c(); co_await work(3)");
  EXPECT_EQ(Flow.suspensionsAfter("a", ""), "123");
  EXPECT_EQ(Flow.suspensionsAfter("a", "b"), "1");
  EXPECT_EQ(Flow.suspensionsAfter("b", "ac"), "2");
}

TEST(SuspensionsAfter, AreThoseOfTheNextRoundToo) {
  Graph Flow("while (test()) { co_await work(1); a(); co_await work(2); }");
  EXPECT_EQ(Flow.suspensionsAfter("a", ""), "12");
  EXPECT_EQ(Flow.suspensionsAfter("a", "a"), "12");
}

TEST(SuspensionsAfter, AreThoseOfEachBranch) {
  Graph Flow("a(); if (test()) co_await work(1); else { b(); co_await work(2); } c()");
  EXPECT_EQ(Flow.suspensionsAfter("a", ""), "12");
  EXPECT_EQ(Flow.suspensionsAfter("a", "b"), "1");
}

TEST(SuspensionsBefore, AreAllDownToABarrier) {
  Graph Flow("co_await work(1); a(); co_await work(2); b(); co_await work(3); c()");
  EXPECT_EQ(Flow.suspensionsBefore("c", ""), "123");
  EXPECT_EQ(Flow.suspensionsBefore("c", "a"), "23");
  EXPECT_EQ(Flow.suspensionsBefore("b", "ac"), "2");
}

TEST(SuspensionsBefore, AreThoseOfTheRoundBeforeToo) {
  Graph Flow("while (test()) { co_await work(1); a(); co_await work(2); }");
  EXPECT_EQ(Flow.suspensionsBefore("a", ""), "12");
}

TEST(SuspensionsBefore, AreInAHandlerThoseThatMayHaveThrown) {
  Graph Flow("try { co_await work(1); a(); co_await work(2); } catch (...) { b(); } c()");
  EXPECT_EQ(Flow.suspensionsBefore("b", ""), "12");
  EXPECT_EQ(Flow.suspensionsBefore("b", "a"), "12");
  EXPECT_EQ(Flow.suspensionsBefore("c", "b"), "12");
  EXPECT_EQ(Flow.suspensionsBetween("a", "", "b", ""), "2");
}

TEST(SuspensionsAfter, AreThoseOfTheNextAttempt) {
  Graph Flow("for (;;) try { co_await work(1); a(); co_await work(2); co_return 1; }"
             "catch (...) { b(); }");
  EXPECT_EQ(Flow.suspensionsAfter("a", ""), "12");
  EXPECT_EQ(Flow.suspensionsAfter("a", "b"), "2");
}

TEST(SuspensionsBetween, HaveNoBarrierOnTheirSide) {
  Graph Flow("a(); co_await work(1); b(); co_await work(2); c()");
  EXPECT_EQ(Flow.suspensionsBetween("a", "", "c", ""), "12");
  EXPECT_EQ(Flow.suspensionsBetween("a", "b", "c", ""), "1");
  EXPECT_EQ(Flow.suspensionsBetween("a", "", "c", "b"), "2");
  EXPECT_EQ(Flow.suspensionsBetween("a", "b", "c", "b"), "");
  EXPECT_EQ(Flow.suspensionsBetween("c", "", "a", ""), "");
}

TEST(EachRound, RunsWhatNoConditionGuards) {
  EXPECT_TRUE(Graph("while (test()) a()").isInEachRound("a"));
  EXPECT_TRUE(Graph("do a(); while (test())").isInEachRound("a"));
  EXPECT_TRUE(Graph("for (; test();) a()").isInEachRound("a"));
  EXPECT_TRUE(Graph("int l[2]; for (int i : l) a()").isInEachRound("a"));
  EXPECT_TRUE(Graph("while (a()) b()").isInEachRound("a"));
  EXPECT_TRUE(Graph("for (;;) { if (test()) break; a(); }").isInEachRound("a"));
  EXPECT_FALSE(Graph("while (test()) if (test()) a()").isInEachRound("a"));
  EXPECT_FALSE(Graph("while (test()) { if (test()) continue; a(); }").isInEachRound("a"));
  EXPECT_FALSE(Graph("while (test()) test() && a()").isInEachRound("a"));
}

TEST(LastRound, RunsWhatNoConditionGuards) {
  EXPECT_TRUE(Graph("while (test()) { a(); co_return 1; }").isInLastRound("a"));
  EXPECT_FALSE(Graph("for (;;) { if (test()) break; a(); }").isInLastRound("a"));
  EXPECT_TRUE(Graph("for (;;) try { test(); a(); co_return 1; } catch (...) {}")
                  .isInLastRound("a"));
}

TEST(EachRound, MayEndWithAContinue) {
  Graph Flow("while (test()) { if (test()) continue; a(); }");
  const auto *Loop = cast<WhileStmt>(Flow.In.parent(*Flow.In.parent(call(Flow.In, "a"))));
  const auto *If = cast<IfStmt>(*cast<CompoundStmt>(Loop->getBody())->body_begin());
  EXPECT_TRUE(Flow.Flow.contains(*If->getThen()));
  EXPECT_TRUE(Flow.Flow.isInEachRound(*Loop, {&call(Flow.In, "a"), If->getThen()}));
}

TEST(Flow, KnowsWhereVariablesAreMade) {
  Graph Flow("int x = a(), y = b(); if (int z = c()) d()");
  for (llvm::StringRef Name : {"x", "y", "z"})
    EXPECT_TRUE(Flow.Flow.declaration(local(Flow.In, Name))) << Name.str();
}

TEST(Flow, IsOfOrdinaryFunctionsToo) {
  Unit Code("int a(); int b(); int f() { a(); return b(); }");
  const Body &Body = Code.body("f");
  EXPECT_TRUE(Code.Model.flowOf(Body)
                  .after(call(Body, "a"), {&call(Body, "b")})
                  .isOnly(call(Body, "b")));
}

TEST(Flow, IsOfTemplatePatterns) {
  Unit Code("int a(); int b();"
            "template <class T> int f(T t) { if (t) a(); return b(); }");
  const Body &Body = Code.body("f");
  EXPECT_TRUE(Code.Model.flowOf(Body).contains(call(Body, "b")));
}

TEST(Flow, IsMadeOnce) {
  Graph Flow("a()");
  EXPECT_EQ(&Flow.Code.Model.flowOf(Flow.In), &Flow.Flow);
}

TEST(Flow, OfTooManyNestedAwaitsIsEmpty) {
  std::string Nested = "a()";
  for (int Depth = 0; Depth < 18; ++Depth)
    Nested = "co_await work(" + Nested + ")";
  Graph Flow(Nested);
  EXPECT_FALSE(Flow.Flow.contains(call(Flow.In, "a")));
}

} // namespace async_checks
