// Which calls wrap the task of a coroutine into another result.
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral Offloading = R"cpp(
  template struct acme::task<int>;
  template <class T> struct future { T get(); };
  template <class T> struct box { T *get(); };
  template <class F> auto offload(F f) -> future<decltype(f())> { return {}; }
  template <class F> auto defer(F f) -> task<decltype(f())>;
  template <class F> auto pack(F f) -> box<decltype(f())>;
  template <class F> auto call(F f) -> decltype(f());
  struct service { task<int> run(); };
  template <class C, class R> future<R> member(R (C::*f)(), C *c);
  struct functor { task<int> operator()(); };
  struct overloaded { task<int> operator()(); int operator()(int); };
  task<int> work();
  int plain();
  service *object;
)cpp";

/// The task that the last call in a function wraps, empty if there is none.
static std::string nestedIn(llvm::StringRef Call) {
  Unit Code(Offloading + "void user() { (void)" + Call + "; }");
  QualType Task = Code.Model.nestedTask(*Code.body("user").Calls.front());
  return Task.isNull() ? "" : Code.text(Task);
}

TEST(NestedTask, IsInTheResultOfACallThatIsGivenACoroutine) {
  EXPECT_EQ(nestedIn("offload(work)"), "task<int>");
  EXPECT_EQ(nestedIn("offload(&work)"), "task<int>");
  EXPECT_EQ(nestedIn("offload([] { return work(); })"), "task<int>");
  EXPECT_EQ(nestedIn("offload(functor())"), "task<int>");
  EXPECT_EQ(nestedIn("member(&service::run, object)"), "task<int>");
}

TEST(NestedTask, IsInATaskThatYieldsIt) {
  EXPECT_EQ(nestedIn("defer(work)"), "task<int>");
}

TEST(NestedTask, IsNotThereIfTheResultDoesNotHandItOut) {
  EXPECT_EQ(nestedIn("call(work)"), "");
  EXPECT_EQ(nestedIn("pack(work)"), "");
}

TEST(NestedTask, IsNotThereIfTheCallableMakesNone) {
  EXPECT_EQ(nestedIn("offload(plain)"), "");
  EXPECT_EQ(nestedIn("offload([] { return 1; })"), "");
  EXPECT_EQ(nestedIn("offload(overloaded())"), "");
}

} // namespace async_checks
