// RUN: %prove %s
#include "acme/task.h"
#include <condition_variable>
#include <mutex>
#include <vector>

// Guards inside of other objects, and guards that change places.

acme::task<> work();
void use(int n);
std::mutex m, other;
std::condition_variable changed;

class batch {
public:
  explicit batch(std::mutex &of) : held(of) {}
  void add(int n) {
    items.push_back(n);
    count();
  }
  void wait() { changed.wait(held); }
  void commit() { held.unlock(); }
  void finish() { commit(); }
  void elsewhere();
  int size() const { return total; }

private:
  void count() { ++total; }
  std::vector<int> items;
  int total = 0;
  std::unique_lock<std::mutex> held;
};

class transaction : public batch {
public:
  using batch::batch;
  ~transaction() { use(size()); }
};

void may_end(batch &b);

acme::task<> added() {
  batch b(m);
  b.add(1);
  use(b.size());
  co_await work();
  // CHECK-MESSAGES: :[[@LINE-4]]:9: warning: 'b' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
  // CHECK-FIXES: {
  // CHECK-FIXES: batch b(m);
  // CHECK-FIXES: b.add(1);
  // CHECK-FIXES: use(b.size());
  // CHECK-FIXES: }
}

acme::task<> waited() {
  batch b(m);
  b.wait();
  co_await work();
  // CHECK-MESSAGES: :[[@LINE-3]]:9: warning: 'b' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
  // CHECK-FIXES: {
  // CHECK-FIXES: batch b(m);
  // CHECK-FIXES: b.wait();
  // CHECK-FIXES: }
}

acme::task<> does_more_at_its_end() {
  transaction t(m);
  t.add(1);
  co_await work();
  // CHECK-MESSAGES: :[[@LINE-3]]:15: warning: 't' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
}

acme::task<> committed() {
  batch b(m);
  b.add(1);
  b.commit();
  co_await work();
}

acme::task<> finished() {
  batch b(m);
  b.finish();
  co_await work();
}

acme::task<> not_in_sight() {
  batch b(m);
  b.elsewhere();
  co_await work();
}

acme::task<> handed_on() {
  batch b(m);
  may_end(b);
  co_await work();
}

class later {
public:
  explicit later(std::mutex &of) : held(of, std::defer_lock) {}
  void add(int n) { total += n; }

private:
  int total = 0;
  std::unique_lock<std::mutex> held;
};

acme::task<> not_yet() {
  later l(m);
  l.add(1);
  co_await work();
}

// What a guarded object lends is used through the lock.
template <typename T> class lent {
public:
  lent(T &of, std::mutex &by) : target(&of), held(by) {}
  T *operator->() { return target; }
  T &operator*() { return *target; }

private:
  T *target;
  std::unique_lock<std::mutex> held;
};

template <typename T> class guarded {
public:
  lent<T> lock() { return {value, mutex}; }

private:
  T value;
  std::mutex mutex;
};

guarded<std::vector<int>> numbers;

acme::task<> proxy() {
  auto locked = numbers.lock();
  locked->push_back(1);
  co_await work();
  // CHECK-MESSAGES: :[[@LINE-3]]:8: warning: 'locked' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
  // CHECK-FIXES: {
  // CHECK-FIXES: auto locked = numbers.lock();
  // CHECK-FIXES: locked->push_back(1);
  // CHECK-FIXES: }
}

acme::task<> proxy_in_a_block() {
  {
    auto locked = numbers.lock();
    (*locked).push_back(1);
  }
  co_await work();
}

// Whoever they change places with holds a lock as well.
acme::task<> swapped() {
  std::unique_lock one(m);
  std::unique_lock two(other);
  one.swap(two);
  co_await work();
  // CHECK-MESSAGES: :[[@LINE-4]]:20: warning: 'one' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
  // CHECK-MESSAGES: :[[@LINE-5]]:20: warning: 'two' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine is suspended here and still holds it
  // CHECK-FIXES: one.unlock();
  // CHECK-FIXES: two.unlock();
}

acme::task<> swapped_by_function() {
  std::unique_lock one(m), two(other);
  std::swap(one, two);
  co_await work();
  // CHECK-MESSAGES: :[[@LINE-3]]:20: warning: 'one' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the coroutine is suspended here and still holds it
  // CHECK-MESSAGES: :[[@LINE-5]]:28: warning: 'two' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine is suspended here and still holds it
}

acme::task<> swapped_with_none() {
  std::unique_lock one(m);
  {
    std::unique_lock<std::mutex> none;
    one.swap(none);
  }
  co_await work();
}

acme::task<> swapped_with_unlocked() {
  std::unique_lock one(m), two(other);
  two.unlock();
  use(1);
  one.swap(two);
  two.unlock();
  co_await work();
}
