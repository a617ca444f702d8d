// What may be thrown, where it ends, and what cancelled operations throw.
#include "Ast.h"

using namespace clang;

namespace async_checks {

constexpr llvm::StringLiteral ThrowingFunctions = R"cpp(
  void f();
  void safe() noexcept;
  extern "C" void c();
  struct operation {
    bool await_ready() noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    void await_resume();
  };
  operation run();
  task<> work();
)cpp";

/// Where an exception leaves a coroutine with the body \p Statements; empty if nowhere.
static std::string escape(llvm::StringRef Statements) {
  Unit Code(ThrowingFunctions + "task<> coro() {" + Statements + "; co_return; }");
  const Stmt *Escape = Code.Model.exceptions().escape(Code.body("coro"));
  return Escape ? Code.text(*Escape) : "";
}

TEST(Escape, IsTheFirstPlaceThatMayThrow) {
  EXPECT_EQ(escape("safe(); co_await run(); f()"), "co_await run()");
  EXPECT_EQ(escape("f(); co_await run()"), "f()");
  EXPECT_EQ(escape("throw 1"), "throw 1");
}

TEST(Escape, IsNotWhatCannotThrow) {
  EXPECT_EQ(escape("safe(); c(); work(); co_await std::suspend_always()"), "");
}

TEST(Escape, IsStoppedByAHandlerForEverything) {
  EXPECT_EQ(escape("try { co_await run(); throw 1; } catch (...) {}"), "");
  EXPECT_EQ(escape("try { co_await run(); } catch (int) {}"), "co_await run()");
  EXPECT_EQ(escape("try { try { throw 1; } catch (int) {} } catch (...) {}"), "");
}

TEST(Escape, MayStandInAHandler) {
  EXPECT_EQ(escape("try { co_await run(); } catch (...) { throw; }"), "throw");
}

TEST(Escape, IsNoCallBesideAHandlerForEverything) {
  EXPECT_EQ(escape("f(); try { co_await run(); } catch (...) { f(); }"), "");
  EXPECT_EQ(escape("try { } catch (...) { } co_await run()"), "co_await run()");
}

TEST(Escape, IsACallThatThrowsForItsPeerBesideAHandlerForEverything) {
  auto Escape = [](llvm::StringRef Statements) {
    Unit Code(R"cpp(
namespace std { class error_code {}; }
namespace asio {
struct basic_socket {
  int remote_endpoint();
  int remote_endpoint(std::error_code &);
  int local_endpoint();
};
} // namespace asio
task<> work();
task<> coro(asio::basic_socket s, std::error_code error) {)cpp" +
              Statements + "}");
    const Stmt *Escape = Code.Model.exceptions().escape(Code.body("coro"));
    return Escape ? Code.text(*Escape) : "";
  };
  std::string Guarded = "try { co_await work(); s.remote_endpoint(); } catch (...) {}";
  EXPECT_EQ(Escape("s.remote_endpoint(); " + Guarded), "s.remote_endpoint()");
  EXPECT_EQ(Escape("s.remote_endpoint(error); s.local_endpoint(); " + Guarded), "");
}

/// Whether a call of `g` may throw.
static bool mayThrow(llvm::StringRef G) {
  Unit Code(ThrowingFunctions + G);
  return Code.Model.exceptions().mayThrow(Code.function("g"));
}

TEST(MayThrow, LooksIntoBodies) {
  EXPECT_TRUE(mayThrow("void g();"));
  EXPECT_FALSE(mayThrow("void g() noexcept;"));
  EXPECT_TRUE(mayThrow("void g() { f(); }"));
  EXPECT_FALSE(mayThrow("void g() { safe(); }"));
  EXPECT_FALSE(mayThrow("void g(int i) { if (i) g(i - 1); }"));
}

TEST(MayThrow, LeavesTheBodyOfACoroutineToItsTask) {
  EXPECT_FALSE(mayThrow("task<> g() { f(); co_return; }"));
}

