// RUN: %prove %s
#include "acme/task.h"
#include <future>

acme::task<int> number(int n = 0);

struct pool {
  template <typename F> auto submit(F f) -> acme::job<decltype(f())> { return {}; }
};

#define RUN(call) call
#define WAIT(task) sync_wait(task)
#define OFFLOAD(pool, work) co_await pool.submit([&] { return work; })
#define NUMBER number()

// A macro wrote a part: reported, and never edited.
acme::task<> macros(pool &pool) {
  OFFLOAD(pool, number().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  co_await pool.submit([] { return WAIT(number()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  RUN(co_await pool.submit([] { return number().get(); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  co_await pool.submit([] { return sync_wait(NUMBER); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'submit' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  RUN(co_await number());
}
