// RUN: %prove %s
// What takes a task of any value and hands that back, and parks the thread in sight, is a wait.

#include "acme/task.h"
#include <future>
#include <optional>

std::future<void> start(acme::task<> work);

template <typename T> acme::task<> keep(acme::task<T> work, std::optional<T> &result) {
  result = co_await std::move(work);
}

namespace app {
template <typename T> T finish(acme::task<T> work) {
  std::optional<T> result;
  start(keep(std::move(work), result)).get();
  return *std::move(result);
}
void finish(acme::task<> work) { start(std::move(work)).get(); }

struct runtime {
  template <typename T> T run(acme::task<T> work) { return work.get(); }
};
} // namespace app

acme::task<int> ask(const char *of);
acme::task<> send(const char *to);

static int count() { return app::finish(ask("a")) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'finish' blocks the thread that runs coroutine 'user' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'count' could await the task
// CHECK-MESSAGES: :[[@LINE+18]]:3: note: coroutine 'user' calls 'count' here
// CHECK-FIXES: static acme::task<int> count() { co_return co_await ask("a") + 1; }
static void tell() { app::finish(send("b")); }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'finish' blocks the thread that runs coroutine 'user' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:13: note: as a coroutine, 'tell' could await the task
// CHECK-MESSAGES: :[[@LINE+15]]:3: note: coroutine 'user' calls 'tell' here
// CHECK-FIXES: static acme::task<> tell() { co_await send("b"); }
static int run(app::runtime &on) { return on.run(ask("c")); }
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'run' blocks the thread that runs coroutine 'user' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'run' could await the task
// CHECK-MESSAGES: :[[@LINE+12]]:3: note: coroutine 'user' calls 'run' here
// CHECK-FIXES: static acme::task<int> run(app::runtime &on) { co_return co_await ask("c"); }

// What does more with the value waits itself, and what only starts a task does not.
static int twice(acme::task<int> of) { return 2 * of.is_ready(); }
template <typename T> T first(acme::task<T>) { return T(); }
template <typename T> std::future<T> begin(acme::task<T>);
acme::task<> user(app::runtime &on) {
  count();
  // CHECK-FIXES: co_await count();
  tell();
  // CHECK-FIXES: co_await tell();
  run(on);
  // CHECK-FIXES: co_await run(on);
  twice(ask("d"));
  first(ask("e"));
  (void)begin(ask("f"));
  co_return;
}
