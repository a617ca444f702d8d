// RUN: %prove %s
// A function that gives what it is given to a thread, which calls it once.
#include "acme/task.h"
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

acme::task<> step();
void use(int);

struct executor {
  template <typename F> void post(F work) { std::thread(std::move(work)).detach(); }
  template <typename F> void keep(F work) { kept.push_back(std::move(work)); }
  std::vector<std::function<void()>> kept;
};

void posts(executor &pool, std::shared_ptr<int> number) {
  pool.post([number]() noexcept -> acme::fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE+3]]:10: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:13: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await step();
    use(*number);
  });
  pool.keep([number]() noexcept -> acme::fire_and_forget {
    co_await step();
    use(*number);
  });
  pool.post([number]() noexcept -> acme::fire_and_forget {
    use(*number);
    co_await step();
  });
}
