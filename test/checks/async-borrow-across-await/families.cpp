// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT
#include "acme/task.h"
#include "coro/coro.h"
#include "folly/coro.h"
#include "mock.h"
#include <asio/awaitable.hpp>
#include <asio/this_coro.hpp>
#include <map>
#include <string>
#include <vector>

asio::awaitable<void> send(const std::string &);
folly::coro::Task<int> load();

struct chat {
  std::map<int, std::string> names;
  std::vector<std::string> backlog;

  asio::awaitable<void> replay() {
    for (auto &line : backlog)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes over 'backlog', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+1]]:7: note: it is suspended here
      co_await send(line);
  }

  // To ask for the executor suspends nobody.
  asio::awaitable<void> greet(int id) {
    auto it = names.find(id);
    auto executor = co_await asio::this_coro::executor;
    if (it != names.end())
      co_await send(it->second);
  }

  asio::awaitable<void> rename(int id) {
    auto it = names.find(id);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'it' refers into 'names', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: and the element is used here
    co_await send("rename");
    it->second += "!";
  }

  folly::coro::Task<void> count() {
    auto &first = backlog.front();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'first' refers into 'backlog', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+2]]:13: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: and the element is used here
    int n = co_await load();
    first += std::to_string(n);
  }
};

// A generator hands out the elements one by one.
template <typename T> struct generator {
  struct promise_type : mock::lazy<generator, void> {
    std::suspend_always yield_value(T);
  };
};
generator<int> all(std::vector<int> &of) {
  for (int one : of)
    co_yield one;
}

// Containers of one's own.
namespace own {
template <typename T> struct ring {
  using value_type = T;
  T *begin();
  T *end();
  T &front();
  void push(T);
};
template <typename T> struct slice {
  using value_type = T;
  T *begin() const;
  T *end() const;
};
} // namespace own

struct device {
  own::ring<int> pending;
  own::slice<int> fixed;
  acme::task<> drain() {
    for (int each : pending)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes over 'pending', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+1]]:7: note: it is suspended here
      co_await acme::task<>();
    int &front = pending.front();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'front' refers into 'pending', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: and the element is used here
    co_await acme::task<>();
    front = 1;
    for (int each : fixed)
      co_await acme::task<>();
  }
};
