// RUN: %prove %s
#include "acme/task.h"
#include "mock.h"
#include <cstddef>
#include <memory>

// A promise that the traits name
namespace net {
template <typename T> struct awaitable {
  struct awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    T await_resume();
  };
};
template <typename T> struct frame {
  awaitable<T> get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  template <typename U> void return_value(U &&);
  template <typename U> typename awaitable<U>::awaiter await_transform(awaitable<U>);
};
} // namespace net
template <typename T, typename... A> struct std::coroutine_traits<net::awaitable<T>, A...> {
  using promise_type = net::frame<T>;
};
net::awaitable<int> accept(int port);
net::awaitable<int> serve(int port) { co_return co_await accept(port); }
// CHECK-MESSAGES: :[[@LINE-1]]:21: warning: coroutine 'serve' only awaits 'accept': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: net::awaitable<int> serve(int port) { return accept(port); }

// An eager one
acme::job<int> begin(int id);
acme::job<int> begin_all() { co_return co_await begin(0); }
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: coroutine 'begin_all' only awaits 'begin': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::job<int> begin_all() { return begin(0); }

// A promise that is made of what the function is called with
struct pool {};
template <typename T> struct bound : mock::awaiter<T> {
  struct promise_type : mock::lazy<bound, T> {
    promise_type(pool &p, ...);
  };
};
bound<int> work(pool &p, int id);
bound<int> on(pool &p, int id) { co_return co_await work(p, id); }

// A frame that is allocated by what the function is called with
template <typename T> struct placed : mock::awaiter<T> {
  struct promise_type : mock::lazy<placed, T> {
    template <typename... A> void *operator new(std::size_t size, A &...);
    void operator delete(void *);
  };
};
placed<int> put(int id);
placed<int> put_here(int id) { co_return co_await put(id); }

// One promise for a marker, another one without
struct marker {};
template <typename T> struct split : mock::awaiter<T> {
  struct promise_type : mock::lazy<split, T> {};
};
struct marked : split<int>::promise_type {};
template <> struct std::coroutine_traits<split<int>, marker, int> {
  using promise_type = marked;
};
split<int> plain(int id);
split<int> with_marker(marker, int id) { co_return co_await plain(id); }