/// What becomes of an exception where `unhandled_exception()` has \p Body.
static Unhandled unhandled(llvm::StringRef Body) {
  Unit Code(llvm::Twine(R"cpp(
    [[noreturn]] void die() noexcept;
    void report();
    struct job {
      struct promise_type {
        job get_return_object();
        std::suspend_never initial_suspend() noexcept;
        std::suspend_never final_suspend() noexcept;
        void return_void();
        void unhandled_exception() )cpp") +
            Body + "}; }; job g() { co_return; }");
  return Code.Model.exceptions().unhandled(Code.body("g"));
}

TEST(UnhandledExceptions, FollowTheBodyOfThePromise) {
  EXPECT_EQ(unhandled("{}"), Unhandled::Swallows);
  EXPECT_EQ(unhandled("{ report(); die(); }"), Unhandled::Terminates);
  EXPECT_EQ(unhandled("{ throw; }"), Unhandled::Rethrows);
  EXPECT_EQ(unhandled("noexcept { throw; }"), Unhandled::Terminates);
  EXPECT_EQ(unhandled("{ report(); }"), Unhandled::Unknown);
  EXPECT_EQ(unhandled("{ if (true) die(); else report(); }"), Unhandled::Unknown);
  EXPECT_EQ(unhandled(";"), Unhandled::Unknown);
}

/// What the first suspension of `g` throws when it is cancelled, by name.
static std::string cancellation(llvm::StringRef Code, llvm::StringRef Listed = "") {
  SharedOptions Options;
  Options.CancellationExceptions = Listed.str();
  Unit Unit(Code, Options);
  const Body &Body = Unit.body("g");
  std::string Names;
  for (const CXXRecordDecl *Class :
       Unit.Model.cancellations().thrownAt(Body.Suspensions.front(), Body))
    Names += qualifiedName(*Class) + " ";
  return Names;
}

TEST(Cancellation, BelongsToTheTasksOfItsLibrary) {
  constexpr llvm::StringLiteral Library =
      "namespace folly { class OperationCancelled {};"
      "struct job : task<> { struct promise_type : task<>::promise_type {"
      "job get_return_object(); }; }; folly::job work(); } task<> own();";
  EXPECT_EQ(cancellation((Library + "task<> g() { co_await folly::work(); }").str()),
            "folly::OperationCancelled ");
  EXPECT_EQ(cancellation((Library + "folly::job g() { co_await own(); }").str()),
            "folly::OperationCancelled ");
  EXPECT_EQ(cancellation((Library + "folly::job g() { co_await own(); }").str(),
                         "folly::OperationCancelled"),
            "folly::OperationCancelled ");
  EXPECT_EQ(cancellation((Library + "task<> g() { co_await own(); }").str()), "");
}

/// Whether the first suspension of `g` may be cancelled, where a token must say so.
static bool isCancellable(llvm::StringRef Code) {
  constexpr llvm::StringLiteral Library =
      "namespace cppcoro { class operation_cancelled {}; struct cancellation_token {"
      "bool is_cancellation_requested() const;"
      "void throw_if_cancellation_requested() const; };"
      "struct job : task<> { struct promise_type : task<>::promise_type {"
      "job get_return_object(); }; };"
      "job work(cancellation_token token = {}); job work(bool); job other(); }"
      "using namespace cppcoro; extern cancellation_token stop;";
  return !cancellation((Library + Code).str()).empty();
}

TEST(Cancellation, NeedsATokenThatIsHandedOn) {
  EXPECT_TRUE(isCancellable("job g(cancellation_token t) { co_await work(t); }"));
  EXPECT_TRUE(isCancellable("job g() { co_await work(stop); }"));
  EXPECT_TRUE(isCancellable("job g() { auto w = work(stop); co_await w; }"));
  EXPECT_FALSE(isCancellable("job g() { co_await work(); }"));
  EXPECT_FALSE(isCancellable("job g() { co_await work(cancellation_token{}); }"));
  EXPECT_FALSE(
      isCancellable("job g() { cancellation_token none; co_await work(none); }"));
  EXPECT_FALSE(isCancellable("job g(cancellation_token t) { co_await other(); }"));
  EXPECT_FALSE(isCancellable("job g(cancellation_token t) {"
                             "co_await work(t.is_cancellation_requested()); }"));
}

TEST(Cancellation, IsFoundInCalleesInSight) {
  EXPECT_TRUE(
      isCancellable("job f() { co_await work(stop); } job g() { co_await f(); }"));
  EXPECT_TRUE(isCancellable("job f() { return work(stop); } job g() { co_await f(); }"));
  EXPECT_TRUE(isCancellable("job f() { stop.throw_if_cancellation_requested();"
                            "co_await other(); } job g() { co_await f(); }"));
  EXPECT_TRUE(isCancellable("job f() { co_await other(); throw operation_cancelled(); }"
                            "job g() { co_await f(); }"));
  EXPECT_FALSE(isCancellable("job f(cancellation_token t = {}) { co_await work(t); }"
                             "job g() { co_await f(); }"));
  EXPECT_FALSE(isCancellable("job f() { try { co_await work(stop); } catch (...) {} }"
                             "job g() { co_await f(); }"));
  EXPECT_FALSE(isCancellable("job f() { co_await f(); } job g() { co_await f(); }"));
}

TEST(Cancellation, IsWhatTheUserListsEverywhere) {
  constexpr llvm::StringLiteral Code = "struct outer { struct stopped {}; };"
                                       "struct declared; task<> own();"
                                       "task<> g() { co_await own(); }";
  EXPECT_EQ(cancellation(Code, "outer::stopped;declared"), "outer::stopped ");
  EXPECT_EQ(cancellation(Code, "outer::stopped;::declared"), "outer::stopped ");
}

} // namespace async_checks
