// RUN: %prove %s
#include "acme/once.h"
#include "acme/task.h"
#include <future>

void renew(std::future<int> &);

// Known in the pattern.
template <typename T> acme::once<int> known(acme::once<int> t, T) {
  co_await std::move(t);
  co_return co_await std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is awaited here first
}

// Never instantiated, and its types known.
template <typename T> int uninstantiated(std::future<int> f, T) {
  int n = f.get();
  return n + f.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'f' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is waited for here first
}

// Known in the instances, and reported once.
template <typename T> T dependent(std::future<T> f) {
  T value = f.get();
  return value + f.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'f' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:13: note: it is waited for here first
}

// One of the instances has a future that can be asked often.
template <typename F> int some(F f) {
  int n = f.get();
  return n + f.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'f' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is waited for here first
}

template <typename F> int passes(F f) {
  int n = f.get();
  renew(f);
  return n + f.get();
}

template <typename T> acme::once<T> forwards(acme::once<T> &&t) {
  co_await std::forward<acme::once<T>>(t);
  co_return co_await std::forward<acme::once<T>>(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is awaited here first
}

template <bool Again> int compile_time(std::future<int> f) {
  int n = f.get();
  if constexpr (Again)
    f = std::async([] { return 1; });
  return Again ? n + f.get() : n;
}

template <typename T> struct holder {
  int get(std::future<int> f) {
    int n = f.get();
    return n + f.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'f' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:13: note: it is waited for here first
  }
};

template <typename... T> int pack(std::future<T>... all) { return (all.get() + ...); }

void instances(std::future<int> f, std::shared_future<int> s) {
  known(acme::once<int>(), 1);
  known(acme::once<int>(), 'c');
  dependent(std::future<int>());
  dependent(std::future<long>());
  some(std::future<int>());
  some(s);
  passes(std::future<int>());
  forwards(acme::once<int>());
  compile_time<true>(std::future<int>());
  compile_time<false>(std::future<int>());
  holder<int>().get(std::future<int>());
  pack(std::future<int>(), std::future<long>());
}
