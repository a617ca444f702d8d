// Which calls start as many tasks at once as the data has elements.
#include "model/tasks/Concurrency.h"
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral Data = R"cpp(
  template struct acme::task<int>;
  template <class T, int N = -1> struct list {
    using value_type = T;
    list(); list(int); list(list &&);
    T *begin() const; T *end() const;
    int size() const;
    T operator[](int) const;
    void push_back(T &&);
  };
  template struct list<task<int>>;
  task<list<int>> when_all(list<task<int>> tasks);
  template <class R, class F> task<> parallel_for_each(R &&r, F f) { return parallel_for_each(r, f); }
  void spawn(task<int>);
  void consume(task<int>);
  task<int> work(int n = 0);
  list<int> load();
  list<int> load(int count);
  list<int> global;
  struct semaphore { task<> acquire(); };
  task<int> polite(int n, semaphore &s) { co_await s.acquire(); co_return n; }
)cpp";

/// What decides how many tasks the coroutine `user` starts at once, and by which calls.
static std::string burstsIn(llvm::StringRef Statements,
                            llvm::StringRef Parameters = "list<int> data") {
  Unit Code(Data + "task<int> user(" + Parameters + ") { " + Statements +
            " co_return 1; }");
  std::string All;
  for (const Burst &Each : unlimitedBursts(Code.Model, Code.body("user")))
    All += (All.empty() ? "" : " | ") + Each.Starter->getNameAsString() + " over " +
           Code.text(*Each.Data);
  return All;
}

TEST(Burst, IsASpawnInALoopOverData) {
  EXPECT_EQ(burstsIn("for (int n : data) spawn(work(n));"), "spawn over data");
  EXPECT_EQ(burstsIn("for (int n : load()) spawn(work(n));"), "spawn over load()");
  EXPECT_EQ(burstsIn("for (int i = 0; i < data.size(); ++i) spawn(work(data[i]));"),
            "spawn over data");
  EXPECT_EQ(
      burstsIn("for (auto *p = data.begin(); p != data.end(); ++p) spawn(work(*p));"),
      "spawn over data");
  EXPECT_EQ(burstsIn("auto copy = load(); for (int n : copy) spawn(work(n));"),
            "spawn over copy");
  EXPECT_EQ(burstsIn("for (int n : data) consume(work(n));"), "");
}

TEST(Burst, IsAGatherOfWhatSuchALoopCollects) {
  EXPECT_EQ(burstsIn("list<task<int>> tasks;"
                     "for (int n : data) tasks.push_back(work(n));"
                     "co_await when_all(std::move(tasks));"),
            "when_all over data");
  EXPECT_EQ(burstsIn("list<task<int>> tasks; tasks.push_back(work());"
                     "co_await when_all(std::move(tasks));"),
            "");
}

TEST(Burst, IsACallForEachElement) {
  EXPECT_EQ(burstsIn("co_await parallel_for_each(data, work);"),
            "parallel_for_each over data");
  EXPECT_EQ(burstsIn("co_await parallel_for_each(data, [](int n) { return n; });"), "");
}

TEST(Burst, HasANumberThatTheCodeDoesNotSay) {
  EXPECT_EQ(burstsIn("for (int i = 0; i < 8; ++i) spawn(work(i));"), "");
  EXPECT_EQ(burstsIn("for (int n : global) spawn(work(n));"), "");
  EXPECT_EQ(burstsIn("for (int n : load(8)) spawn(work(n));"), "");
  EXPECT_EQ(burstsIn("list<int> sized(8); for (int n : sized) spawn(work(n));"), "");
  EXPECT_EQ(burstsIn("for (int n : data) spawn(work(n));", "list<int, 8> data"), "");
  EXPECT_EQ(burstsIn("for (int n : workers) spawn(work(n));", "list<int> workers"), "");
  EXPECT_EQ(burstsIn("for (auto &group : data) for (int n : group) spawn(work(n));",
                     "list<list<int>> data"),
            "spawn over data");
}

TEST(Burst, HasANumberThatItsCallersGive) {
  auto Gathers = [](llvm::StringRef Bound, llvm::StringRef Parameters,
                    llvm::StringRef Before = "") {
    return burstsIn(
        (Before + "list<task<int>> tasks; for (int i = 0; i < " + Bound +
         "; ++i) tasks.push_back(work(i)); co_await when_all(std::move(tasks));")
            .str(),
        Parameters);
  };
  EXPECT_EQ(Gathers("n", "int n"), "when_all over n");
  EXPECT_EQ(Gathers("n", "int n", "if (n > 9) co_return 0;"), "");
  EXPECT_EQ(Gathers("n", "int n", "n = 9;"), "");
  EXPECT_EQ(Gathers("n", "int &n"), "");
  EXPECT_EQ(Gathers("limit", "int limit"), "");
  EXPECT_EQ(Gathers("n.size()", "list<int> n"), "when_all over n");
  EXPECT_EQ(burstsIn("for (int i = 0; i < n; ++i) spawn(work(i));", "int n"), "");
}

TEST(Burst, LooksBehindPointers) {
  EXPECT_EQ(burstsIn("co_await parallel_for_each(*data, work);", "list<int> *data"),
            "parallel_for_each over *data");
}

TEST(Burst, IsNotLimited) {
  EXPECT_EQ(burstsIn("for (int n : data) { co_await work(); spawn(work(n)); }"), "");
  EXPECT_EQ(burstsIn("for (int n : data) { if (n) break; spawn(work(n)); }"), "");
  EXPECT_EQ(burstsIn("semaphore s; for (int n : data) spawn(polite(n, s));"), "");
  EXPECT_EQ(burstsIn("for (int n : data) { if (n) continue; spawn(work(n)); }"),
            "spawn over data");
}

} // namespace async_checks
