// RUN: %prove %s
#include "acme/task.h"
#include <map>
#include <mutex>
#include <list>

// A destructor gives up a lock only if the object holds it: what it locks itself, by a
// guard of its own, it unlocks itself.

acme::task<> work();
void notify();

class scoped {
public:
  explicit scoped(std::mutex &of) : of(of) { lock(); }
  ~scoped() {
    if (held)
      unlock();
  }
  void lock() {
    of.lock();
    held = true;
  }
  void unlock() {
    held = false;
    of.unlock();
  }

private:
  std::mutex &of;
  bool held = false;
};

class reactor {
public:
  void remove(int id) {
    scoped lock(mutex);
    ids.erase(id);
    lock.unlock();
    notify();
  }
  void forget(int id) {
    std::unique_lock lock(mutex);
    erase(id, lock);
  }
  void leave() { mutex.unlock(); }
  void enter() { mutex.lock(); }
  std::unique_lock<std::mutex> locked() { return std::unique_lock(mutex); }

private:
  void erase(int id, std::unique_lock<std::mutex> &lock) {
    ids.erase(id);
    lock.unlock();
  }
  std::mutex mutex;
  std::map<int, int> ids;
};

class handle {
public:
  explicit handle(reactor &by) : by(by) {}
  ~handle() { by.remove(id); }

private:
  reactor &by;
  int id = 0;
};

class socket_base {
public:
  explicit socket_base(reactor &by) : by(by) {}
  ~socket_base() { by.forget(id); }

private:
  reactor &by;
  int id = 0;
};
class socket : public socket_base {
  using socket_base::socket_base;
};

class subscription {
public:
  explicit subscription(std::mutex &of) : of(of) {}
  ~subscription() {
    std::unique_lock lock(of);
    count = 0;
    lock.unlock();
    notify();
  }

private:
  std::mutex &of;
  int count = 0;
};

class temporary {
public:
  explicit temporary(reactor &by) : by(by) {}
  ~temporary() { by.locked().unlock(); }

private:
  reactor &by;
};

reactor all;
std::mutex m;

acme::task<> their_own() {
  handle one(all);
  socket two(all);
  subscription three(m);
  temporary four(all);
  std::list<std::unique_lock<std::mutex>> locks;
  auto first = locks.begin();
  co_await work();
}

// These do hold what they unlock.
class entered {
public:
  explicit entered(reactor &by) : by(by) { by.enter(); }
  ~entered() { by.leave(); }

private:
  reactor &by;
};

class released {
public:
  explicit released(std::mutex &of) : of(of) { of.lock(); }
  ~released() {
    auto &mine = of;
    mine.unlock();
    notify();
  }

private:
  std::mutex &of;
};

acme::task<> through_a_function() {
  entered e(all);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'e' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> by_another_name() {
  released r(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'r' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> by_methods() {
  scoped s(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 's' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

// A lock that coroutines wait for has a mutex for its own list, whatever its destructor does.
class waiting_lock {
public:
  waiting_lock();
  ~waiting_lock();
  acme::task<> lock(int how);
  void unlock();

private:
  std::mutex mine;
};

// One that is given the mutex gives it back.
class borrowing_lock {
public:
  explicit borrowing_lock(std::mutex &of);
  ~borrowing_lock();

private:
  std::mutex &of;
};

acme::task<> out_of_sight() {
  waiting_lock w;
  co_await w.lock(1);
  w.unlock();
  borrowing_lock b(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'b' keeps a mutex locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}
