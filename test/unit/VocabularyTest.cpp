// The library table, and what the options of the user add to it.
#include "Ast.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace async_checks {

/// The lists of patterns in a row of the table.
static std::vector<const char *> listsOf(const Library &Row) {
  return {Row.BlockingWaits,   Row.BlockingCalls,  Row.ReadyAccessors,
          Row.EagerTypes,      Row.LazyTypes,      Row.DropMeans,
          Row.SingleShotTypes, Row.FrameOwners,    Row.CancellationExceptions,
          Row.DetachedSpawns,  Row.DetachedTokens, Row.VoidCallbackSinks,
          Row.KeepAliveSinks,  Row.Binders,        Row.TokenTypes};
}

TEST(Table, HasRowsInAlphabeticalOrder) {
  llvm::ArrayRef<Library> Rows = libraries();
  ASSERT_FALSE(Rows.empty());
  for (size_t I = 1; I < Rows.size(); ++I)
    EXPECT_LT(llvm::StringRef(Rows[I - 1].Name).compare_insensitive(Rows[I].Name), 0)
        << Rows[I - 1].Name << " before " << Rows[I].Name;
}

TEST(Table, HasRowsWithANameAndAFact) {
  for (const Library &Row : libraries()) {
    EXPECT_NE(llvm::StringRef(Row.Name), "");
    bool HasPattern =
        llvm::any_of(listsOf(Row), [](const char *List) { return *List != 0; });
    EXPECT_TRUE(HasPattern || *Row.Spawn) << Row.Name;
  }
}

TEST(Table, HasValidPatternsOnly) {
  for (const Library &Row : libraries())
    for (const char *List : listsOf(Row))
      for (const std::string &Why : NamePatterns().add(List))
        ADD_FAILURE() << Row.Name << ": " << Why;
}

TEST(Table, HasNoSpacesOrEmptyItemsInItsLists) {
  for (const Library &Row : libraries())
    for (llvm::StringRef List : listsOf(Row))
      EXPECT_EQ(llvm::join(listItems(List), ";"), List) << Row.Name;
}

TEST(Table, TellsEachFactOnce) {
  llvm::StringSet<> Facts;
  for (const Library &Row : libraries())
    for (auto [Column, List] : llvm::enumerate(listsOf(Row)))
      for (llvm::StringRef Item : listItems(List))
        EXPECT_TRUE(Facts.insert(std::to_string(Column) + Item.str()).second)
            << Row.Name << ": " << Item.str();
}

TEST(Table, HasNamespacesWithoutColonsAtTheirEnds) {
  for (const Library &Row : libraries())
    EXPECT_EQ(llvm::StringRef(Row.Namespace).trim(": "), Row.Namespace) << Row.Name;
}

TEST(Options, AddToWhatIsBuiltIn) {
  SharedOptions Options;
  Options.BlockingWaits = "acme::park";
  Unit Code("namespace acme { void park(); } namespace cppcoro { void sync_wait(); }",
            Options);
  const NamePatterns &Waits = Code.Model.Words.BlockingWaits;
  EXPECT_TRUE(Waits.matches(Code.function("acme::park")));
  EXPECT_TRUE(Waits.matches(Code.function("cppcoro::sync_wait")));
}

TEST(Options, AreAllUsed) {
  SharedOptions Options;
  Options.BlockingWaits = Options.CancellationExceptions = Options.DetachedTypes =
      Options.EventHandlers = Options.SpawnFunctions = Options.SyncEntryPoints = "f";
  Unit Code("void f();", Options);
  const FunctionDecl &Named = Code.function("f");
  EXPECT_TRUE(Code.Model.Words.BlockingWaits.matches(Named));
  EXPECT_TRUE(Code.Model.Words.ListedCancellations.matches(Named));
  EXPECT_TRUE(Code.Model.Words.DetachedTypes.matches(Named));
  EXPECT_TRUE(Code.Model.Words.EventHandlers.matches(Named));
  EXPECT_TRUE(Code.Model.Words.DetachedSpawns.matches(Named));
  EXPECT_TRUE(Code.Model.Words.SyncEntryPoints.matches(Named));
}

/// The names of the options that a vocabulary of \p Options complains of, in order.
static std::vector<std::string> complaints(SharedOptions Options) {
  std::vector<std::string> Named;
  Vocabulary Words(std::move(Options),
                   [&](llvm::StringRef Option, const std::string &Why) {
                     EXPECT_EQ(Why.rfind("'(': ", 0), 0u);
                     Named.push_back(Option.str());
                   });
  return Named;
}

