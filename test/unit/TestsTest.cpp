// Which code belongs to the tests of a unit.
#include "model/unit/Tests.h"
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral Frameworks = R"cpp(
#define TEST(suite, name) void suite##_##name()
#define SEASTAR_TEST_CASE(name) struct name { void run_test_case(); }; \
  void name::run_test_case()
#define LATEST(name) void name()
  namespace testing { class Test {}; }
)cpp";

/// Whether the function \p Name of \p Code runs in tests alone.
static bool isForTests(llvm::StringRef Code, llvm::StringRef Name = "helper") {
  Unit Unit(Frameworks + Code);
  return runsInTestsOnly(Unit.function(Name), Unit.Model);
}

TEST(Tests, AreKnownByTheMacroThatWritesTheirHeads) {
  EXPECT_TRUE(isForTests("TEST(a, b) {}", "a_b"));
  EXPECT_TRUE(isForTests("SEASTAR_TEST_CASE(a) {}", "a::run_test_case"));
  EXPECT_FALSE(isForTests("LATEST(a) {}", "a"));
  EXPECT_FALSE(isForTests("void a_b() {}", "a_b"));
}

TEST(Tests, AreKnownByTheirClasses) {
  EXPECT_TRUE(isForTests("struct fixture : testing::Test { void helper() {} };",
                         "fixture::helper"));
  EXPECT_FALSE(isForTests("struct fixture { void helper() {} };", "fixture::helper"));
}

TEST(Tests, HaveWhatOnlyTheyCall) {
  EXPECT_TRUE(isForTests("void helper() {} TEST(a, b) { helper(); }"));
  EXPECT_TRUE(isForTests("void helper() { helper(); } void outer() { helper(); }"
                         "TEST(a, b) { [] { outer(); }(); }"));
  EXPECT_FALSE(isForTests("void helper() {}"));
  EXPECT_FALSE(isForTests("void helper() { helper(); }"));
  EXPECT_FALSE(isForTests("void helper() {} void outer() { helper(); }"
                          "TEST(a, b) { helper(); }"));
  EXPECT_FALSE(isForTests("void helper() {} auto *callback = helper;"
                          "TEST(a, b) { helper(); }"));
}

TEST(Tests, AreNamedAsSuchAndGivenAwayWithAText) {
  constexpr llvm::StringLiteral Tester = R"cpp(
struct text { text(const char *); };
struct action { template <typename F> action(F); };
struct tester { void add(text, action); void add(void (*)()); };
)cpp";
  auto IsForTests = [&](llvm::StringRef Code, llvm::StringRef Name) {
    return isForTests((Tester + Code).str(), Name);
  };
  EXPECT_TRUE(IsForTests("void test_a() {} int main() { tester().add(\"a\", test_a); }",
                         "test_a"));
  EXPECT_TRUE(IsForTests("namespace n { void testMove() {} }"
                         "int main() { tester().add(\"a\", &n::testMove); }",
                         "n::testMove"));
  EXPECT_TRUE(IsForTests("void helper() {} void test_a() { helper(); }"
                         "int main() { tester().add(\"a\", test_a); }",
                         "helper"));
  EXPECT_FALSE(
      IsForTests("void test_a() {} int main() { tester().add(test_a); }", "test_a"));
  EXPECT_FALSE(
      IsForTests("void tests() {} int main() { tester().add(\"a\", tests); }", "tests"));
  EXPECT_FALSE(IsForTests("void attest_a() {} int main() {"
                          "  tester().add(\"a\", attest_a); }",
                          "attest_a"));
  EXPECT_FALSE(IsForTests("void test_a() {} auto *last = test_a;"
                          "int main() { tester().add(\"a\", test_a); }",
                          "test_a"));
}

} // namespace async_checks
