// RUN: %prove %s --config-option 'async.KeepAliveSinks=acme::pool::run;^keep_'
#include "acme/task.h"
#include <functional>

acme::task<> work();

namespace acme {
struct pool {
  void run(std::function<void()> callback);
  void start(std::function<void()> callback);
};
} // namespace acme
void keep_running(const std::function<void()> &callback);

void listed(acme::pool &pool) {
  pool.run(work);
  keep_running([]() -> acme::task<> { co_await work(); });
  pool.start(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: a callback that returns void starts the task itself: hand it to what runs tasks here
}
