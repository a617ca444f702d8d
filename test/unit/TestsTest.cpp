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

} // namespace async_checks
