// RUN: %prove %s
#include "acme/task.h"
#include <string>

acme::task<int> size_of(const std::string &text) { co_return int(text.size()); }

// The pattern has no types; every instance says the same.

template <typename T> acme::task<int> returns(T n) {
  std::string text = std::to_string(n);
  return size_of(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'size_of' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-8]]:44: note: it is taken by reference here
  // CHECK-FIXES: co_return co_await size_of(text);
  // CHECK-FIX-NOTES: co_return co_await size_of(text);
}
template acme::task<int> returns(int);
template acme::task<int> returns(long);

template <typename T> acme::task<int> value_of(const T &value) { co_return int(value); }
template <typename T> acme::task<int> keeps(T n) {
  auto task = value_of(n + 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'value_of' returns refers to a temporary, which is gone at the end of this full expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-4]]:57: note: it is taken by reference here
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: a variable with a name lives as long as the task
  // CHECK-FIX-NOTES: auto value = n + 1;
  // CHECK-FIX-NOTES: auto task = value_of(value);
  co_return co_await task;
}
template acme::task<int> keeps(int);

template <typename T> struct box {
  T value;
  acme::task<int> read() { co_return int(value); }
  static acme::task<int> reads(T value) {
    box local{value};
    return local.read();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'read' returns refers to 'local', which is gone when the caller awaits it [async-dangling-task]
    // CHECK-FIXES: co_return co_await local.read();
    // CHECK-FIX-NOTES: co_return co_await local.read();
  }
};
template struct box<int>;

// Awaited, or a copy.

template <typename T> acme::task<int> awaits(T n) { co_return co_await value_of(n + 1); }
template acme::task<int> awaits(int);
template <typename T> acme::task<int> copy_of(T value) { co_return int(value); }
template <typename T> acme::task<int> copies(T n) { return copy_of(n + 1); }
template acme::task<int> copies(int);
