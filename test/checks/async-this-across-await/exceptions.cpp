// RUN: %prove %s
#include "acme/task.h"
#include <memory>
#include <string>

acme::task<> flush();
void use(int);
void log(const std::string &);
void prepare();

class session : public std::enable_shared_from_this<session> {
public:
  // What a handler uses, it uses behind the suspension that threw.

  acme::fire_and_forget counts() {
    try {
      co_await flush();
    } catch (...) {
      ++errors_;
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
      // CHECK-MESSAGES: :[[@LINE-4]]:7: note: it is suspended here
      // CHECK-FIXES: auto self = shared_from_this();
    }
  }

  acme::fire_and_forget closes() {
    try {
      co_await flush();
    } catch (const std::exception &e) {
      log(e.what());
      close();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
      // CHECK-MESSAGES: :[[@LINE-5]]:7: note: it is suspended here
      // CHECK-FIXES: auto self = shared_from_this();
    }
  }

  acme::fire_and_forget tries_again() {
    for (int i = 0; i < 3; ++i) {
      try {
        use(errors_);
        // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
        // CHECK-MESSAGES: :[[@LINE+2]]:9: note: it is suspended here
        // CHECK-FIXES: auto self = shared_from_this();
        co_await flush();
        co_return;
      } catch (...) {
        log("again");
      }
    }
  }

  // Somebody keeps it, or it is not used any more.

  acme::fire_and_forget keeps() {
    auto self = shared_from_this();
    try {
      co_await flush();
    } catch (...) {
      ++errors_;
    }
  }

  acme::fire_and_forget only_logs() {
    try {
      use(errors_);
      co_await flush();
    } catch (...) {
      log("failed");
    }
  }

  acme::fire_and_forget fails_before() {
    try {
      prepare();
    } catch (...) {
      close();
    }
    co_await flush();
  }

  void close();

private:
  int errors_ = 0;
};
