// What the index of a body lists, and where its nodes stand.
#include "Ast.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

/// Functions that the bodies below call.
constexpr llvm::StringLiteral Functions = R"cpp(
  int f(int = 0);
  int g(int = 0);
  int h(int = 0);
  bool test();
  task<int> work(int = 0);
  task<> run();
)cpp";

/// A unit with the functions above and a coroutine `coro` of the body \p Statements.
static Unit coroutine(llvm::StringRef Statements, llvm::StringRef Parameters = "") {
  return Unit(Functions + "task<> coro(" + Parameters + ") {" + Statements +
              "; co_return; }");
}

static std::string keywords(const Unit &Code, const Body &Body) {
  llvm::SmallVector<const Expr *, 4> All;
  for (const Suspension &Each : Body.Suspensions)
    All.push_back(Each.Keyword);
  return Code.texts(All);
}

static std::string operands(const Unit &Code, const Body &Body) {
  llvm::SmallVector<const Expr *, 4> All;
  for (const Suspension &Each : Body.Suspensions)
    All.push_back(Each.Operand);
  return Code.texts(All);
}

// --- Suspensions ---

TEST(Suspensions, StandInTheOrderOfTheSource) {
  Unit Code =
      coroutine("co_await run(); int i = co_await work(co_await work()); co_await run()");
  const Body &Body = Code.body("coro");
  EXPECT_EQ(keywords(Code, Body), "co_await run() | co_await work(co_await work()) | "
                                  "co_await work() | co_await run()");
  EXPECT_EQ(operands(Code, Body), "run() | work(co_await work()) | work() | run()");
}

TEST(Suspensions, HoldWhatTheUserWroteBehindCoAwait) {
  Unit Code(R"cpp(
    struct job {
      struct promise_type : kit::promise<job>, kit::returns<void> {
        template <class A> kit::awaiter<int> await_transform(A &&);
      };
    };
    job f(task<int> t) { co_await (t); }
  )cpp");
  const Body &Body = Code.body("f");
  ASSERT_EQ(Body.Suspensions.size(), 1u);
  EXPECT_EQ(Code.text(*Body.Suspensions[0].Operand), "(t)");
  EXPECT_TRUE(isa<ParenExpr>(Body.Suspensions[0].Operand));
}

constexpr llvm::StringLiteral Generator = R"cpp(
  struct generator {
    struct promise_type : kit::promise<generator>, kit::returns<void> {
      std::suspend_always yield_value(int);
    };
  };
)cpp";

TEST(Suspensions, HoldWhatTheUserWroteBehindCoYield) {
  Unit Code(Generator + "int f(); generator g() { co_yield f(); }");
  const Body &Body = Code.body("g");
  ASSERT_EQ(Body.Suspensions.size(), 1u);
  const auto *Operand = dyn_cast<CallExpr>(Body.Suspensions[0].Operand->IgnoreImplicit());
  ASSERT_TRUE(Operand);
  EXPECT_EQ(Operand->getDirectCallee(), &Code.function("f"));
}

TEST(Suspensions, BringNoCallsThatNobodyWrote) {
  Unit Code(Generator + "task<> a(); task<> b() { co_await a(); }"
                        "generator c() { co_yield 1; }");
  EXPECT_EQ(Code.texts(Code.body("b").Calls), "a()");
  EXPECT_EQ(Code.texts(Code.body("c").Calls), "");
}

TEST(Suspensions, OfInitialAndFinalSuspendAreNotListed) {
  Unit Code = coroutine("");
  EXPECT_TRUE(Code.body("coro").Suspensions.empty());
}

TEST(Suspensions, AreListedInTemplatePatterns) {
  Unit Code(
      "template <class T> task<> f(T t) { co_await t; co_await t.go(co_await t); }");
  const Body &Body = Code.body("f");
  EXPECT_EQ(keywords(Code, Body), "co_await t | co_await t.go(co_await t) | co_await t");
  EXPECT_EQ(operands(Code, Body), "t | t.go(co_await t) | t");
}

TEST(Suspensions, AreListedInTemplateInstances) {
  Unit Code("template <class T> task<> f(T t) { co_await t; } void g(task<int> t) {"
            "f<task<int> &>(t); }");
  const Body &Body = Code.Model.bodyOf(Code.instance("f"));
  EXPECT_EQ(keywords(Code, Body), "co_await t");
  EXPECT_FALSE(Body.Suspensions[0].Keyword->isTypeDependent());
}

