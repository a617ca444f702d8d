// Who calls and names what in a whole unit.
#include "Ast.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

TEST(Calls, AreFoundInEveryBody) {
  Unit Code("void f(); void g() { f(); } task<> h() { f(); co_return; }"
            "struct s { s() { f(); } };");
  EXPECT_EQ(Code.uses("f").Calls.size(), 3u);
  EXPECT_FALSE(Code.uses("f").IsAddressTaken);
}

TEST(Calls, KnowTheBodyTheyStandIn) {
  Unit Code("void f(); void g() { f(); }");
  const FunctionUses &Uses = Code.uses("f");
  ASSERT_EQ(Uses.Calls.size(), 1u);
  EXPECT_EQ(Uses.Calls[0].In, &Code.body("g"));
  EXPECT_EQ(Code.text(*Uses.Calls[0].Call), "f()");
}

TEST(Calls, AreFoundInLambdasInsideOfLambdas) {
  Unit Code("void f(); void g() { [] { [] { f(); }(); }(); }");
  ASSERT_EQ(Code.uses("f").Calls.size(), 1u);
  EXPECT_NE(Code.uses("f").Calls[0].In, &Code.body("g"));
}

TEST(Calls, AreFoundInInstancesOfGenericLambdas) {
  Unit Code("template <class T> void f(T); void g() { [](auto x) { f(x); }(1); }");
  EXPECT_EQ(Code.uses("f").Calls.size(), 1u);
}

TEST(Calls, OfInstancesAreThoseOfTheTemplate) {
  Unit Code("template <class T> void f(T) {} void g() { f(1); f(1L); }");
  EXPECT_EQ(Code.uses("f").Calls.size(), 2u);
}

TEST(Calls, OfMembersOfInstancesAreThoseOfThePattern) {
  Unit Code(
      "template <class T> struct s { void m(); }; template <class T> void s<T>::m() {}"
      "void g(s<int> &a, s<long> &b) { a.m(); b.m(); }");
  EXPECT_EQ(Code.uses("s::m").Calls.size(), 2u);
}

TEST(Calls, AreMissingWhereNobodyCalls) {
  Unit Code("void f();");
  EXPECT_TRUE(Code.uses("f").Calls.empty());
  EXPECT_FALSE(Code.uses("f").IsAddressTaken);
}

TEST(Names, OfFunctionsInBodiesTakeTheirAddress) {
  Unit Code("void f(); void g() { auto *p = f; }");
  EXPECT_TRUE(Code.uses("f").IsAddressTaken);
}

TEST(Names, OfFunctionsInInitialisersOfGlobalsTakeTheirAddress) {
  Unit Code("void f(); void g(); void (*table[])() = {f, &g};");
  EXPECT_TRUE(Code.uses("f").IsAddressTaken);
  EXPECT_TRUE(Code.uses("g").IsAddressTaken);
}

TEST(Names, OfFunctionsInDefaultMemberInitialisersTakeTheirAddress) {
  Unit Code("void f(); struct s { void (*callback)() = f; };");
  EXPECT_TRUE(Code.uses("f").IsAddressTaken);
}

TEST(Overriders, AreThoseOfAllLevels) {
  Unit Code(R"cpp(
    struct a { virtual void m(); virtual void n(); };
    struct b : a { void m() override; };
    struct c : b { void m() override; };
  )cpp");
  EXPECT_EQ(Code.Model.uses().overriders(Code.method("a::m")).size(), 2u);
  EXPECT_EQ(Code.Model.uses().overriders(Code.method("b::m")).size(), 1u);
  EXPECT_TRUE(Code.Model.uses().overriders(Code.method("c::m")).empty());
  EXPECT_TRUE(Code.Model.uses().overriders(Code.method("a::n")).empty());
}

TEST(TaskFunctions, AreThoseThatReturnATask) {
  Unit Code("task<> a(); int b(); struct s { task<int> c() { co_return 1; } };"
            "void d() { auto l = []() -> task<> { co_return; }; }");
  std::string Found;
  for (const FunctionDecl *Function : Code.Model.uses().taskFunctions())
    Found += Function->getNameAsString() + " ";
  EXPECT_NE(Found.find("a "), std::string::npos) << Found;
  EXPECT_NE(Found.find("c "), std::string::npos) << Found;
  EXPECT_NE(Found.find("operator() "), std::string::npos) << Found;
  EXPECT_EQ(Found.find("b "), std::string::npos) << Found;
}

TEST(Lambda, IsTheExpressionThatMakesTheClosure) {
  Unit Code("void f() { auto l = [] {}; }");
  const LambdaExpr *Lambda = Code.body("f").Lambdas[0];
  auto [In, Found] = Code.Model.uses().lambda(*Lambda->getCallOperator());
  EXPECT_EQ(In, &Code.body("f"));
  EXPECT_EQ(Found, Lambda);
}

TEST(Lambda, IsNullForOtherFunctions) {
  Unit Code("void f() {}");
  EXPECT_EQ(Code.Model.uses().lambda(Code.function("f")).second, nullptr);
}

TEST(Pattern, StandsForTheTemplateAndItsInstances) {
  Unit Code("template <class T> void f(T) {} void g() { f(1); }");
  EXPECT_EQ(&pattern(Code.instance("f")), &pattern(Code.function("f")));
  EXPECT_EQ(&pattern(Code.function("g")), Code.function("g").getCanonicalDecl());
}

TEST(Initialisers, OfGlobalsAndMembersAreBodies) {
  Unit Code("struct c { c(int); template <class F> c(F); };"
            "struct s { c member = [] {}; int number = 1; static inline c shared = 2; };"
            "c global = 1; void f() { c own = 2; static c kept = 3; }");
  std::string Names;
  for (const auto &Each : Code.Model.uses().initialisers())
    Names += Each->Initialised->getNameAsString() + " ";
  EXPECT_EQ(Names, "member shared global ");
}

TEST(Initialisers, HaveLambdasThatCall) {
  Unit Code("void f(); struct c { template <class F> c(F) {} }; c global = [] { f(); };");
  ASSERT_EQ(Code.uses("f").Calls.size(), 1u);
  const FunctionDecl &Operator = Code.uses("f").Calls[0].In->Function;
  auto [Around, Lambda] = Code.Model.uses().lambda(Operator);
  ASSERT_NE(Lambda, nullptr);
  EXPECT_EQ(Around->Initialised, &Code.variable("global"));
}

} // namespace async_checks
