// RUN: %prove %s --config-option "async-resume-context.RequiredWrapper=resume_on_context;ui::switch_to"
// CHECK-SILENT
#include "acme/task.h"

acme::task<int> load(int id);
acme::task<> flush();
template <typename T> acme::task<T> resume_on_context(acme::task<T> t) {
  // The wrapper awaits as it likes.
  auto inner = [](acme::task<T> &t) -> acme::task<T> { co_return co_await t; };
  co_return co_await inner(t);
}
namespace ui {
struct switcher {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
switcher switch_to();
} // namespace ui

acme::task<int> wrapped() {
  auto f = co_await resume_on_context(load(1));
  co_await (resume_on_context(flush()));
  co_return f;
}

// What is no task resumes where it likes.
struct timer {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
acme::task<> other(timer &t) {
  co_await t;
  co_await std::suspend_always();
}

// The next statement switches.
acme::task<int> switched() {
  int n = co_await load(1);
  co_await ui::switch_to();
  co_return n;
}

// Nobody resumes an ordinary function.
acme::task<int> ordinary() { return load(1); }
int waits() { return load(1).get(); }
