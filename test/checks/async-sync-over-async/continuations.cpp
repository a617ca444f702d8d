// RUN: %prove %s
// A continuation is given a future that is complete.
#include "acme/task.h"
#include "seastar/core.h"

template <typename T> struct eventual {
  struct promise_type {
    eventual get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  eventual(eventual &&);
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
  T get();
  template <typename F> auto then_with(F next) { return next(std::move(*this)); }
};
eventual<int> read(int key);

int of_closure(int key) {
  return read(key).then_with([](eventual<int> f) { return f.get(); });
}
int of_generic_closure(int key) {
  return read(key).then_with([](auto f) { return f.get(); });
}
int of_named_closure(int key) {
  auto next = [](eventual<int> f) { return f.get(); };
  return read(key).then_with(next);
}
int after(eventual<int> f) { return f.get(); }
int of_function(int key) { return read(key).then_with(after); }
int handed_on(eventual<int> f) { return f.get(); }
int of_function_behind(int key) {
  return read(key).then_with([](eventual<int> f) { return handed_on(std::move(f)); });
}
void drops(seastar::future<int> f) {
  (void)std::move(f).then_wrapped([](seastar::future<int> f) { f.get(); });
}

static int given(eventual<int> f) { return f.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'get' blocks the thread that runs coroutine 'user' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'given' could await the task
// CHECK-MESSAGES: :[[@LINE+4]]:15: note: coroutine 'user' calls 'given' here
acme::task<int> user(seastar::future<int> f) {
  int sum = of_closure(1) + of_generic_closure(2) + of_named_closure(3) + of_function(4);
  sum += of_function_behind(5) + read(6).then_with(given);
  int other = given(read(6));
  drops(std::move(f));
  co_return sum + other;
}
