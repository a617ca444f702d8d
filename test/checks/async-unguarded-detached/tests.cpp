// RUN: %prove %s
#include "acme/detached.h"
#include "folly/coro.h"
#include "seastar/core.h"
#include "testing/frameworks.h"

namespace asio {
struct detached_t {};
constexpr detached_t detached;
struct io_context {};
template <typename Work, typename Token> void co_spawn(io_context &, Work, Token) {}
} // namespace asio

acme::task<> unseen();
acme::task<> client(int n) {
  if (n)
    co_await client(n - 1);
  co_await unseen();
}

// A test runs its coroutines so, and what is thrown ends it.
TEST(Server, accepts) {
  asio::io_context context;
  asio::co_spawn(context, client(1), asio::detached);
  asio::co_spawn(context, []() -> acme::task<> { co_await unseen(); }, asio::detached);
  auto local = []() -> acme::fatal_job { co_await unseen(); };
  local();
}
CATCH_TEST_CASE("it accepts") {
  asio::io_context context;
  asio::co_spawn(context, client(1), asio::detached);
}
DOCTEST_TEST_CASE("it accepts") {
  asio::io_context context;
  [&] { asio::co_spawn(context, client(1), asio::detached); }();
}
BOOST_AUTO_TEST_CASE(accepts) {
  asio::io_context context;
  asio::co_spawn(context, client(1), asio::detached);
}
SEASTAR_TEST_CASE(it_accepts) {
  asio::io_context context;
  asio::co_spawn(context, client(1), asio::detached);
  co_await seastar::sleep(std::chrono::seconds(1));
}
CO_TEST(Server, restarts) {
  asio::io_context context;
  asio::co_spawn(context, client(1), asio::detached);
  co_return;
}

// Functions for tests, beside them.
class Pool : public testing::Test {
protected:
  void start() { asio::co_spawn(context, client(1), asio::detached); }
  asio::io_context context;
};
TEST_F(Pool, starts) { start(); }
struct server {
  void start() { asio::co_spawn(context, client(1), asio::detached); }
  asio::io_context context;
};
void start_twice(server &started) {
  started.start();
  started.start();
}
acme::fatal_job watch() { co_await unseen(); }
BOOST_FIXTURE_TEST_CASE(starts, server) {
  server other;
  start_twice(other);
  watch();
}

// Nobody in sight calls these, or not only tests do.
struct product {
  void start() {
    asio::co_spawn(context, client(1), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody learns of an exception that leaves coroutine 'client': the task is started here and let go of [async-unguarded-detached]
    // CHECK-MESSAGES: :[[@LINE-62]]:5: note: it may come from here
    // CHECK-MESSAGES: :[[@LINE-65]]:14: note: put the whole body into 'try' and 'catch (...)'
  }
  asio::io_context context;
};
void run(product &made) { made.start(); }
TEST(Product, starts) {
  product made;
  made.start();
}
acme::fatal_job published() { co_await unseen(); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'published' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:31: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:17: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
using callback = acme::fatal_job (*)();
acme::fatal_job registered() { co_await unseen(); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'registered' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:32: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:17: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
callback on_start = registered;
TEST(Product, is_called) { registered(); }
