#pragma once
#include <functional>
#include <thread>

inline void keep_running(int n) {
  std::thread([&n] { ++n; }).detach();
  // CHECK-MESSAGES: worker.h:[[@LINE-1]]:15: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: worker.h:[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: worker.h:[[@LINE-3]]:24: note: it is used here
}
struct worker {
  int rounds = 0;
  std::function<void()> then;
  template <typename T> void start(T n) {
    then = [&n] { ++n; };
    // CHECK-MESSAGES: worker.h:[[@LINE-1]]:12: warning: 'n' is gone when this lambda is called: it is put where it outlives this scope [async-continuation-capture]
    // CHECK-MESSAGES: worker.h:[[@LINE-2]]:5: note: it is handed over here
    // CHECK-MESSAGES: worker.h:[[@LINE-3]]:21: note: it is used here
  }
};