TEST(SuspensionOperand, IsNullForOtherNodes) {
  Unit Code = coroutine("co_await run(); f()");
  const Body &Body = Code.body("coro");
  EXPECT_EQ(suspensionOperand(*Body.Suspensions[0].Keyword), Body.Suspensions[0].Operand);
  EXPECT_EQ(suspensionOperand(call(Body, "f")), nullptr);
}

// --- The walk ---

TEST(Walk, VisitsTheOperandsOfNestedAwaitsOnce) {
  std::string Nested = "0";
  for (int Depth = 0; Depth < 18; ++Depth)
    Nested = "co_await work(" + Nested + ")";
  Unit Code = coroutine(Nested);
  const Body &Body = Code.body("coro");
  EXPECT_EQ(Body.Suspensions.size(), 18u);
  EXPECT_EQ(Body.Calls.size(), 18u);
}

TEST(Walk, EndsInDeeplyNestedExpressions) {
  std::string Sum = "f()";
  for (int Terms = 0; Terms < 5000; ++Terms)
    Sum += " + i";
  Unit Code(Functions + "int sum(int i) { return " + Sum + "; }");
  const Body &Body = Code.body("sum");
  EXPECT_EQ(Body.Calls.size(), 1u);
  EXPECT_EQ(Body.uses(*Code.function("sum").getParamDecl(0)).size(), 5000u);
}

TEST(Walk, ListsCallsInTheOrderOfTheSource) {
  Unit Code = coroutine(
      "if (f(g())) h(); for (int i = f(); g(i); h(i)) f(i); do g(); while (h())");
  EXPECT_EQ(Code.texts(Code.body("coro").Calls),
            "f(g()) | g() | h() | f() | g(i) | h(i) | f(i) | g() | h()");
}

TEST(Walk, ListsDeclarationsWhereverTheyStand) {
  Unit Code = coroutine("int a = 0, b = 1; if (int c = f()) {} for (int d = 0; ;) break");
  const Body &Body = Code.body("coro");
  EXPECT_EQ(Body.Declarations.size(), 3u);
  EXPECT_TRUE(local(Body, "b").hasInit());
  EXPECT_TRUE(local(Body, "c").hasInit());
  EXPECT_TRUE(local(Body, "d").hasInit());
}

TEST(Walk, EntersTheOperandOfCoReturn) {
  Unit Code(Functions + "task<int> coro() { co_return f(co_await work()); }");
  const Body &Body = Code.body("coro");
  EXPECT_EQ(Code.texts(Body.Calls), "f(co_await work()) | work()");
  EXPECT_EQ(keywords(Code, Body), "co_await work()");
}

TEST(Walk, EntersTheRangeOfALoopOnce) {
  Unit Code(Functions + R"cpp(
    struct list { int *begin(); int *end(); };
    list make(int);
    void loop() { for (int i = f(); int x : make(g())) h(x); }
  )cpp");
  EXPECT_EQ(Code.texts(Code.body("loop").Calls), "f() | make(g()) | g() | h(x)");
}

TEST(Walk, EntersHandlersAndTryBlocks) {
  Unit Code = coroutine("try { f(); } catch (...) { g(); }");
  EXPECT_EQ(Code.texts(Code.body("coro").Calls), "f() | g()");
}

TEST(Walk, EntersConstructorInitialisersInTheirOrder) {
  Unit Code(Functions + "struct pair { int a, b; pair() : a(f()), b(g()) { h(); } };");
  EXPECT_EQ(Code.texts(Code.body("pair::pair").Calls), "f() | g() | h()");
}

TEST(Walk, LeavesOutUnevaluatedOperands) {
  Unit Code = coroutine("int i = 0; sizeof(f(i)); noexcept(g(i)); h(i);"
                        "decltype(f(i)) j; bool b = requires { f(i); }");
  const Body &Body = Code.body("coro");
  EXPECT_EQ(Code.texts(Body.Calls), "h(i)");
  EXPECT_EQ(Body.uses(local(Body, "i")).size(), 1u);
}

