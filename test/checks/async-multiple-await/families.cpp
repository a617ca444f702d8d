// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT
#include "acme/task.h"
#include <asio/awaitable.hpp>
#include <future>
#include <memory>

// A real library's task: awaited as an rvalue, through the promise of the awaiting
// coroutine.
asio::awaitable<int> count();

asio::awaitable<int> session(asio::awaitable<int> given) {
  auto task = count();
  int n = co_await std::move(task);
  if (n)
    n = co_await std::move(task);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'task' is awaited after its result was moved out: nothing is left here [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-4]]:11: note: it is awaited here first
  for (int i = 0; i < 2; ++i)
    n += co_await std::move(given);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'given' is awaited again in the next round of the loop: nothing is left by then [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-10]]:51: note: the task is made once, before the loop
  co_return n;
}

// A free operator that takes an rvalue, and a promise from the traits.
namespace reactor {
template <typename T> struct future {
  future(future &&);
  future &operator=(future &&);
  bool available() const;
  T get();
};
struct awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
template <typename T> awaiter operator co_await(future<T> &&);
future<int> work();
} // namespace reactor

template <typename T, typename... A>
struct std::coroutine_traits<reactor::future<T>, A...> {
  struct promise_type {
    reactor::future<T> get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
};

reactor::future<int> reads() {
  auto f = reactor::work();
  if (!f.available())
    co_await std::move(f);
  auto g = reactor::work();
  co_await std::move(g);
  co_await std::move(g);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'g' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is awaited here first
  co_return 0;
}

// Known by name: an lvalue can be awaited, and gives up its result.
namespace concurrencpp {
template <typename T> struct result {
  struct promise_type {
    result get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  result(result &&);
  result &operator=(result &&);
  explicit operator bool() const;
  T get();
  void wait();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
} // namespace concurrencpp

concurrencpp::result<int> query();

concurrencpp::result<int> queries(bool again) {
  auto r = query();
  int n = co_await r;
  if (again)
    n += co_await r;
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'r' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-4]]:11: note: it is awaited here first
  auto s = query();
  n += co_await s;
  s = query();
  co_return n + co_await s;
}

int waits() {
  auto r = query();
  r.wait();
  int n = r.get();
  return r ? n + r.get() : n;
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'r' is waited for after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is waited for here first
}

// A future that a coroutine can await.
struct future_awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
future_awaiter operator co_await(std::future<int> &);
future_awaiter operator co_await(std::shared_future<int> &);

acme::task<int> futures(std::future<int> f, std::shared_future<int> s) {
  int n = co_await f;
  n += co_await s;
  n += co_await s;
  co_return n + co_await f;
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'f' is awaited after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-5]]:11: note: it is awaited here first
}

// An operation that no coroutine makes, to be awaited as an rvalue.
struct operation {
  operation(operation &&);
  future_awaiter operator co_await() &&;
};
operation begin();

acme::task<int> operations() {
  auto o = begin();
  co_await std::move(o);
  co_return co_await std::move(o);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'o' is awaited after its result was taken: the operation hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is awaited here first
}

// It can be copied, and awaited again.
struct recipe {
  future_awaiter operator co_await() &&;
};

acme::task<int> recipes(recipe r) {
  co_await std::move(r);
  co_return co_await std::move(r);
}

// Shared by its copies.
template <typename T> struct shared {
  struct promise_type {
    shared get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  future_awaiter operator co_await() const;
};

shared<int> shares(shared<int> s) {
  co_await std::move(s);
  co_await std::move(s);
  co_return co_await s;
}
