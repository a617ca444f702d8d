// How names are spelled, and what a list of patterns matches.
#include "Ast.h"

using namespace clang;

namespace async_checks {

// --- Qualified names ---

TEST(QualifiedName, HasAllNamespacesAndClasses) {
  Unit Code("namespace a::b { struct c { void d(); }; }");
  EXPECT_EQ(qualifiedName(Code.method("a::b::c::d")), "a::b::c::d");
}

TEST(QualifiedName, LeavesOutInlineNamespaces) {
  Unit Code("namespace a { inline namespace v1 { struct b {}; } } using X = a::b;");
  EXPECT_EQ(qualifiedName(*Code.Model.Types.record(Code.type("X"))), "a::b");
}

TEST(QualifiedName, LeavesOutUnnamedNamespaces) {
  Unit Code("namespace a { namespace { struct b {}; } } using X = a::b;");
  EXPECT_EQ(qualifiedName(*Code.Model.Types.record(Code.type("X"))), "a::b");
}

TEST(QualifiedName, LeavesOutTemplateArguments) {
  Unit Code(R"cpp(
    namespace a { template <class T> struct b { struct c {}; }; }
    using X = a::b<int>::c;
    X Made;
  )cpp");
  EXPECT_EQ(qualifiedName(*Code.Model.Types.record(Code.type("X"))), "a::b::c");
}

TEST(QualifiedName, LeavesOutFunctions) {
  Unit Code("namespace a { void f() { struct b {} local; } }");
  const VarDecl &Local = local(Code.body("a::f"), "local");
  EXPECT_EQ(qualifiedName(Local), "a::local");
  EXPECT_EQ(qualifiedName(*Local.getType()->getAsCXXRecordDecl()), "a::b");
}

// --- Lists ---

TEST(ListItems, AreTrimmedAndNeverEmpty) {
  EXPECT_EQ(listItems(" a ;; b::c;\t; "), (std::vector<llvm::StringRef>{"a", "b::c"}));
  EXPECT_TRUE(listItems("").empty());
  EXPECT_TRUE(listItems(" ; ").empty());
}

// --- Patterns ---

constexpr llvm::StringLiteral Named = R"cpp(
  void wait();
  void wait_for();
  namespace acme { void wait(); struct conn { void wait(); operator int(); }; }
  namespace big::acme { void wait(); }
  namespace acme { inline namespace v2 { void stop(); } }
  namespace { void hidden(); }
)cpp";

/// Whether the list \p Patterns matches the function \p Name of the code above.
static bool matches(llvm::StringRef Patterns, llvm::StringRef Name) {
  Unit Code(Named);
  NamePatterns List;
  EXPECT_TRUE(List.add(Patterns).empty());
  return List.matches(Code.function(Name));
}

TEST(Patterns, ANameWithoutScopesIsAWholeNameAnywhere) {
  EXPECT_TRUE(matches("wait", "wait"));
  EXPECT_TRUE(matches("wait", "acme::wait"));
  EXPECT_TRUE(matches("wait", "acme::conn::wait"));
  EXPECT_FALSE(matches("wait", "wait_for"));
  EXPECT_FALSE(matches("wai", "wait"));
}

TEST(Patterns, ANameWithScopesIsAWholeQualifiedName) {
  EXPECT_TRUE(matches("acme::wait", "acme::wait"));
  EXPECT_TRUE(matches("acme::conn::wait", "acme::conn::wait"));
  EXPECT_FALSE(matches("acme::wait", "acme::conn::wait"));
  EXPECT_FALSE(matches("acme::wait", "big::acme::wait"));
  EXPECT_FALSE(matches("acme::wait", "wait"));
}

TEST(Patterns, LeadingColonsStartAtTheGlobalNamespace) {
  EXPECT_TRUE(matches("::acme::wait", "acme::wait"));
  EXPECT_FALSE(matches("::acme::wait", "big::acme::wait"));
}

TEST(Patterns, LeadingColonsAloneNameWhatIsGlobal) {
  EXPECT_TRUE(matches("::wait", "wait"));
  EXPECT_FALSE(matches("::wait", "acme::wait"));
}

TEST(Patterns, LookThroughInlineAndUnnamedNamespaces) {
  EXPECT_TRUE(matches("acme::stop", "acme::stop"));
  EXPECT_TRUE(matches("hidden", "(anonymous namespace)::hidden"));
}

TEST(Patterns, ARegexWithoutScopesIsSearchedInTheUnqualifiedName) {
  EXPECT_TRUE(matches("^wai.", "acme::conn::wait"));
  EXPECT_TRUE(matches("it$", "wait"));
  EXPECT_FALSE(matches("^acme.", "acme::wait"));
}

TEST(Patterns, ARegexWithScopesIsSearchedInTheQualifiedName) {
  EXPECT_TRUE(matches("acme::(wait|stop)$", "acme::wait"));
  EXPECT_TRUE(matches("acme::(wait|stop)$", "big::acme::wait"));
  EXPECT_FALSE(matches("^acme::wait$", "big::acme::wait"));
  EXPECT_FALSE(matches("acme::.*::wait", "acme::wait"));
}

TEST(Patterns, OfOneListAddUp) {
  EXPECT_TRUE(matches("other; acme::wait ;^no$", "acme::wait"));
  EXPECT_TRUE(matches("other; acme::stop; ^wait_", "wait_for"));
}

TEST(Patterns, OfSeveralListsAddUp) {
  Unit Code(Named);
  NamePatterns List;
  List.add("acme::wait");
  List.add("big::acme::wait");
  EXPECT_TRUE(List.matches(Code.function("acme::wait")));
  EXPECT_TRUE(List.matches(Code.function("big::acme::wait")));
  EXPECT_FALSE(List.matches(Code.function("wait")));
}

TEST(Patterns, OfAnEmptyListMatchNothing) {
  EXPECT_FALSE(matches("", "wait"));
  EXPECT_FALSE(matches(" ; ;", "wait"));
}

TEST(Patterns, MatchNothingWithoutAName) {
  EXPECT_FALSE(matches(".*;.*::.*", "acme::conn::operator int"));
}

TEST(Patterns, MatchTemplatesAndTheirInstances) {
  Unit Code("namespace a { template <class T> struct b {}; } using X = a::b<int>;");
  NamePatterns List;
  List.add("a::b");
  EXPECT_TRUE(List.matches(Code.record("a::b")));
  EXPECT_TRUE(List.matches(*Code.type("X")->getAsCXXRecordDecl()));
}

TEST(Patterns, SayWhatIsMalformedAndKeepTheRest) {
  Unit Code(Named);
  NamePatterns List;
  std::vector<std::string> Errors = List.add("wait; [a ;(b");
  ASSERT_EQ(Errors.size(), 2u);
  EXPECT_EQ(Errors[0].rfind("'[a': ", 0), 0u);
  EXPECT_GT(Errors[0].size(), llvm::StringRef("'[a': ").size());
  EXPECT_EQ(Errors[1].rfind("'(b': ", 0), 0u);
  EXPECT_TRUE(List.matches(Code.function("wait")));
}

TEST(Patterns, OfNamesAloneNeedNoDeclaration) {
  NamePatterns List;
  List.add("unlock; ^release; acme::drop");
  EXPECT_TRUE(List.matchesName("unlock"));
  EXPECT_TRUE(List.matchesName("release_all"));
  EXPECT_FALSE(List.matchesName("unlocks"));
  EXPECT_FALSE(List.matchesName("drop"));
}

} // namespace async_checks
