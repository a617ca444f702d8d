// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"
#include <memory>
#include <string>
#include <string_view>
#include <vector>

acme::task<> step();
std::string make();
void use(std::string_view);

// Nobody can wait.

acme::fire_and_forget log(const std::string &text) {
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+3]]:7: note: it is used here
// CHECK-FIXES: acme::fire_and_forget log(std::string text) {
  co_await step();
  use(text);
}
acme::fire_and_forget log_moved(std::string &&text) {
// CHECK-MESSAGES: :[[@LINE-1]]:47: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+3]]:7: note: it is used here
// CHECK-FIXES: acme::fire_and_forget log_moved(std::string text) {
  co_await step();
  use(text);
}
acme::fire_and_forget log_view(std::string_view text) {
// CHECK-MESSAGES: :[[@LINE-1]]:49: warning: parameter 'text' is a view of what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+3]]:7: note: it is used here
// CHECK-MESSAGES: :[[@LINE-3]]:49: note: a class that owns its elements is copied into the frame of the coroutine
  co_await step();
  use(text);
}
acme::fire_and_forget keep(std::shared_ptr<int> const &alive) {
// CHECK-MESSAGES: :[[@LINE-1]]:56: warning: parameter 'alive' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+3]]:23: note: it is used here
// CHECK-FIXES: acme::fire_and_forget keep(std::shared_ptr<int> alive) {
  co_await step();
  use(std::to_string(*alive));
}
acme::fire_and_forget in_loop(const std::string &text, int n) {
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+3]]:9: note: it is used here
// CHECK-FIXES: acme::fire_and_forget in_loop(std::string text, int n) {
  for (int i = 0; i < n; ++i) {
    use(text);
    co_await step();
  }
}
acme::fire_and_forget change(std::string &text) {
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: a caller lets the task live on without what it gave [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+7]]:3: note: nobody waits for this task
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is used here
  co_await step();
  text = "done";
}
void changes_local() {
  std::string text;
  change(text);
}

// A caller starts the task and goes on.

acme::task<> session(const std::string &name) {
// CHECK-MESSAGES: :[[@LINE-1]]:41: warning: parameter 'name' is a reference to what may be gone when the coroutine uses it: a caller lets the task live on without what it gave [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+6]]:52: note: nobody waits for this task
// CHECK-MESSAGES: :[[@LINE+3]]:7: note: it is used here
// CHECK-FIXES: acme::task<> session(std::string name) {
  co_await step();
  use(name);
}
void starts(const std::string &name) { acme::spawn(session(name)); }

acme::task<> other_session(std::string_view name) { use(name); co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: parameter 'name' is a view of what may be gone when the coroutine uses it: a caller lets the task live on without what it gave [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+5]]:30: note: nobody waits for this task
// CHECK-MESSAGES: :[[@LINE-3]]:57: note: it is used here
// CHECK-MESSAGES: :[[@LINE-4]]:45: note: a class that owns its elements is copied into the frame of the coroutine
struct server {
  std::string name;
  void start() { acme::spawn(other_session(name)); }
};
acme::task<> third_session(const std::string &name) { use(name); co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:47: warning: parameter 'name' is a reference to what may be gone when the coroutine uses it: a caller lets the task live on without what it gave [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+5]]:15: note: nobody waits for this task
// CHECK-MESSAGES: :[[@LINE-3]]:59: note: it is used here
// CHECK-FIXES: acme::task<> third_session(std::string name) { use(name); co_return; }
void starts_local() {
  std::string name = make();
  acme::spawn(third_session(name));
}

// A reference to a temporary, used when that may be gone.

acme::task<> store(std::string &&text) {
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: it stands for a temporary, which is gone when the coroutine goes on [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+3]]:7: note: it is used here
// CHECK-FIXES: acme::task<> store(std::string text) {
  co_await step();
  use(text);
}

// Every declaration changes.

struct base {
  virtual acme::fire_and_forget handle(const std::string &text);
  // CHECK-FIXES: virtual acme::fire_and_forget handle(std::string text);
};
struct derived : base {
  acme::fire_and_forget handle(const std::string& text) override {
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
  // CHECK-MESSAGES: :[[@LINE+3]]:9: note: it is used here
  // CHECK-FIXES: acme::fire_and_forget handle(std::string text) override {
    co_await step();
    use(text);
  }
};
acme::fire_and_forget base::handle(const std::string &) { co_return; }
// CHECK-FIXES: acme::fire_and_forget base::handle(std::string) { co_return; }

// The rounds of a loop suspend.

acme::fire_and_forget each(const std::vector<int> &numbers) {
// CHECK-MESSAGES: :[[@LINE-1]]:52: warning: parameter 'numbers' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+3]]:23: note: it is used here
// CHECK-FIXES: acme::fire_and_forget each(std::vector<int> numbers) {
  try {
    for (int number : numbers) {
      co_await step();
      use(std::to_string(number));
    }
  } catch (...) {
  }
}

// A fix would cut it down, or cannot be.

acme::fire_and_forget pointed(const char *const &text) {
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+3]]:9: note: it is used here
  try {
    co_await step();
    use(text);
  } catch (...) {
  }
}

struct ClickEventArgs {
  std::string text;
};
void on_click(const ClickEventArgs &args) {
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: parameter 'args' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+3]]:9: note: it is used here
  try {
    co_await step();
    use(args.text);
  } catch (...) {
  }
}

struct shape {
  virtual int area() const;
};
acme::fire_and_forget draw(const shape &what) {
// CHECK-MESSAGES: :[[@LINE-1]]:41: warning: parameter 'what' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+2]]:22: note: it is used here
  co_await step();
  use(std::to_string(what.area()));
}
acme::fire_and_forget overloaded(const std::string &text) {
// CHECK-MESSAGES: :[[@LINE-1]]:53: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+2]]:7: note: it is used here
  co_await step();
  use(text);
}
acme::fire_and_forget overloaded(int);

// A loop over a part of it uses it as long as it goes on.

struct parts {
  std::vector<int> numbers;
  const std::vector<int> &elsewhere;
};
acme::fire_and_forget over_part(const parts &whole) {
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: parameter 'whole' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+2]]:16: note: it is used here
// CHECK-FIXES: acme::fire_and_forget over_part(parts whole) {
  for (int n : whole.numbers)
    co_await step();
}
acme::fire_and_forget over_another(const parts &whole) {
  for (int n : whole.elsewhere)
    co_await step();
}