TEST(Options, AreNamedIfTheyAreMalformed) {
  SharedOptions Options;
  Options.BlockingWaits = Options.CancellationExceptions = Options.DetachedTypes =
      Options.EventHandlers = Options.SyncEntryPoints = "fine;(";
  EXPECT_EQ(
      complaints(Options),
      (std::vector<std::string>{"BlockingWaits", "CancellationExceptions",
                                "DetachedTypes", "EventHandlers", "SyncEntryPoints"}));
}

TEST(Options, AreNotComplainedOfIfTheyAreWellFormed) {
  SharedOptions Options;
  Options.BlockingWaits = "^acme::.*wait$; drain";
  EXPECT_TRUE(complaints(Options).empty());
}

TEST(Options, KeepWhatTheUserWrote) {
  SharedOptions Options;
  Options.TaskType = "acme::task<void>";
  EXPECT_EQ(Vocabulary(Options).Options.TaskType, "acme::task<void>");
}

/// How to start a task of the type \p Name that \p Code declares.
static std::string adviceFor(const llvm::Twine &Code, llvm::StringRef Name) {
  Unit Source(Code);
  return Source.Model.Words.spawnAdvice(Source.record(Name)).str();
}

TEST(SpawnAdvice, IsThatOfTheLibraryThatOwnsTheType) {
  EXPECT_EQ(adviceFor("namespace asio { struct awaitable {}; }", "asio::awaitable"),
            "hand it to 'asio::co_spawn'");
  EXPECT_EQ(adviceFor("namespace boost::asio { struct awaitable {}; }",
                      "boost::asio::awaitable"),
            "hand it to 'boost::asio::co_spawn'");
}

TEST(SpawnAdvice, CoversInnerNamespaces) {
  EXPECT_EQ(adviceFor("namespace tmc { inline namespace v1 { namespace detail {"
                      "struct task {}; } } }",
                      "tmc::detail::task"),
            "hand it to 'tmc::spawn(task).detach()'");
}

TEST(SpawnAdvice, CoversAllNamespacesOfALibrary) {
  for (const char *Namespace : {"stdexec", "exec", "experimental::execution"})
    EXPECT_EQ(adviceFor("namespace " + llvm::Twine(Namespace) + " { struct task {}; }",
                        std::string(Namespace) + "::task"),
              "hand it to 'exec::start_detached'");
  EXPECT_EQ(adviceFor("namespace execution { struct task {}; }", "execution::task"), "");
}

TEST(SpawnAdvice, IsMissingForUnknownLibraries) {
  EXPECT_EQ(adviceFor("namespace asiox { struct task {}; }", "asiox::task"), "");
  EXPECT_EQ(adviceFor("namespace my::asio { struct task {}; }", "my::asio::task"), "");
  EXPECT_EQ(adviceFor("struct asio {};", "asio"), "");
}

/// Whether \p Patterns match the function `f` of \p Code.
static bool knows(NamePatterns Vocabulary::*Patterns, const llvm::Twine &Code,
                  llvm::StringRef Name) {
  Unit Source(Code);
  return (Source.Model.Words.*Patterns).matches(Source.function(Name));
}

TEST(CommonWords, AreWholeNames) {
  EXPECT_TRUE(knows(&Vocabulary::WaitFunctions, "void syncAwait();", "syncAwait"));
  EXPECT_FALSE(knows(&Vocabulary::WaitFunctions, "void syncAwaitAll();", "syncAwaitAll"));
  EXPECT_TRUE(knows(&Vocabulary::ReadyQueries, "bool is_ready();", "is_ready"));
  EXPECT_FALSE(knows(&Vocabulary::WaitMembers, "int get_value();", "get_value"));
}

TEST(CommonWords, CoverGuardsOfLocksAndPermits) {
  EXPECT_TRUE(
      knows(&Vocabulary::UnlockMembers, "void unlock_shared();", "unlock_shared"));
  EXPECT_FALSE(knows(&Vocabulary::UnlockMembers, "void close();", "close"));
}

TEST(CommonWords, CoverEventsByTheEndOfTheirNames) {
  Vocabulary Words;
  EXPECT_TRUE(Words.EventTypes.matchesName("RoutedEventArgs"));
  EXPECT_TRUE(Words.EventTypes.matchesName("CloseEvent"));
  EXPECT_FALSE(Words.EventTypes.matchesName("EventLoop"));
}

} // namespace async_checks
