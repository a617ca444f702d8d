// RUN: %prove %s --config-option 'async.VoidCallbackSinks=acme::pool::run;^on_;timer'
#include "acme/task.h"

acme::task<> work();

namespace acme {
struct pool {
  template <typename F> void run(int priority, F f) {}
  template <typename F> void start(F f);
};
struct timer {
  template <typename F> timer(int milliseconds, F f);
};
} // namespace acme
template <typename F> void on_click(F f) {}
template <typename F> void click(F f);

void listed(acme::pool &pool) {
  pool.run(1, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'acme::pool::run' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  on_click([]() -> acme::task<> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'on_click' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  acme::timer timer(10, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'acme::timer' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:25: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  pool.start(work);
  click(work);
}
