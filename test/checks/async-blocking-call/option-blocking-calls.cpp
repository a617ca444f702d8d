// RUN: %prove %s --config-option "async.BlockingCalls=legacy::query;^block_;legacy::connection"
#include "acme/task.h"

namespace legacy {
int query(const char *what);
void block_forever();
struct connection {
  connection();
  explicit connection(const char *host);
  void query(); // Another one.
};
} // namespace legacy

acme::task<int> coroutine() {
  legacy::block_forever();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'block_forever' blocks the thread that runs this coroutine [async-blocking-call]
  legacy::connection none;
  legacy::connection made("host");
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'legacy::connection' blocks the thread that runs this coroutine [async-blocking-call]
  made.query();
  co_return legacy::query("rows");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'query' blocks the thread that runs this coroutine [async-blocking-call]
}
