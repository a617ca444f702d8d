// RUN: %prove %s --config-option async-naming.Suffix=Async -- -isystem %S/../../Inputs
// CHECK-SILENT
#include "acme/task.h"
#include <functional>
#include <future>
#include <string>

acme::task<int> fetchAsync(int id);
int fetch(int id);
void close();

// Whoever dictates the name
struct base {
  virtual acme::task<> runAsync();
};
struct derived : base {
  acme::task<> runAsync() override;
};
struct number {
  acme::task<number> operator+(number);
  operator acme::task<int>();
  acme::task<int> operator()(int);
  number(acme::task<int>);
};
extern "C" acme::task<int> *from_c();

// Asynchronous in another way
std::future<int> loadAsync();
void loadAsync(std::function<void(int)> done);
void loadAsync(void (*done)(int));
template <typename F> void loadAsync(F done);
acme::job<int> startAsync();
struct timer {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
timer sleepAsync();

// Questions, and what is not known
bool isAsync();
template <typename T> T callAsync();
template <typename F> auto applyAsync(F f) { return f(); }
template <typename F> auto apply(F f) { return f(); }
acme::task<int> &storedAsync();
acme::task<int> &stored();
acme::task<int> *pointer();

auto lambda = []() -> acme::task<int> { co_return 1; };

// The protocol of coroutines
template <typename T> struct own {
  struct promise_type {
    own get_return_object();
    own make();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    acme::task<int> await_transform(int);
    void return_value(T);
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  acme::task<int> await_resume();
  own<T> chained();
};
struct later {
  acme::task<int> operator co_await();
};

int main() { return fetch(0); }