TEST(Walk, ListsNestedLambdasWithoutEnteringThem) {
  Unit Code = coroutine("auto l = [] { f(); return [] { g(); }; }; [] { h(); }()");
  const Body &Body = Code.body("coro");
  EXPECT_EQ(Body.Lambdas.size(), 2u);
  EXPECT_EQ(Code.texts(Body.Calls), "[] { h(); }()");
}

TEST(Walk, EntersTheBodyOfALambdaByItself) {
  Unit Code = coroutine("auto l = [] { f(); return [] { g(); }; }");
  const Body &Inner = Code.Model.bodyOf(*Code.body("coro").Lambdas[0]->getCallOperator());
  EXPECT_EQ(Code.texts(Inner.Calls), "f()");
  EXPECT_EQ(Inner.Lambdas.size(), 1u);
}

TEST(Walk, EntersInitialisersOfCaptures) {
  Unit Code = coroutine("auto l = [i = f(co_await work())] { return i; }");
  const Body &Body = Code.body("coro");
  EXPECT_EQ(Code.texts(Body.Calls), "f(co_await work()) | work()");
  EXPECT_EQ(keywords(Code, Body), "co_await work()");
}

TEST(Walk, FindsNothingInADeclaration) {
  Unit Code("void f();");
  const Body &Body = Code.body("f");
  EXPECT_FALSE(Body.Coroutine);
  EXPECT_TRUE(Body.Calls.empty());
}

TEST(Walk, KnowsWhatComesFirst) {
  Unit Code = coroutine("f(g()); h()");
  const Body &Body = Code.body("coro");
  EXPECT_TRUE(Body.isBefore(call(Body, "f"), call(Body, "g")));
  EXPECT_TRUE(Body.isBefore(call(Body, "g"), call(Body, "h")));
  EXPECT_FALSE(Body.isBefore(call(Body, "h"), call(Body, "f")));
}

// --- Coroutines and promises ---

TEST(SuspensionsIn, AreThoseBelowANode) {
  Unit Code = coroutine("co_await run(); co_await work(co_await work()); co_await run()");
  const Body &Body = Code.body("coro");
  ASSERT_EQ(Body.Suspensions.size(), 4u);
  EXPECT_EQ(Body.suspensionsIn(*Body.Coroutine->getBody()).size(), 4u);
  EXPECT_EQ(Body.suspensionsIn(*Body.Suspensions[1].Keyword).size(), 2u);
  EXPECT_EQ(Body.suspensionsIn(*Body.Suspensions[1].Operand).front().Keyword,
            Body.Suspensions[2].Keyword);
  EXPECT_TRUE(Body.suspensionsIn(*Body.Suspensions[3].Operand).empty());
}

TEST(IsWithin, HoldsForTheNodeItselfAndAllBelow) {
  Unit Code = coroutine("work(f(g())); h()");
  const Body &Body = Code.body("coro");
  EXPECT_TRUE(Body.isWithin(call(Body, "g"), call(Body, "work")));
  EXPECT_TRUE(Body.isWithin(call(Body, "g"), call(Body, "g")));
  EXPECT_FALSE(Body.isWithin(call(Body, "work"), call(Body, "g")));
  EXPECT_FALSE(Body.isWithin(call(Body, "h"), call(Body, "work")));
}

TEST(Promise, OfABodyIsThatOfItsCoroutine) {
  Unit Code = coroutine("");
  QualType Result = Code.function("coro").getReturnType();
  EXPECT_TRUE(Code.body("coro").Coroutine);
  ASSERT_TRUE(Code.body("coro").promise());
  EXPECT_EQ(Code.body("coro").promise(), Code.Model.Types.of(Result).Promise);
}

TEST(Promise, OfABodyIsNullInAnOrdinaryFunction) {
  Unit Code("void f() {}");
  EXPECT_FALSE(Code.body("f").Coroutine);
  EXPECT_FALSE(Code.body("f").promise());
}

TEST(Promise, OfABodyIsNullIfItIsDependent) {
  Unit Code("template <class T> task<T> f(T t) { co_return t; } task<int> g() { return "
            "f(1); }");
  EXPECT_TRUE(Code.body("f").Coroutine);
  EXPECT_FALSE(Code.body("f").promise());
  EXPECT_TRUE(Code.Model.bodyOf(Code.instance("f")).promise());
}

