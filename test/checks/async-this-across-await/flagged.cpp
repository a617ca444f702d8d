// RUN: %prove %s
#include "acme/task.h"
#include "mock.h"
#include <functional>
#include <memory>
#include <string>

acme::task<> flush();
acme::task<int> fetch();
void use(int);
void keep(void *);

class session : public std::enable_shared_from_this<session> {
public:
  acme::fire_and_forget member() {
    // CHECK-FIXES: auto self = shared_from_this();
    co_await flush();
    ++count_;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
  }

  acme::fire_and_forget explicit_this() {
    // CHECK-FIXES: auto self = shared_from_this();
    co_await flush();
    this->count_ = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
  }

  acme::fire_and_forget call() {
    // CHECK-FIXES: auto self = shared_from_this();
    use(count_);
    co_await flush();
    log();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
  }

  acme::fire_and_forget assigned() {
    // CHECK-FIXES: auto self = shared_from_this();
    count_ = co_await fetch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: it is suspended here
  }

  acme::fire_and_forget in_a_loop() {
    // CHECK-FIXES: auto self = shared_from_this();
    for (;;) {
      use(count_);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
      // CHECK-MESSAGES: :[[@LINE+1]]:7: note: it is suspended here
      co_await flush();
    }
  }

  acme::fire_and_forget handed_on() {
    // CHECK-FIXES: auto self = shared_from_this();
    co_await flush();
    keep(this);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
  }

  acme::fire_and_forget by_a_lambda() {
    // CHECK-FIXES: auto self = shared_from_this();
    co_await flush();
    std::function<void()> later = [this] { log(); };
    // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
    later();
  }

  acme::fire_and_forget too_late() {
    co_await flush();
    auto self = shared_from_this();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
    self->log();
  }

  acme::fire_and_forget dropped() {
    // CHECK-FIXES: auto self = shared_from_this();
    { auto owner = shared_from_this(); }
    co_await flush();
    log();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
  }

  acme::fire_and_forget constant() const {
    // CHECK-FIXES: auto self = shared_from_this();
    co_await flush();
    use(count_);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
  }

  acme::job<int> eager() {
    // CHECK-FIXES: auto self = shared_from_this();
    co_await flush();
    co_return count_;
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+8]]:18: note: its task is let go of here
  }

  acme::fire_and_forget on_one_line() { co_await flush(); log(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:59: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:41: note: it is suspended here
  // CHECK-FIXES: acme::fire_and_forget on_one_line() { auto self = shared_from_this(); co_await flush(); log(); }

  void start() { eager(); }
  void log() const;

private:
  int count_ = 0;
};

// The base of a base.
class child : public session {
public:
  acme::fire_and_forget run() {
    // CHECK-FIXES: auto self = shared_from_this();
    co_await flush();
    use(number);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the 'child' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
  }
  int number;
};

// An intrusive count hands out no owner.
class counted {
public:
  void AddRef();
  void Release();
  acme::fire_and_forget run() {
    co_await flush();
    use(number);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the 'counted' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
  }
  int number;
};

class befriended {
public:
  friend void intrusive_ptr_add_ref(befriended *);
  friend void intrusive_ptr_release(befriended *);
  acme::fire_and_forget run() {
    co_await flush();
    use(number);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the 'befriended' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
  }
  int number;
};
