// RUN: %prove %s
// Coroutines whose closures are kept, and that refer to what is not.
#include "acme/task.h"
#include <memory>
#include <string>
#include <vector>

namespace asio {
struct detached_t {};
constexpr detached_t detached;
struct io_context {
  ~io_context();
  void run();
};
template <typename Work, typename Token> void co_spawn(io_context &, Work, Token) {}
} // namespace asio

acme::task<> step();
acme::task<> serve(int port);
acme::task<> read(std::string &into);

void starts(asio::io_context &context, int given) {
  int port = given + 1;
  asio::co_spawn(context, [&]() noexcept -> acme::task<> { co_await serve(port); }, asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'port' is gone while this coroutine runs on: nobody waits for it in this scope [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is started here
  // CHECK-MESSAGES: :[[@LINE-3]]:75: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:27: note: captured by value, it goes with the closure, which is kept
  // CHECK-FIX-NOTES: asio::co_spawn(context, [&, port]() noexcept -> acme::task<> { co_await serve(port); }, asio::detached);
  std::string line;
  asio::co_spawn(context, [&line]() noexcept -> acme::task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'line' is gone while this coroutine runs on: nobody waits for it in this scope [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is started here
  // CHECK-MESSAGES: :[[@LINE+1]]:19: note: a capture is used here
    co_await read(line);
  }, asio::detached);
}
acme::task<> starts_others(asio::io_context &context, std::vector<int> ports) {
  co_await step();
  for (int port : ports)
    asio::co_spawn(context, [&port]() noexcept -> acme::task<> { co_await serve(port); }, asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'port' is gone while this coroutine runs on: nobody waits for it in this scope [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:5: note: it is started here
  // CHECK-MESSAGES: :[[@LINE-3]]:81: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:29: note: captured by value, it goes with the closure, which is kept
  // CHECK-FIX-NOTES: asio::co_spawn(context, [port]() noexcept -> acme::task<> { co_await serve(port); }, asio::detached);
  co_await step();
}

// What is captured is there until the end.
void keeps(asio::io_context &context, std::string &given) {
  auto line = std::make_shared<std::string>();
  asio::co_spawn(context, [line]() noexcept -> acme::task<> { co_await read(*line); }, asio::detached);
  asio::co_spawn(context, [&given]() noexcept -> acme::task<> { co_await read(given); }, asio::detached);
  static std::string all;
  asio::co_spawn(context, [&]() noexcept -> acme::task<> { co_await read(all); }, asio::detached);
}
void runs() {
  asio::io_context context;
  int port = 1;
  asio::co_spawn(context, [&]() noexcept -> acme::task<> { co_await serve(port); }, asio::detached);
  context.run();
}
acme::task<> waits(asio::io_context &context) {
  std::string line;
  asio::co_spawn(context, [&]() noexcept -> acme::task<> { co_await read(line); }, asio::detached);
  co_await step();
}

int main(int count, char **) {
  asio::io_context context;
  std::string line;
  asio::co_spawn(context, [&]() noexcept -> acme::task<> { co_await read(line); }, asio::detached);
  for (int i = 0; i != count; ++i) {
    int port = 80 + i;
    asio::co_spawn(context, [&]() noexcept -> acme::task<> { co_await serve(port); }, asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'port' is gone while this coroutine runs on: nobody waits for it in this scope [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: it is started here
    // CHECK-MESSAGES: :[[@LINE-3]]:77: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:29: note: captured by value, it goes with the closure, which is kept
    // CHECK-FIX-NOTES: asio::co_spawn(context, [&, port]() noexcept -> acme::task<> { co_await serve(port); }, asio::detached);
  }
  context.run();
}

// A task that can be let go of, and takes a word on how.
struct loose {
  struct promise_type {
    loose get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void();
    void unhandled_exception();
  };
  loose(loose &&);
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  void detach(int priority = 0);
  void Detach();
};
acme::task<> rest();
void lets_go(int n) {
  [n]() -> loose {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await rest();
    int own = n;
  }().detach();
  [n]() -> loose {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the captures of this coroutine belong to its closure, which is destroyed at the end of this full expression: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await rest();
    int own = n;
  }().Detach();
  [](int n) -> loose {
    co_await rest();
    int own = n;
  }(n).detach();
}