/// Whether the function `f_` of \p Code lacks nothing but a `co_await`.
static bool lacksKeyword(llvm::StringRef Code) {
  Unit Source(Functions + Code);
  const Body &Body = Source.body("f_");
  EXPECT_EQ(Body.promise(), Body.MissingPromise);
  return !Body.Coroutine && Body.isCoroutine();
}

TEST(MissingPromise, IsThatOfATaskThatNobodyReturns) {
  EXPECT_TRUE(lacksKeyword("task<> f_() { run(); }"));
}

TEST(MissingPromise, IsNullWhereATaskIsReturned) {
  EXPECT_FALSE(lacksKeyword("task<> f_() { return run(); }"));
  EXPECT_FALSE(lacksKeyword("task<> f_(bool b) { if (b) return run(); throw 1; }"));
}

TEST(MissingPromise, IsNullWhereNoTaskIsWanted) {
  EXPECT_FALSE(lacksKeyword("void f_() { run(); }"));
  EXPECT_FALSE(lacksKeyword("int f_() { run(); }"));
  EXPECT_FALSE(lacksKeyword("auto f_() { run(); }"));
}

TEST(Returns, AreThoseOfTheBodyItself) {
  Unit Code(Functions +
            "int plain() { if (test()) return f(); auto l = [] { return g(); };"
            "return h(); }");
  EXPECT_EQ(Code.texts(Code.body("plain").Returns), "return f() | return h()");
}

// --- Dropped values ---

static std::string discarded(llvm::StringRef Statements) {
  Unit Code = coroutine(Statements);
  return Code.texts(Code.body("coro").Discarded);
}

TEST(Discarded, IsAStatement) { EXPECT_EQ(discarded("f(); int i = g()"), "f()"); }

TEST(Discarded, AreTheBranchesOfAnIf) {
  EXPECT_EQ(discarded("if (test()) f(); else g()"), "f() | g()");
}

TEST(Discarded, IsTheInitialiserOfAnIfButNotItsCondition) {
  EXPECT_EQ(discarded("if (f(); test()) {}"), "f()");
}

TEST(Discarded, AreTheFirstAndTheLastPartOfAForHeader) {
  EXPECT_EQ(discarded("for (f(); test(); g()) h()"), "f() | g() | h()");
}

TEST(Discarded, AreTheBodiesOfLoops) {
  EXPECT_EQ(discarded("while (test()) f(); do g(); while (test())"), "f() | g()");
}

TEST(Discarded, AreTheInitialiserAndTheBodyOfARangeFor) {
  EXPECT_EQ(discarded("int a[2]; for (f(); int x : a) g(x)"), "f() | g(x)");
}

TEST(Discarded, AreTheStatementsOfASwitch) {
  EXPECT_EQ(discarded("switch (f(); int(test())) { case 1: g(); break; default: h(); }"),
            "f() | g() | h()");
}

TEST(Discarded, IsTheBodyOfASwitchWithoutBraces) {
  EXPECT_EQ(discarded("switch (1) case 1: f()"), "f()");
}

TEST(Discarded, IsWhatFollowsALabelOrAnAttribute) {
  EXPECT_EQ(discarded("again: f(); [[likely]] g(); if (test()) goto again"), "f() | g()");
}

TEST(Discarded, IsTheLeftSideOfAComma) {
  EXPECT_EQ(discarded("int i = (f(), g())"), "f()");
}

TEST(Discarded, AreTheStatementsOfTryBlocksAndHandlers) {
  EXPECT_EQ(discarded("try { f(); } catch (...) { g(); }"), "f() | g()");
}

TEST(Discarded, IsNotTheLastStatementOfAStatementExpression) {
  EXPECT_EQ(discarded("int i = ({ f(); g(); })"), "f()");
}

TEST(Discarded, IsNotWhatIsReturnedThrownOrPassedOn) {
  Unit Code(Functions + "int plain() { if (test()) throw f(); return g(h()); }");
  EXPECT_EQ(Code.texts(Code.body("plain").Discarded), "throw f()");
}

static bool isDiscarded(llvm::StringRef Statements) {
  Unit Code = coroutine(Statements);
  const Body &Body = Code.body("coro");
  return Body.isDiscarded(call(Body, "f"));
}

TEST(IsDiscarded, LooksThroughParentheses) { EXPECT_TRUE(isDiscarded("((f()))")); }

