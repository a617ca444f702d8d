// RUN: %prove %s
#include "acme/task.h"

// Eager tasks that nobody awaits, and whose end the function learns of in another way.

struct event_loop {
  void exec();
  void quit();
};
struct session {
  event_loop loop;
  bool is_done = false;
};
template <typename F> void invoke_later(event_loop &, F f) { f(); }

acme::job<int> load(event_loop &loop);
acme::job<int> run_session(session &context);
acme::job<int> count(int &result);
[[nodiscard]] acme::job<int> must_load(event_loop &loop);
acme::task<> lazy_load(event_loop &loop);
void show(int);

void quits_the_loop() {
  event_loop loop;
  load(loop);
  loop.exec();
}

void quits_a_loop_inside() {
  session context;
  run_session(context);
  if (!context.is_done)
    context.loop.exec();
}

int leaves_a_result(event_loop &loop) {
  int result = 0;
  count(result);
  loop.exec();
  return result;
}

void quits_from_a_closure() {
  event_loop loop;
  auto work = [&]() -> acme::job<int> {
    loop.quit();
    co_return 0;
  };
  invoke_later(loop, [&] { work(); });
  loop.exec();
}

// --- Nobody learns of the end ---

void the_loop_has_run(event_loop &loop) {
  loop.exec();
  // CHECK-MESSAGES: :[[@LINE+2]]:3: warning: the task that 'load' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  load(loop);
}

void another_loop(event_loop &loop, event_loop &other) {
  // CHECK-MESSAGES: :[[@LINE+2]]:3: warning: the task that 'load' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  load(loop);
  other.exec();
}

void never_looks_again(event_loop &loop) {
  int result = 0;
  // CHECK-MESSAGES: :[[@LINE+2]]:3: warning: the task that 'count' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  count(result);
  loop.exec();
}

void looks_too_early(event_loop &loop) {
  int result = 0;
  // CHECK-MESSAGES: :[[@LINE+2]]:3: warning: the task that 'count' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  count(result);
  show(result);
  loop.exec();
}

void must_not_be_dropped(event_loop &loop) {
  // CHECK-MESSAGES: :[[@LINE+2]]:3: warning: the task that 'must_load' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  must_load(loop);
  loop.exec();
}

void never_starts(event_loop &loop) {
  // CHECK-MESSAGES: :[[@LINE+2]]:3: warning: the task that 'lazy_load' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: this function is not a coroutine and cannot await it: hand it to what runs tasks here, or return it
  lazy_load(loop);
  loop.exec();
}

acme::job<int> could_await(event_loop &loop) {
  // CHECK-MESSAGES: :[[@LINE+2]]:3: warning: the task that 'load' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-FIXES: co_await load(loop);
  load(loop);
  loop.exec();
  co_return 0;
}
