// RUN: %prove %s
#include "acme/once.h"
#include "acme/task.h"
#include <future>

acme::once<int> make();
std::future<int> start();
template <typename F> void call(F f) { f(); }

auto in_a_lambda = [](acme::once<int> t) -> acme::once<int> {
  co_await std::move(t);
  co_return co_await std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is awaited here first
};

auto generic = [](auto f) {
  int n = f.get();
  return n + f.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'f' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is waited for here first
};

void moved_into_a_lambda(std::future<int> f) {
  call([f = std::move(f)]() mutable {
    int n = f.get();
    return n + f.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'f' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:13: note: it is waited for here first
  });
  f = start();
  f.get();
  generic(start());
}

// A closure may be called at any time, and change what it has captured.
int captured(std::future<int> f) {
  auto renew = [&f] { f = start(); };
  int n = f.get();
  renew();
  return n + f.get();
}

void captured_elsewhere(std::future<int> f) {
  call([&] { return f.get(); });
  call([&] { return f.get(); });
}

acme::once<int> nested(acme::once<int> t) {
  co_await std::move(t);
  auto other = [](acme::once<int> t) -> acme::once<int> {
    co_return co_await std::move(t);
  };
  co_return co_await other(make());
}
