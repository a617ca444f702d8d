// RUN: %prove %s --std=c++23
#include "acme/task.h"
#include <memory>

// Function wrappers of many libraries: class templates over one function type.
namespace acme {
template <typename Signature> class function_ref;
template <typename R, typename... Args> class function_ref<R(Args...)> {
public:
  template <typename F> function_ref(F &&f) {}
  R operator()(Args...) const;
};
template <typename... Signature> class unique_function {
public:
  template <typename F> unique_function(F f) {}
  template <typename F> unique_function &operator=(F &&f);
};
template <typename Signature, bool IsConst = false, int Size = 32> class inplace_function {
public:
  template <typename F> inplace_function(F f);
};
// Of two signatures, and of none, nothing is known.
template <typename First, typename Second> class either {
public:
  template <typename F> either(F f);
};
template <typename F> class holder {
public:
  holder(F f);
};
} // namespace acme

acme::task<> work();
void borrow(acme::function_ref<void()> f);
void own(acme::unique_function<void() const> f);
void store(acme::inplace_function<void() noexcept> f);
void borrow_asynchronous(acme::function_ref<acme::task<>()> f);

void flagged(acme::unique_function<void()> &f) {
  borrow(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'acme::function_ref' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  own([]() -> acme::task<> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'acme::unique_function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  store(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'acme::inplace_function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  f = work;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'acme::unique_function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: a callback that returns void starts the task itself: hand it to what runs tasks here
}

void accepted() {
  borrow_asynchronous(work);
  acme::either<void(), int()> either = work;
  acme::holder holder = work;
}
