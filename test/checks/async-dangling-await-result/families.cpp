// RUN: %prove %s
#include "cppcoro/task.h"
#include "folly/coro.h"
#include "seastar/core.h"
#include <string>
#include <string_view>
#include <vector>

cppcoro::task<std::string> name();
folly::coro::Task<std::vector<int>> list();
seastar::future<std::string> read();

cppcoro::task<> views() {
  std::string_view one = co_await name();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'one' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: std::string one = co_await name();
  const auto &two = co_await name();
}
folly::coro::Task<void> elements() {
  auto &first = (co_await list()).front();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'first' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto first = (co_await list()).front();
  auto &&all = co_await list();
}
seastar::future<int> reads() {
  std::string_view one = co_await read();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'one' refers into the result of this 'co_await', which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: std::string one = co_await read();
  co_return int(one.size());
}

// An awaiter that hands out what it holds.
struct request {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  std::string &await_resume() { return answer; }
  std::string answer;
};
request ask();
cppcoro::task<> asks() {
  auto &one = co_await ask();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'one' refers into the awaited operation, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto one = co_await ask();
  request kept = ask();
  auto &two = co_await kept;
}
