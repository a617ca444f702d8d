// RUN: %prove %s
#include "acme/detached.h"
#include "acme/void.h"
#include <stdexcept>
#include <string>

acme::task<> work();
acme::task<int> load();
void step();
void log();

acme::fire_and_forget lost() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: an exception that leaves coroutine 'lost' is lost: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:32: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:23: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
acme::fatal_job ends_the_program() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'ends_the_program' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:38: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:17: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
acme::noexcept_job cannot_rethrow() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an exception that leaves coroutine 'cannot_rethrow' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:39: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:20: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
acme::rethrowing_job rethrown() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: an exception that leaves coroutine 'rethrown' is thrown at whoever resumes it: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:35: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:22: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
acme::throwing_job thrown_again() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an exception that leaves coroutine 'thrown_again' is thrown at whoever resumes it: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:37: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:20: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix

acme::fire_and_forget by_a_throw(bool wrong) {
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: an exception that leaves coroutine 'by_a_throw' is lost: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE+3]]:5: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:23: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
  if (wrong)
    throw std::runtime_error("wrong");
  co_return;
}
acme::fire_and_forget by_a_call() {
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: an exception that leaves coroutine 'by_a_call' is lost: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:23: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
  step();
  co_return;
}
acme::fire_and_forget by_a_pointer(void (*callback)()) {
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: an exception that leaves coroutine 'by_a_pointer' is lost: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:23: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
  callback();
  co_return;
}
acme::fire_and_forget by_the_library(const std::string &text) {
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: an exception that leaves coroutine 'by_the_library' is lost: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE+2]]:16: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:23: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
  int number = std::stoi(text);
  co_return;
}

// Something is caught, not everything.
acme::fatal_job one_type_only() {
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'one_type_only' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE+3]]:5: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:17: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
  try {
    co_await work();
  } catch (const std::runtime_error &) {
  }
}
// Something is guarded, not everything.
acme::fatal_job the_rest_is_open() {
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'the_rest_is_open' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE+7]]:3: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:17: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
  try {
    co_await work();
  } catch (...) {
    log();
  }
  co_await work();
}
// The handler throws.
acme::fatal_job thrown_by_the_handler() {
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'thrown_by_the_handler' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE+6]]:5: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:17: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
  try {
    co_await work();
  } catch (...) {
    log();
    throw;
  }
}

// What a coroutine in sight throws comes back with its task.
acme::task<> throws() {
  step();
  co_return;
}
acme::fatal_job awaits_it() { co_await throws(); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves coroutine 'awaits_it' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:31: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:17: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix

// A void coroutine whose signature somebody else has chosen.
struct ClickEvent {};
void clicked(ClickEvent) { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: an exception that leaves coroutine 'clicked' is lost: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:28: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:6: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
void tick() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: an exception that leaves coroutine 'tick' is lost: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:15: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:6: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
void (*timer)() = tick;

struct actor {
  acme::fatal_job start();
};
acme::fatal_job actor::start() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: an exception that leaves coroutine 'start' ends the program: nobody awaits it [async-unguarded-detached]
// CHECK-MESSAGES: :[[@LINE-2]]:34: note: it may come from here
// CHECK-MESSAGES: :[[@LINE-3]]:24: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
