// RUN: %prove %s --config-option 'async.SpawnFunctions=acme::fire;^launch_'
#include "acme/task.h"

namespace acme {
void fire(task<> work);
void gather(task<> work);
} // namespace acme
template <typename F> void launch_later(F work) {}

acme::task<> unseen();
acme::task<> tick() { co_await unseen(); }

void ordinary() {
  acme::fire(tick());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves coroutine 'tick': the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-5]]:23: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-6]]:14: note: put the whole body into 'try' and 'catch (...)'
  launch_later([]() -> acme::task<> { co_await unseen(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody learns of an exception that leaves this coroutine lambda: the task is started here and let go of [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE-2]]:39: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-3]]:16: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
  acme::fire(unseen());
  acme::gather(tick());
}
