// RUN: %prove %s
#include "acme/reference.h"
#include "acme/task.h"
#include <string>
#include <string_view>

acme::kept<std::string> find();
template <typename T> acme::kept<T> make();
template <typename T> acme::task<T> value();

template <typename T> acme::task<> known(T) {
  auto &&one = co_await find();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'one' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto one = co_await find();
}

template <typename T> acme::task<> dependent() {
  auto &&one = co_await make<T>();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'one' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto one = co_await make<T>();
  const auto &two = co_await value<T>();
}

template <typename T> acme::task<> one_is_a_reference() {
  auto &&one = co_await make<T>();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'one' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
}

acme::task<> instances() {
  co_await known(1);
  co_await known('c');
  co_await dependent<int>();
  co_await dependent<std::string>();
  co_await one_is_a_reference<int>();
  co_await one_is_a_reference<int &>();
}
