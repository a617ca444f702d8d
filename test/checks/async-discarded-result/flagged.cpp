// RUN: %prove %s
#include "results.h"

acme::task<std::error_code> save(int id = 0);
acme::task<maybe<int>> load();
acme::task<std::pair<std::error_code, int>> read();
acme::task<std::tuple<std::error_code, int>> write();
acme::task<> work();

// Whatever can be awaited yields, and not a coroutine alone.
struct operation {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  std::error_code await_resume();
};
operation receive(int &size);
struct store {
  acme::task<verdict> flush();
};

acme::task<> statements(store &where, acme::task<maybe<int>> given, bool fast) {
  co_await save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'std::error_code' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await save();'
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'maybe<int>' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await load();'
  co_await std::move(given);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'maybe<int>' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await std::move(given);'
  co_await where.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'verdict' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await where.flush();'
  int size = 0;
  co_await receive(size);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'std::error_code' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await receive(size);'
  ++size, (co_await save());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nobody looks at the 'std::error_code' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: keep and test it: 'auto result = co_await save();'
  if (fast)
    co_await save(size);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody looks at the 'std::error_code' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: keep and test it: 'auto result = co_await save(size);'
  for (; fast; co_await save())
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: nobody looks at the 'std::error_code' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: keep and test it: 'auto result = co_await save();'
    fast = false;
}

// What a pair or a tuple begins with tells.
acme::task<> compounds() {
  co_await read();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'std::error_code' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await read();'
  co_await write();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'std::error_code' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await write();'
}

acme::task<receipt> pay();
acme::task<state> check();
acme::task<reply> ask();

// What a class says of itself.
acme::task<> declared() {
  co_await pay();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'receipt' that this 'co_await' yields, which is declared 'nodiscard' [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await pay();'
  co_await check();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'state' that this 'co_await' yields, which is declared 'nodiscard' [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await check();'
  co_await ask();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'reply' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await ask();'
}

// Joins that throw nothing.
acme::task<> joins(std::vector<acme::task<>> tasks) {
  co_await acme::when_all_ready(work(), work());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the results that this 'co_await' yields: what the tasks have thrown is lost [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto results = co_await acme::when_all_ready(work(), work());'
  co_await acme::when_all_settled(std::move(tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the results that this 'co_await' yields: what the tasks have thrown is lost [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto results = co_await acme::when_all_settled(std::move(tasks));'
}

template <typename T> acme::task<> in_template(T &where) {
  co_await where.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'verdict' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await where.flush();'
}

void use(store &where) {
  (void)in_template(where);
  auto lambda = [&]() -> acme::task<> {
    co_await where.flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody looks at the 'verdict' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: keep and test it: 'auto result = co_await where.flush();'
  };
  (void)lambda;
}

#define DO(what) co_await what
acme::task<> in_macro() {
  DO(save());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'std::error_code' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-4]]:18: note: expanded from macro 'DO'
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: keep and test it: 'auto result = co_await …;'
  // CHECK-MESSAGES: :[[@LINE-6]]:18: note: expanded from macro 'DO'
}

// What the callable throws, and what is closed elsewhere
void may_throw();
struct archive {
  void close();
  acme::task<> flush() {
    co_await run_elsewhere([] { may_throw(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody looks at the 'attempt' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: keep and test it: 'auto result = co_await run_elsewhere([] { may_throw(); });'
    co_await save();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody looks at the 'std::error_code' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: keep and test it: 'auto result = co_await save();'
    may_throw();
    close();
  }
};

// What a wrapper says of its result is that it is that of what it wraps.
template <typename Operation> struct wrapper {
  Operation inner;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  auto await_resume() -> decltype(inner.await_resume());
};
wrapper<operation> receive_soon();
acme::task<> wrapped() {
  co_await receive_soon();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'std::error_code' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await receive_soon();'
}
