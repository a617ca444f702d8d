// RUN: %prove %s
// RUN: %prove %s --config-option async.TaskType=acme::task
// The base class and the first declaration of 'log' know no task yet.
struct monitor {
  virtual ~monitor() = default;
  virtual void see(int) = 0;
};
void log();

#include "acme/task.h"
#include "acme/void.h"

acme::task<> work();

struct fence : monitor {
  void see(int) override { co_await work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: coroutine 'see' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
};

void log() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: coroutine 'log' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
