// RUN: %prove %s
#include "acme/task.h"
#include <cerrno>
#include <cstdlib>
#include <string>
#include <vector>

// What was set on one thread is read on another.

acme::task<> work();
acme::task<int> number();
void use(int n);
void log(const std::string &text);

struct context {
  static thread_local context *current;
  int id = 0;
  std::string name;
};
thread_local int level = 0;
thread_local std::string user;
thread_local std::vector<int> scratch;

acme::task<int> member_of_the_current() {
  context::current->id = 1;
  co_await work();
  co_return context::current->id;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'current' may be that of another thread by now: what was set is that of the thread before the suspension [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is set here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> pointer(context &mine) {
  context::current = &mine;
  co_await work();
  use(context::current->id);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'current' may be that of another thread by now: what was set is that of the thread before the suspension [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is set here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> number_of_the_thread() {
  level = 3;
  use(level);
  co_await work();
  use(level);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'level' may be that of another thread by now: what was set is that of the thread before the suspension [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: it is set here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> object() {
  user = "me";
  co_await work();
  log(user);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'user' may be that of another thread by now: what was set is that of the thread before the suspension [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is set here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> set_again() {
  level = 3;
  co_await work();
  level = 4;
  use(level);
}

acme::task<> pointer_set_again(context &mine) {
  context::current->id = 1;
  co_await work();
  context::current = &mine;
  use(context::current->id);
}

acme::task<> another_member() {
  context::current->id = 1;
  co_await work();
  log(context::current->name);
}

acme::task<> read_before() {
  level = 3;
  use(level);
  co_await work();
}

acme::task<> only_read() {
  use(level);
  co_await work();
  use(level);
}

acme::task<> each_thread_has_one() {
  scratch.clear();
  co_await work();
  scratch.push_back(1);
}

acme::task<> on_each_side() {
  level += 1;
  co_await work();
  level += 1;
}

// --- errno ---

acme::task<int> asked_before() {
  if (errno == EBADF)
    co_return -1;
  co_await work();
  co_return errno;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'errno' may be that of another thread than the one that was asked for it before the coroutine was suspended [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-5]]:7: note: it is asked for here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> asked_twice() {
  use(errno);
  co_await work();
  use(errno);
}

acme::task<> asked_in_a_condition() {
  while (errno == EINTR) {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'errno' may be that of another thread than the one that was asked for it before the coroutine was suspended [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE+3]]:9: note: it is asked for here
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: the coroutine may go on with another thread from here
    co_await work();
    if (errno != EINTR)
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'errno' may be that of another thread than the one that was asked for it before the coroutine was suspended [async-thread-local-across-await]
    // CHECK-MESSAGES: :[[@LINE-7]]:10: note: it is asked for here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may go on with another thread from here
      break;
  }
}

acme::task<> result_is_asked_for() {
  use(errno);
  int n = co_await number();
  use(n < 0 ? errno : n);
}

acme::task<> result_is_dropped() {
  use(errno);
  co_await number();
  use(errno);
}

acme::task<> cleared() {
  use(errno);
  errno = 0;
  co_await work();
  use(errno);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'errno' may be that of another thread by now: what was set is that of the thread before the suspension [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is set here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> cleared_for_the_next_call(const char *text) {
  errno = 0;
  co_await work();
  errno = 0;
  long n = std::strtol(text, nullptr, 10);
  use(errno ? -1 : int(n));
}

acme::task<> cleared_for_what_is_awaited() {
  errno = 0;
  int n = co_await number();
  use(errno ? -1 : n);
}

acme::task<> put_back(int error) {
  errno = error;
  co_await work();
  errno = error;
}

void call();
acme::task<> of_a_call_behind() {
  use(errno);
  co_await work();
  call();
  use(errno);
}
