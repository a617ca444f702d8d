// RUN: %prove %s
#include "acme/task.h"
#include <map>
#include <ranges>
#include <vector>

acme::task<> flush();
template <typename T> acme::task<> send(T);

template <typename T> class pool {
public:
  acme::task<> each() {
    for (auto &one : all_)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes over 'all_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+17]]:5: note: 'all_' may be changed here
      co_await send(one);
  }
  acme::task<> found(int id) {
    auto it = by_id_.find(id);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'it' refers into 'by_id_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+11]]:5: note: 'by_id_' may be changed here
    co_await flush();
    it->second = T();
  }
  acme::task<> fixed() {
    for (auto &one : fixed_)
      co_await send(one);
  }
  void add(T one) {
    all_.push_back(one);
    by_id_.emplace(1, one);
    by_id_.clear();
  }

private:
  std::vector<T> all_;
  std::map<int, T> by_id_;
  std::vector<T> fixed_;
};
template class pool<int>;
template class pool<long>;

// The pattern knows the container, and not who locks what.
template <typename T> acme::task<> pattern(std::vector<int> &all, T) {
  for (int one : all)
    co_await send(one);
}

// What is forwarded may be anything.
template <typename Range> acme::task<> for_each(Range &&range) {
  for (auto &one : range)
    co_await send(one);
}
template <typename Range> acme::task<> each_of(Range &range) {
  for (auto &one : range)
    co_await send(one);
}

acme::task<> adapted(std::vector<int> &all, std::map<int, int> &by_id) {
  for (int one : all | std::views::filter([](int n) { return n > 1; }) | std::views::take(3))
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over 'all', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE+7]]:32: note: 'all' may be changed here
    co_await send(one);
  for (int one : std::views::reverse(all))
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over 'all', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE+2]]:32: note: 'all' may be changed here
    co_await send(one);
  for (int one : std::as_const(all))
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over 'all', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-3]]:32: note: 'all' may be changed here
    co_await send(one);
  for (int one : by_id | std::views::values)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over 'by_id', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: it is suspended here
    co_await send(one);
}

std::vector<int> several;
acme::task<> instances() {
  co_await for_each(several);
  co_await each_of(several);
  int array[] = {1, 2};
  co_await each_of(array);
}
