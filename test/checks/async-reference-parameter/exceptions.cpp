// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"
#include <exception>
#include <string>
#include <string_view>

acme::task<> step();
acme::task<int> quiet() noexcept;
void use(std::string_view);
void prepare();

// A handler runs behind the suspension that threw.

acme::fire_and_forget tells(const std::string &name) {
// CHECK-MESSAGES: :[[@LINE-1]]:48: warning: parameter 'name' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+5]]:9: note: it is used here
// CHECK-FIXES: acme::fire_and_forget tells(std::string name) {
  try {
    co_await step();
  } catch (const std::exception &) {
    use(name);
  }
}

acme::fire_and_forget tells_outside(std::string &&name) {
// CHECK-MESSAGES: :[[@LINE-1]]:51: warning: parameter 'name' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+8]]:9: note: it is used here
// CHECK-FIXES: acme::fire_and_forget tells_outside(std::string name) {
  try {
    try {
      co_await step();
    } catch (const std::bad_exception &) {
    }
  } catch (...) {
    use(name);
  }
}

acme::fire_and_forget tells_behind(const std::string &name) {
// CHECK-MESSAGES: :[[@LINE-1]]:55: warning: parameter 'name' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+10]]:9: note: it is used here
// CHECK-FIXES: acme::fire_and_forget tells_behind(std::string name) {
  bool failed = false;
  try {
    co_await step();
    co_return;
  } catch (...) {
    failed = true;
  }
  if (failed)
    use(name);
}

acme::fire_and_forget tries_again(std::string_view name) {
// CHECK-MESSAGES: :[[@LINE-1]]:52: warning: parameter 'name' is a view of what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+4]]:11: note: it is used here
// CHECK-MESSAGES: :[[@LINE-3]]:52: note: a class that owns its elements is copied into the frame of the coroutine
  for (;;) {
    try {
      use(name);
      co_await step();
      co_return;
    } catch (...) {
    }
  }
}

// What throws before the coroutine is suspended leads there as well.

acme::fire_and_forget tells_early(const std::string &name) {
  try {
    prepare();
  } catch (...) {
    use(name);
  }
  try {
    co_await step();
  } catch (...) {
  }
}

// Nothing throws behind the suspension.

struct signal {
  bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};

acme::fire_and_forget only_waits(const std::string &name) {
  try {
    use(name);
    prepare();
    co_await signal();
  } catch (...) {
    use(name);
  }
}

acme::task<> caught() {
  try {
    co_await step();
  } catch (...) {
  }
}

acme::fire_and_forget awaits_what_catches(const std::string &name) {
  try {
    prepare();
    co_await caught();
  } catch (...) {
    use(name);
  }
}