TEST(IsDiscarded, LooksThroughCastsToVoid) { EXPECT_TRUE(isDiscarded("(void)f()")); }

TEST(IsDiscarded, LooksThroughTemporariesAndCleanups) {
  Unit Code("struct guard { ~guard(); }; guard f(); void g() { f(); (f()); }");
  const Body &Body = Code.body("g");
  ASSERT_EQ(Body.Calls.size(), 2u);
  EXPECT_TRUE(Body.isDiscarded(*Body.Calls[0]));
  EXPECT_TRUE(Body.isDiscarded(*Body.Calls[1]));
}

TEST(IsDiscarded, DoesNotHoldForAPartOfAStatement) {
  EXPECT_FALSE(isDiscarded("g(f())"));
  EXPECT_FALSE(isDiscarded("int i = f()"));
  EXPECT_FALSE(isDiscarded("f() + 1"));
}

TEST(IsDiscarded, HoldsForTheAwaitAndNotForItsOperand) {
  Unit Code = coroutine("co_await work()");
  const Body &Body = Code.body("coro");
  EXPECT_TRUE(Body.isDiscarded(*Body.Suspensions[0].Keyword));
  EXPECT_FALSE(Body.isDiscarded(call(Body, "work")));
}

// --- Parents ---

TEST(Parent, IsTheNodeAround) {
  Unit Code = coroutine("f(g())");
  const Body &Body = Code.body("coro");
  EXPECT_EQ(Body.parent(call(Body, "g")), &call(Body, "f"));
  const Stmt *Block = Body.parent(call(Body, "f"));
  EXPECT_EQ(Block, Body.Coroutine->getBody());
  EXPECT_EQ(Body.parent(*Block), nullptr);
}

TEST(Parent, IsTheAwaitOfAnOperand) {
  Unit Code = coroutine("co_await work()");
  const Body &Body = Code.body("coro");
  EXPECT_EQ(Body.writtenParent(call(Body, "work")), Body.Suspensions[0].Keyword);
}

TEST(WrittenParent, SkipsWhatNobodyWrites) {
  Unit Code(R"cpp(
    struct text { text(const char *); text(const text &); ~text(); };
    text make();
    void take(const text &);
    void f() { take(make()); take("a"); }
  )cpp");
  const Body &Body = Code.body("f");
  const CallExpr &Take = call(Body, "take");
  EXPECT_NE(Body.parent(call(Body, "make")), &Take);
  EXPECT_EQ(Body.writtenParent(call(Body, "make")), &Take);
}

TEST(WrittenParent, StopsAtWhatTheUserConstructs) {
  Unit Code(
      "struct text { text(int); }; int f(); void g() { auto a = text(f()); text{f()}; }");
  const Body &Body = Code.body("g");
  ASSERT_EQ(Body.Calls.size(), 2u);
  for (const CallExpr *Call : Body.Calls)
    EXPECT_TRUE(isa<CXXConstructExpr>(Body.writtenParent(*Call)));
}

TEST(Written, IsWhatStandsBelowConversions) {
  Unit Code(R"cpp(
    struct text { text(int); text(const text &); ~text(); };
    int f();
    void g() { text t = (f()); const text &r = t; }
  )cpp");
  const Body &Body = Code.body("g");
  EXPECT_EQ(written(local(Body, "t").getInit()), &call(Body, "f"));
  EXPECT_TRUE(isa<DeclRefExpr>(written(local(Body, "r").getInit())));
  EXPECT_EQ(written(nullptr), nullptr);
}

// --- Where an await may be written ---

static bool mayAwaitAtF(llvm::StringRef Statements) {
  Unit Code = coroutine(Statements);
  const Body &Body = Code.body("coro");
  return Body.mayAwaitAt(call(Body, "f"));
}

TEST(MayAwait, InAStatementOfACoroutine) {
  EXPECT_TRUE(mayAwaitAtF("f()"));
  EXPECT_TRUE(mayAwaitAtF("int i = f()"));
}

TEST(MayAwait, InATryBlockButNotInItsHandler) {
  EXPECT_TRUE(mayAwaitAtF("try { f(); } catch (...) {}"));
  EXPECT_FALSE(mayAwaitAtF("try {} catch (...) { if (test()) f(); }"));
}

