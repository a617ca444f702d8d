// RUN: %prove %s
// What a project calls the task type of a library is how a fix writes it.
#include "acme/task.h"
#include <string>
#include <utility>

namespace shop {
template <typename T> using Job = acme::task<T>;
template <typename T> using Counted = Job<std::pair<T, int>>;

Job<int> fetch(int id);
Job<bool> flush();
Counted<std::string> named();

static int load(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'sync_wait' blocks the thread that runs coroutine 'total' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'load' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:30: note: coroutine 'total' calls 'load' here
// CHECK-FIXES: static Job<int> load(int id) { co_return co_await fetch(id); }
Job<int> total() { co_return load(1); }
// CHECK-FIXES: Job<int> total() { co_return co_await load(1); }

// Of a result that no function has yet.
static std::string name() { return acme::sync_wait(fetch(1)) ? "one" : "none"; }
// CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'sync_wait' blocks the thread that runs coroutine 'size' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:20: note: as a coroutine, 'name' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:35: note: coroutine 'size' calls 'name' here
// CHECK-FIXES: static Job<std::string> name() { co_return co_await fetch(1) ? "one" : "none"; }
Job<int> size() { co_return (int) name().size(); }
// CHECK-FIXES: Job<int> size() { co_return (int) (co_await name()).size(); }

// Nobody shows how void is written.
static void settle() { acme::sync_wait(flush()); }
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'sync_wait' blocks the thread that runs coroutine 'settled' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:13: note: as a coroutine, 'settle' could await the task
// CHECK-MESSAGES: :[[@LINE+3]]:3: note: coroutine 'settled' calls 'settle' here
// CHECK-FIXES: static Job<void> settle() { co_await flush(); }
Job<int> settled() {
  settle();
  // CHECK-FIXES: co_await settle();
  co_return 0;
}
} // namespace shop

// In other scopes.
namespace shop::online {
static long pay() { return acme::sync_wait(fetch(2)); }
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'sync_wait' blocks the thread that runs coroutine 'paid' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:13: note: as a coroutine, 'pay' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:35: note: coroutine 'paid' calls 'pay' here
// CHECK-FIXES: static Job<long> pay() { co_return co_await fetch(2); }
Job<int> paid() { co_return (int) pay(); }
// CHECK-FIXES: Job<int> paid() { co_return (int) co_await pay(); }
} // namespace shop::online

static long outside() { return acme::sync_wait(shop::fetch(3)); }
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'sync_wait' blocks the thread that runs coroutine 'far' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:13: note: as a coroutine, 'outside' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:40: note: coroutine 'far' calls 'outside' here
// CHECK-FIXES: static shop::Job<long> outside() { co_return co_await shop::fetch(3); }
shop::Job<int> far() { co_return (int) outside(); }
// CHECK-FIXES: shop::Job<int> far() { co_return (int) co_await outside(); }

namespace other {
static int visit() { return acme::sync_wait(shop::fetch(4)); }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'sync_wait' blocks the thread that runs coroutine 'visited' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'visit' could await the task
// CHECK-MESSAGES: :[[@LINE+3]]:40: note: coroutine 'visited' calls 'visit' here
// CHECK-FIXES: static shop::Job<int> visit() { co_return co_await shop::fetch(4); }
struct visitor {
  shop::Job<int> visited() { co_return visit(); }
  // CHECK-FIXES: shop::Job<int> visited() { co_return co_await visit(); }
};
} // namespace other

// This alias is that of something else.
namespace pairs {
template <typename T> using counted_task = acme::task<std::pair<T, int>>;
counted_task<int> pair();
static int first() { return acme::sync_wait(pair()).first; }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'sync_wait' blocks the thread that runs coroutine 'both' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'first' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:58: note: coroutine 'both' calls 'first' here
// CHECK-FIXES: static shop::Job<int> first() { co_return (co_await pair()).first; }
counted_task<int> both() { co_return std::pair<int, int>(first(), 1); }
// CHECK-FIXES: counted_task<int> both() { co_return std::pair<int, int>(co_await first(), 1); }
} // namespace pairs
