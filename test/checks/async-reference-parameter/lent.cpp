// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"
#include "mock.h"
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Eager: the coroutine runs on without whoever dropped its job.
template <typename T> struct job : mock::awaiter<T> {
  using promise_type = mock::eager<job, T>;
  ~job();
};

struct request {
  std::string from;
  std::vector<std::string> lines;
  std::chrono::seconds pause;
};

job<int> count(const std::vector<std::string> &lines);
job<int> length(std::string_view text);
job<int> all(job<int>, job<int>);
job<void> wait(const std::chrono::seconds &time);
job<void> keep(std::string text);
job<void> take(std::string &&text);
void log(const std::string &text);

job<int> at_once(const std::string &text) {
  int n = int(text.size());
  co_await keep(text);
  co_return n;
}
job<int> late(const std::string &text) {
  co_await keep("late");
  log(text);
  co_return 1;
}

// It is in use while the task that it is lent to runs.

acme::fire_and_forget lends_all(const std::vector<std::string> &lines) {
// CHECK-MESSAGES: :[[@LINE-1]]:65: warning: parameter 'lines' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+2]]:26: note: it is used here
// CHECK-FIXES: acme::fire_and_forget lends_all(std::vector<std::string> lines) {
  int n = co_await count(lines);
  log(std::to_string(n));
}

acme::fire_and_forget lends_a_part(request &&r) {
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: parameter 'r' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+2]]:18: note: it is used here
// CHECK-FIXES: acme::fire_and_forget lends_a_part(request r) {
  co_await count(r.lines);
}

acme::fire_and_forget lends_a_view(const std::string &text) {
// CHECK-MESSAGES: :[[@LINE-1]]:55: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+2]]:19: note: it is used here
// CHECK-FIXES: acme::fire_and_forget lends_a_view(std::string text) {
  co_await length(text);
}

acme::fire_and_forget lends_to_each(std::string_view text, int n) {
// CHECK-MESSAGES: :[[@LINE-1]]:54: warning: parameter 'text' is a view of what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+2]]:39: note: it is used here
// CHECK-MESSAGES: :[[@LINE-3]]:54: note: a class that owns its elements is copied into the frame of the coroutine
  co_await all(length("none"), length(text));
}

acme::fire_and_forget lends_in_sight(const std::string &text) {
// CHECK-MESSAGES: :[[@LINE-1]]:57: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+2]]:17: note: it is used here
// CHECK-FIXES: acme::fire_and_forget lends_in_sight(std::string text) {
  co_await late(text);
}

acme::fire_and_forget lends_by_another_name(const request &r) {
// CHECK-MESSAGES: :[[@LINE-1]]:60: warning: parameter 'r' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+3]]:18: note: it is used here
// CHECK-FIXES: acme::fire_and_forget lends_by_another_name(request r) {
  const auto &lines = r.lines;
  co_await count(lines);
}

// A caller gives it away, whatever others do.

job<int> handle(request &&r) {
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: parameter 'r' is a reference to what may be gone when the coroutine uses it: a caller lets the task live on without what it gave [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+8]]:50: note: nobody waits for this task
// CHECK-MESSAGES: :[[@LINE+2]]:26: note: it is used here
// CHECK-FIXES: job<int> handle(request r) {
  int n = co_await count(r.lines);
  co_return n + 1;
}
job<int> handles_one(request r) { co_return co_await handle(std::move(r)); }
std::vector<job<int>> running;
void handles_many(request r) { running.push_back(handle(std::move(r))); }

// Dropped on purpose, the coroutine runs on.

job<int> report(const std::string &text) {
// CHECK-MESSAGES: :[[@LINE-1]]:36: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: a caller lets the task live on without what it gave [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+7]]:30: note: nobody waits for this task
// CHECK-MESSAGES: :[[@LINE+3]]:7: note: it is used here
// CHECK-FIXES: job<int> report(std::string text) {
  co_await keep("first");
  log(text);
  co_return 0;
}
void reports(int id) { (void)report("bus " + std::to_string(id)); }

job<int> report_view(std::string_view text) {
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: parameter 'text' is a view of what may be gone when the coroutine uses it: a caller lets the task live on without what it gave [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+8]]:9: note: nobody waits for this task
// CHECK-MESSAGES: :[[@LINE+2]]:27: note: it is used here
// CHECK-MESSAGES: :[[@LINE-4]]:39: note: a class that owns its elements is copied into the frame of the coroutine
  int n = co_await length(text);
  co_return n;
}
void reports_local() {
  std::string text = "local";
  (void)report_view(text);
}

// It has been copied when the coroutine is suspended.

acme::fire_and_forget copies(const std::string &text) { co_await keep(text); }
acme::fire_and_forget copies_in_sight(const std::string &text) {
  co_await at_once(text);
}
acme::fire_and_forget copies_a_number(const request &r) { co_await wait(r.pause); }
acme::fire_and_forget reads(const std::vector<std::string> &lines) {
  co_await keep(lines[0] + lines[1]);
}
acme::fire_and_forget gives_away(std::string text) { co_await take(std::move(text)); }
acme::fire_and_forget lends_own(request r) { co_await count(r.lines); }

// Somebody waits, or it lives on.

job<int> awaited(const std::string &text) {
  co_return co_await length(text);
}
job<int> awaits(int id) { co_return co_await awaited("bus " + std::to_string(id)); }

const std::string name = "global";
job<int> dropped(const std::string &text) { co_return co_await length(text); }
void drops() { (void)dropped(name); }

job<int> early(const std::string &text) {
  log(text);
  co_await keep("early");
  co_return 0;
}
void drops_early() { (void)early("a" + name); }
