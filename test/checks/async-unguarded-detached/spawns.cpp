// RUN: %prove %s
#include "acme/task.h"
#include <thread>

namespace asio {
struct detached_t {};
constexpr detached_t detached;
struct use_future_t {};
constexpr use_future_t use_future;
struct io_context {};
template <typename Work, typename Token> void co_spawn(io_context &, Work, Token);
} // namespace asio
namespace exec {
template <typename Work> void start_detached(Work);
} // namespace exec
namespace tmc {
template <typename T> struct spawned {
  void detach();
};
template <typename T> spawned<T> spawn(acme::task<T>);
} // namespace tmc

acme::task<> unseen();
acme::task<> open() { co_await unseen(); }
acme::task<> guarded() {
  try {
    co_await unseen();
  } catch (...) {
  }
}
void step();
struct server {
  acme::task<> run() { co_await unseen(); }
  virtual acme::task<> stop() { co_await unseen(); }
  void start(asio::io_context &context) {
    asio::co_spawn(context, run(), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody learns of an exception that leaves coroutine 'run': the task is started here and let go of [async-unguarded-detached]
    // CHECK-MESSAGES: :[[@LINE-5]]:24: note: it may come from here
    // CHECK-MESSAGES: :[[@LINE-6]]:16: note: put the whole body into 'try' and 'catch (...)'
    asio::co_spawn(context, stop(), asio::detached);
    asio::co_spawn(context, [this] { return run(); }, asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody learns of an exception that leaves coroutine 'run': the task is started here and let go of [async-unguarded-detached]
    // CHECK-MESSAGES: :[[@LINE-10]]:24: note: it may come from here
    // CHECK-MESSAGES: :[[@LINE-11]]:16: note: put the whole body into 'try' and 'catch (...)'
    asio::co_spawn(context, [this] { return stop(); }, asio::detached);
    asio::co_spawn(context, [] { return guarded(); }, asio::detached);
    asio::co_spawn(context, [this]() -> acme::task<> { co_await run(); }, asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody learns of an exception that leaves this coroutine lambda: the task is started here and let go of [async-unguarded-detached]
    // CHECK-MESSAGES: :[[@LINE-2]]:56: note: it may come from here
    // CHECK-MESSAGES: :[[@LINE-3]]:29: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
    asio::co_spawn(context, []() -> acme::task<> { co_await unseen(); }(), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody learns of an exception that leaves this coroutine lambda: the task is started here and let go of [async-unguarded-detached]
    // CHECK-MESSAGES: :[[@LINE-2]]:52: note: it may come from here
    // CHECK-MESSAGES: :[[@LINE-3]]:29: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
  }
};
acme::task<> starts_others(asio::io_context &context) {
  exec::start_detached(open());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves coroutine 'open': the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-36]]:23: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-37]]:14: note: put the whole body into 'try' and 'catch (...)'
  tmc::spawn(open()).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves coroutine 'open': the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-40]]:23: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-41]]:14: note: put the whole body into 'try' and 'catch (...)'
  asio::co_spawn(context, guarded(), asio::detached);
  asio::co_spawn(context, unseen(), asio::detached);
  asio::co_spawn(context, open(), asio::use_future);
  exec::start_detached(guarded());
  exec::start_detached(unseen());
  tmc::spawn(guarded()).detach();
  tmc::spawn(unseen()).detach();
  std::thread([] { step(); }).detach();
  co_await open();
}
