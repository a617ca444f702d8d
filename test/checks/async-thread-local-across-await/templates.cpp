// RUN: %prove %s
#include "acme/task.h"

acme::task<> work();
template <typename T> thread_local T slot{};

template <typename T> acme::task<> put(T value) {
  auto &own = slot<T>;
  co_await work();
  own = value;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'own' still refers to the 'slot' of the thread that the coroutine was on before it was suspended [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is taken here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> instances() {
  co_await put(1);
  co_await put(1L);
}
