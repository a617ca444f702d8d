// RUN: %prove %s
#include "acme/task.h"

acme::task<int> number();

template <typename T> class sum {
public:
  acme::task<> add() {
    total = total + co_await number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: it is read here
    // CHECK-MESSAGES: :[[@LINE-3]]:21: note: the coroutine is suspended here
    // CHECK-FIXES: auto value = co_await number();
    // CHECK-FIXES: total = total + value;
  }

  void reset() { total = 0; }

private:
  T total{};
};

struct text {
  friend text operator+(const text &, int);
};

template <typename T> acme::task<> add(T &to) {
  to = to + co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'to' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:13: note: the coroutine is suspended here
}

acme::task<> at_once(int &to) {
  auto one = add(to);
  auto other = add(to);
  co_await acme::when_all(one, other);
}

acme::task<> instances(int &n, long &l, text &t) {
  co_await sum<int>().add();
  co_await sum<long>().add();
  co_await add(n);
  co_await add(l);
  co_await add(t);
}
