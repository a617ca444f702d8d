// RUN: %prove %s
#include "acme/task.h"
#include <string>
#include <vector>

acme::task<int> fetch(int id);
acme::task<> flush();

// Several callers and several waits: one edit for all.
static int first(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'sync_wait' blocks the thread that runs coroutine 'another' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'first' could await the task
// CHECK-MESSAGES: :[[@LINE+32]]:39: note: coroutine 'another' calls 'first' here
// CHECK-FIXES: static acme::task<int> first(int id) { co_return co_await fetch(id); }
static int second(int id) {
// CHECK-FIXES: static acme::task<int> second(int id) {
  int result = 0;
  for (int i = 0; i < id; ++i) {
    if (i == 3)
      continue;
    result += fetch(i).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread that runs coroutine 'caller' until the task completes [async-sync-over-async]
    // CHECK-MESSAGES: :[[@LINE-8]]:12: note: as a coroutine, 'second' could await the task
    // CHECK-MESSAGES: :[[@LINE+11]]:12: note: 'both' calls 'second' here
    // CHECK-MESSAGES: :[[@LINE+18]]:38: note: coroutine 'caller' calls 'both' here
    // CHECK-FIXES: result += co_await fetch(i);
  }
  return result;
  // CHECK-FIXES: co_return result;
}
static int both(int id) {
// CHECK-FIXES: static acme::task<int> both(int id) {
  if (first(id) > 1)
  // CHECK-FIXES: if (co_await first(id) > 1)
    return second(id);
    // CHECK-FIXES: co_return co_await second(id);
  while (first(id))
  // CHECK-FIXES: while (co_await first(id))
    --id;
  return first(id) ? first(id) : -second(id);
  // CHECK-FIXES: co_return co_await first(id) ? co_await first(id) : -co_await second(id);
}
acme::task<int> caller() { co_return both(1); }
// CHECK-FIXES: acme::task<int> caller() { co_return co_await both(1); }
acme::task<int> another() { co_return first(2) + co_await fetch(1); }
// CHECK-FIXES: acme::task<int> another() { co_return co_await first(2) + co_await fetch(1); }

// Recursion, and functions that call each other.
static int depth(int id) {
// CHECK-FIXES: static acme::task<int> depth(int id) {
  if (id == 0)
    return acme::sync_wait(fetch(0));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'sync_wait' blocks the thread that runs coroutine 'recursive' until the task completes [async-sync-over-async]
    // CHECK-MESSAGES: :[[@LINE-5]]:12: note: as a coroutine, 'depth' could await the task
    // CHECK-MESSAGES: :[[@LINE+5]]:41: note: coroutine 'recursive' calls 'depth' here
    // CHECK-FIXES: co_return co_await fetch(0);
  return depth(id - 1) + 1;
  // CHECK-FIXES: co_return co_await depth(id - 1) + 1;
}
acme::task<int> recursive() { co_return depth(3); }
// CHECK-FIXES: acme::task<int> recursive() { co_return co_await depth(3); }

static int odd(int id);
// CHECK-FIXES: static acme::task<int> odd(int id);
static int even(int id) { return id == 0 ? fetch(0).get() : odd(id - 1); }
// CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'get' blocks the thread that runs coroutine 'mutual' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'even' could await the task
// CHECK-MESSAGES: :[[@LINE+8]]:38: note: coroutine 'mutual' calls 'even' here
// CHECK-FIXES: static acme::task<int> even(int id) { co_return id == 0 ? co_await fetch(0) : co_await odd(id - 1); }
static int odd(int id) { return id == 0 ? fetch(1).get() : even(id - 1); }
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'get' blocks the thread that runs coroutine 'mutual' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'odd' could await the task
// CHECK-MESSAGES: :[[@LINE-8]]:61: note: 'even' calls 'odd' here
// CHECK-MESSAGES: :[[@LINE+2]]:38: note: coroutine 'mutual' calls 'even' here
// CHECK-FIXES: static acme::task<int> odd(int id) { co_return id == 0 ? co_await fetch(1) : co_await even(id - 1); }
acme::task<int> mutual() { co_return even(4); }
// CHECK-FIXES: acme::task<int> mutual() { co_return co_await even(4); }

// One of the callers can never be a coroutine.
static int shared(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'sync_wait' blocks the thread that runs coroutine 'also_calls' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'shared' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:42: note: coroutine 'also_calls' calls 'shared' here
int main() { return shared(0); }
acme::task<int> also_calls() { co_return shared(1); }

static int in_constructor(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'sync_wait' blocks the thread that runs coroutine 'makes' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'in_constructor' could await the task
// CHECK-MESSAGES: :[[@LINE+5]]:37: note: coroutine 'makes' calls 'in_constructor' here
struct made {
  made() : value(in_constructor(1)) {}
  int value;
};
acme::task<int> makes() { co_return in_constructor(2) + made().value; }

static int in_destructor(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'sync_wait' blocks the thread that runs coroutine 'leaves' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'in_destructor' could await the task
// CHECK-MESSAGES: :[[@LINE+6]]:13: note: coroutine 'leaves' calls 'in_destructor' here
struct gone {
  ~gone() { in_destructor(1); }
};
acme::task<int> leaves() {
  gone guard;
  co_return in_destructor(2);
}

// One of the calls stands where nothing can be awaited.
static int handled(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'sync_wait' blocks the thread that runs coroutine 'handles' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'handled' could await the task
// CHECK-MESSAGES: :[[@LINE+5]]:15: note: coroutine 'handles' calls 'handled' here
acme::task<int> handles() {
  try {
    co_await flush();
  } catch (...) {
    co_return handled(1);
  }
  co_return 0;
}

static int once(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'sync_wait' blocks the thread that runs coroutine 'keeps' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'once' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:22: note: coroutine 'keeps' calls 'once' here
acme::task<int> keeps() {
  static int value = once(1);
  co_await flush();
  co_return value;
}

// Its type is asked for, it is handed on, or it stands in a default argument.
static int typed(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'sync_wait' blocks the thread that runs coroutine 'asks_for_type' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'typed' could await the task
// CHECK-MESSAGES: :[[@LINE+3]]:17: note: coroutine 'asks_for_type' calls 'typed' here
acme::task<int> asks_for_type() {
  std::vector<decltype(typed(1))> all;
  all.push_back(typed(2));
  co_return all[0];
}

static int measured(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'sync_wait' blocks the thread that runs coroutine 'measures' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'measured' could await the task
// CHECK-MESSAGES: :[[@LINE+1]]:62: note: coroutine 'measures' calls 'measured' here
acme::task<int> measures() { co_return sizeof(measured(1)) + measured(2); }

static int pointed(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'sync_wait' blocks the thread that runs coroutine 'points' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'pointed' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:38: note: coroutine 'points' calls 'pointed' here
int (*pointer)(int) = pointed;
acme::task<int> points() { co_return pointed(2); }

static int standard() { return acme::sync_wait(fetch(0)); }
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'sync_wait' blocks the thread that runs coroutine 'defaulted' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'standard' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:41: note: coroutine 'defaulted' calls 'standard' here
int with_default(int value = standard());
acme::task<int> defaulted() { co_return standard() + with_default(); }

static int initial() { return acme::sync_wait(fetch(0)); }
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'sync_wait' blocks the thread that runs coroutine 'initialised' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'initial' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:43: note: coroutine 'initialised' calls 'initial' here
int global = initial();
acme::task<int> initialised() { co_return initial() + global; }

// The wait cannot be replaced.
static int in_handler(int id) {
  try {
    return id;
  } catch (...) {
    return acme::sync_wait(fetch(id));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'sync_wait' blocks the thread that runs coroutine 'falls_back' until the task completes [async-sync-over-async]
    // CHECK-MESSAGES: :[[@LINE-6]]:12: note: as a coroutine, 'in_handler' could await the task
    // CHECK-MESSAGES: :[[@LINE+3]]:42: note: coroutine 'falls_back' calls 'in_handler' here
  }
}
acme::task<int> falls_back() { co_return in_handler(1); }

// A lock would be held while the coroutine is suspended.
struct mutex {
  void lock();
  void unlock();
};
struct guard {
  explicit guard(mutex &mutex) : held(mutex) { held.lock(); }
  ~guard() { held.unlock(); }
  mutex &held;
};
mutex all;
static int locked(int id) {
  guard lock(all);
  return acme::sync_wait(fetch(id));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sync_wait' blocks the thread that runs coroutine 'locks' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-4]]:12: note: as a coroutine, 'locked' could await the task
  // CHECK-MESSAGES: :[[@LINE+2]]:37: note: coroutine 'locks' calls 'locked' here
}
acme::task<int> locks() { co_return locked(1); }

static int unlocked_by_hand(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'sync_wait' blocks the thread that runs coroutine 'locks_by_hand' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'unlocked_by_hand' could await the task
// CHECK-MESSAGES: :[[@LINE+3]]:15: note: coroutine 'locks_by_hand' calls 'unlocked_by_hand' here
acme::task<int> locks_by_hand() {
  all.lock();
  int value = unlocked_by_hand(1);
  all.unlock();
  co_return value;
}

static int unlocked(int id) { return acme::sync_wait(fetch(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'sync_wait' blocks the thread that runs coroutine 'holds' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'unlocked' could await the task
// CHECK-MESSAGES: :[[@LINE+3]]:13: note: coroutine 'holds' calls 'unlocked' here
acme::task<int> holds() {
  guard lock(all);
  co_return unlocked(1);
}
