// RUN: %prove %s
#include "acme/task.h"
#include <tuple>

acme::task<> work();

// Awaiters that are no coroutine's: of no use but behind `co_await`.
struct pool {
  struct [[nodiscard]] schedule_operation {
    bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept {}
    void await_resume() noexcept {}
  };
  schedule_operation schedule();
  const schedule_operation &current() const;
};

struct delay {
  struct awaiter {
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    void await_resume() {}
  };
  awaiter operator co_await();
};
delay after(int milliseconds);

// What offers a way to wait for it may run by itself.
struct completion {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
  void wait();
};
completion send(int);

struct gate {
  explicit gate(int);
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};

acme::task<> forgotten(pool &p, bool slow) {
  p.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the operation that 'schedule' returns is discarded: nobody awaits it [async-discarded-task]
  // CHECK-FIXES: co_await p.schedule();
  after(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the operation that 'after' returns is discarded: nobody awaits it [async-discarded-task]
  // CHECK-FIXES: co_await after(5);
  slow ? after(5) : after(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the operation that 'after' returns is discarded: nobody awaits it [async-discarded-task]
  // CHECK-FIXES: slow ? co_await after(5) : co_await after(1);
  auto moved = p.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the operation in 'moved' is never awaited [async-discarded-task]
  // CHECK-FIXES: co_await p.schedule();
  co_await work();
}

acme::task<> awaited(pool &p) {
  co_await p.schedule();
  co_await after(5);
  auto later = after(5);
  co_await later;
  p.current();
}

// Said on purpose, or made for its effect.
acme::task<> meant(pool &p) {
  (void)p.schedule();
  std::ignore = after(5);
  [[maybe_unused]] auto kept = after(5);
  auto started = p.schedule();
  (void)started;
  auto sent = send(1);
  send(1);
  gate(2);
  gate{3};
  co_await work();
}

// Whoever calls the members of a promise plays the coroutine himself.
acme::task<> plays() {
  acme::task<>::promise_type promise;
  promise.initial_suspend();
  acme::task<> task = promise.get_return_object();
  promise.return_void();
  promise.final_suspend();
  co_await task;
}

// Nothing here could await it.
void by_hand() { after(5); }
template <typename Pool> acme::task<> unknown(Pool &p) {
  p.schedule();
  co_await work();
}

// What is not awaited is started when it is dropped.
struct nursery {
  void run(acme::task<> work, int *started);
  struct start_operation {
    nursery *parent;
    acme::task<> work;
    ~start_operation() {
      if (parent)
        parent->run(std::move(work), nullptr);
    }
    struct awaiter {
      bool await_ready() { return false; }
      void await_suspend(std::coroutine_handle<>) {}
      void await_resume() {}
    };
    awaiter operator co_await() &&;
  };
  start_operation start(acme::task<> work);
};

acme::task<> started(nursery &n) {
  n.start(work());
  co_await n.start(work());
}

// A test asserts what becomes of one that is forgotten.
void run_apart(void (*child)(pool &));
#define EXPECT_DEATH(statement, says) run_apart([](pool &p) { acme::sync_wait([&]() -> acme::task<> statement()); })
#define TWICE(statement) run_apart([](pool &p) { acme::sync_wait([&]() -> acme::task<> statement()); })
void dies() {
  EXPECT_DEATH({
    auto forgotten = p.schedule();
    co_await work();
  }, "never awaited");
  TWICE({
    auto forgotten = p.schedule();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the operation in 'forgotten' is never awaited [async-discarded-task]
    co_await work();
  });
}
