// RUN: %prove %s
#include <coroutine>
#include <utility>

// A library whose futures and guards say little in the header.
namespace lib {
struct clock {};
template <typename Clock> class basic_semaphore;
template <typename Clock> class units;
template <typename T = void> class [[nodiscard]] future {
public:
  future(future &&);
  ~future();
};
template <typename T> struct awaiter {
  awaiter(future<T>) noexcept {}
  bool await_ready() noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume();
};
template <typename T> auto operator co_await(future<T> f) noexcept {
  return awaiter<T>(std::move(f));
}

// Its destructor gives back by another member.
template <typename Clock> class units {
public:
  units(units &&);
  ~units() noexcept { return_all(); }
  void return_all() noexcept {
    if (of)
      of->signal(n);
  }

private:
  basic_semaphore<Clock> *of;
  int n;
};
template <typename Clock> class basic_semaphore {
public:
  void signal(int n);
};
using semaphore = basic_semaphore<clock>;
template <typename Clock> future<units<Clock>> get_units(basic_semaphore<Clock> &from, int n) { return get_units(from, n); }

// One whose destructor stands elsewhere.
class holder {
public:
  holder(holder &&);
  ~holder();
  void release();
};
future<holder> enter();
// By the semaphore.
template <typename Clock> class direct {
public:
  direct(direct &&);
  ~direct() {
    if (of)
      of->signal(1);
  }

private:
  basic_semaphore<Clock> *of;
};
template <typename Clock> future<direct<Clock>> get_one(basic_semaphore<Clock> &from) { return get_one(from); }

// No guards.
class row {
public:
  row(row &&);
  ~row();
  int value() const;
};
future<row> read();
template <typename T> class buffer {
public:
  buffer(buffer &&);
  ~buffer() { deallocate(); }
  void deallocate();
};
template <typename T> future<buffer<T>> fill(T) { return fill(T()); }
future<> sleep();
} // namespace lib

template <typename T, typename... Args> struct std::coroutine_traits<lib::future<T>, Args...> {
  struct promise_type {
    lib::future<T> get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
  };
};
template <typename... Args> struct std::coroutine_traits<lib::future<void>, Args...> {
  struct promise_type {
    lib::future<void> get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
};

lib::future<> lost(lib::semaphore &semaphore) {
  auto units = lib::get_units(semaphore, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'units' is a task and not the guard that it yields: nobody awaits it, so nothing is locked here [async-discarded-task]
  // CHECK-FIXES: auto units = co_await lib::get_units(semaphore, 1);
  auto one = lib::get_one(semaphore);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'one' is a task and not the guard that it yields: nobody awaits it, so nothing is locked here [async-discarded-task]
  // CHECK-FIXES: auto one = co_await lib::get_one(semaphore);
  auto inside = lib::enter();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'inside' is a task and not the guard that it yields: nobody awaits it, so nothing is locked here [async-discarded-task]
  // CHECK-FIXES: auto inside = co_await lib::enter();
  co_await lib::sleep();
}
lib::future<> kept(lib::semaphore &semaphore) {
  auto units = co_await lib::get_units(semaphore, 1);
  auto later = lib::get_units(semaphore, 1);
  auto more = co_await std::move(later);
  // Eager tasks of other values run on without anybody.
  auto first = lib::read();
  auto filled = lib::fill(1);
  auto slept = lib::sleep();
  co_await lib::sleep();
}
