// RUN: %prove %s
// What a concept asks of a class keeps its type.
#include "acme/task.h"
#include "acme/void.h"
#include <concepts>
#include <type_traits>

acme::task<> flush();

template <typename T>
concept starter = requires(T &object) {
  { object.start() } -> std::same_as<void>;
  object.poke();
};
template <typename T>
concept engine = starter<T> && requires(T &object) { requires std::is_void_v<decltype(object.stop())>; };

struct asserted {
  void start() { co_await flush(); }
  void stop() { co_await flush(); }
  // Any result will do.
  void poke() { co_await flush(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: coroutine 'poke' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // CHECK-FIXES: acme::task<> poke() { co_await flush(); }
};
static_assert(engine<asserted>);

// Who takes a class by a constraint asks for it as well.
struct given {
  void start() { co_await flush(); }
  void poke();
};
struct wanted {
  void start() { co_await flush(); }
  void poke();
};
struct held {
  void start() { co_await flush(); }
  void poke();
};
struct each {
  void start() { co_await flush(); }
  void poke();
};
template <starter T> void run(T &);
void take(starter auto &);
template <typename T>
  requires(sizeof(T) != 0) && starter<T>
struct holder {
  T object;
};
template <starter... T> void run_all(T &...);
void use(given &a, wanted &b, holder<held> &c, each &d) {
  run(a);
  take(b);
  run_all(d, d);
}

// Through a base.
struct base {
  void start() { co_await flush(); }
  void poke();
};
struct derived : base {};
static_assert(starter<derived>);

// Nobody asks these.
struct other {
  void start() { co_await flush(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: coroutine 'start' returns void: nobody can await it, so its completion and its exceptions are lost [async-void-coroutine]
  // CHECK-FIXES: acme::task<> start() { co_await flush(); }
  void stop();
};
template <typename T> void run_any(T &);
void use_other(other &a) { run_any(a); }