TEST(MayAwait, NotInTheInitialiserOfAStatic) {
  EXPECT_FALSE(mayAwaitAtF("static int i = 1 + f()"));
  EXPECT_FALSE(mayAwaitAtF("thread_local int i = f()"));
}

TEST(MayAwait, NotInAnOrdinaryFunction) {
  Unit Code("int f(); void g() { f(); }");
  EXPECT_FALSE(Code.body("g").mayAwaitAt(call(Code.body("g"), "f")));
}

TEST(MayAwait, NotInALambdaThatIsNoCoroutine) {
  Unit Code = coroutine("auto l = [] { f(); }");
  const Body &Inner = Code.Model.bodyOf(*Code.body("coro").Lambdas[0]->getCallOperator());
  EXPECT_FALSE(Inner.mayAwaitAt(call(Inner, "f")));
}

// --- Mentions of functions, variables and members ---

static std::string addressesTaken(llvm::StringRef Statements) {
  Unit Code(Functions +
            "struct s { void m(); static int n(); s operator+(s); };"
            "void body(int (*take)(int(int)) = nullptr) {" +
            Statements + "; }");
  return Code.texts(Code.body("body").AddressesTaken);
}

TEST(AddressesTaken, AreFunctionsThatAreNamedAndNotCalled) {
  EXPECT_EQ(addressesTaken("auto p = &f; auto q = g; take(h)"), "f | g | h");
}

TEST(AddressesTaken, AreMembersBehindAPointer) {
  EXPECT_EQ(addressesTaken("auto p = &s::m; auto q = &s::n"), "s::m | s::n");
}

TEST(AddressesTaken, AreNotTheCallees) {
  EXPECT_EQ(addressesTaken("f(); f(g()); s::n(); s() + s(); s().m()"), "");
}

TEST(AddressesTaken, AreNotCalleesInParentheses) {
  EXPECT_EQ(addressesTaken("(f)(1)"), "");
}

TEST(Uses, AreAllMentionsOfAVariable) {
  Unit Code = coroutine("int i = 0, j = i; f(i); i = j");
  const Body &Body = Code.body("coro");
  EXPECT_EQ(Body.uses(local(Body, "i")).size(), 3u);
  EXPECT_EQ(Body.uses(local(Body, "j")).size(), 1u);
}

TEST(Uses, AreMentionsOfAParameterInCoroutines) {
  Unit Code = coroutine("f(a); co_await work(a)", "int a");
  EXPECT_EQ(Code.body("coro").uses(*Code.function("coro").getParamDecl(0)).size(), 2u);
}

TEST(Uses, AreMentionsOfAMember) {
  Unit Code("struct s { int m, n; void f(s &o) { m = 1; this->m = o.m; } };");
  const auto &Record = Code.record("s");
  auto Field = Record.field_begin();
  EXPECT_EQ(Code.body("s::f").uses(**Field).size(), 3u);
  EXPECT_EQ(Code.body("s::f").uses(**++Field).size(), 0u);
}

TEST(Uses, AreCaptures) {
  Unit Code =
      coroutine("int i = 0, j = 0, k = 0; auto l = [=, &j, c = k] { return i + j; }");
  const Body &Body = Code.body("coro");
  EXPECT_EQ(Body.uses(local(Body, "i")).size(), 1u);
  EXPECT_EQ(Body.uses(local(Body, "j")).size(), 1u);
  EXPECT_EQ(Body.uses(local(Body, "k")).size(), 1u);
}

TEST(Uses, AreCapturesInTemplates) {
  Unit Code(
      "template <class T> void f(T t) { int i = 0; auto l = [&] { return t + i; }; }");
  const Body &Body = Code.body("f");
  EXPECT_FALSE(Body.uses(*Code.function("f").getParamDecl(0)).empty());
  EXPECT_FALSE(Body.uses(local(Body, "i")).empty());
}

TEST(Uses, AreCountedOnceInNestedAwaitsOfALambdaInATemplate) {
  std::string Nested = "i";
  for (int Depth = 0; Depth < 16; ++Depth)
    Nested = "co_await work(" + Nested + ")";
  Unit Code(Functions +
            "template <class T> void f(int i) {"
            "auto l = [&]() -> task<> { " +
            Nested + "; }; }");
  EXPECT_LE(Code.body("f").uses(*Code.function("f").getParamDecl(0)).size(), 16u);
}

} // namespace async_checks
