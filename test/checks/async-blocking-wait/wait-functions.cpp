// RUN: %prove %s
// What takes a task of any value and hands that back, and parks the thread in sight, is a wait.

#include "acme/task.h"
#include <thread>

namespace app {
template <typename T> T finish(acme::task<T> work) { return work.get(); }
template <typename T> T result(acme::task<T> &work);
template <typename T> T take(acme::task<T> &work) {
  if (!work.is_ready())
    throw 1;
  return work.get();
}
template <typename T> T value_or(acme::task<T> &work, T other) {
  return work.is_ready() ? work.get() : other;
}
template <typename T> T timed(T value, acme::task<T> work) {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  return work.is_ready() ? value : T();
}
} // namespace app

acme::task<int> ask();

acme::task<int> user() {
  int sum = app::finish(ask());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'finish' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: int sum = co_await ask();
  // Nobody sees what the first does, the next two wait for nobody, and the last for the time.
  auto later = ask();
  sum += app::result(later) + app::take(later) + app::value_or(later, 3);
  sum += app::timed(1, std::move(later)); // NOLINT(async-blocking-call)
  co_return sum;
}
