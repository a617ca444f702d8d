// RUN: %prove %s
#include "cppcoro/task.h"
#include <boost/asio.hpp>
#include <string>

namespace asio = boost::asio;

// A promise by std::coroutine_traits.

asio::awaitable<std::size_t> size_of(const std::string &text) { co_return text.size(); }
asio::awaitable<std::size_t> returns() {
  std::string text = "x";
  return size_of(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'size_of' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-5]]:57: note: it is taken by reference here
  // CHECK-FIXES: co_return co_await size_of(text);
  // CHECK-FIX-NOTES: co_return co_await size_of(text);
}
struct session {
  int state = 0;
  asio::awaitable<void> run() {
    state = 1;
    co_return;
  }
};
void starts(asio::io_context &context) {
  session local;
  asio::co_spawn(context, local.run(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the task that 'run' returns refers to 'local', which is gone while the task runs on [async-dangling-task]
}
void runs() {
  asio::io_context context;
  session local;
  auto executor = context.get_executor();
  asio::co_spawn(executor, local.run(), asio::detached);
  context.run();
}
asio::awaitable<void> joins(asio::io_context &context) {
  session local;
  co_await asio::co_spawn(context, local.run(), asio::use_awaitable);
}

// A task that hands out its result once.

cppcoro::task<int> length(const std::string &text) { co_return int(text.size()); }
cppcoro::task<int> keeps() {
  auto task = length("x");
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'length' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-4]]:46: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: a variable with a name lives as long as the task
  // CHECK-FIX-NOTES: std::string text = "x";
  // CHECK-FIX-NOTES: auto task = length(text);
  co_return co_await task;
}
cppcoro::task<int> forwards(std::string text) { return length(text); }
// CHECK-MESSAGES: :[[@LINE-1]]:56: warning: the task that 'length' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
// CHECK-MESSAGES: :[[@LINE-12]]:46: note: it is taken by reference here
// CHECK-FIXES: cppcoro::task<int> forwards(std::string text) { co_return co_await length(text); }
// CHECK-FIX-NOTES: cppcoro::task<int> forwards(std::string text) { co_return co_await length(text); }
