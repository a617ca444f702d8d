// Parameters: cppcoreguidelines-avoid-reference-coroutine-parameters.
#include "acme/task.h"
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

acme::task<> step();
std::string make();

// case: a detached coroutine (bug)
acme::fire_and_forget audit(const std::string &text) {
  co_await step();
  std::string line = text;
}
// case: a caller starts the task and goes on (bug)
acme::task<> session(const std::string &name) {
  co_await step();
  std::string own = name;
}
void start(const std::string &name) { acme::spawn(session(name)); }
// case: an rvalue reference of a former function (bug)
acme::task<int> store(std::string &&text) {
  co_await step();
  co_return int(text.size());
}
// case: std::string_view, started (bug)
acme::task<> viewing(std::string_view name) {
  co_await step();
  std::string own(name);
}
void start_view(const std::string &name) { acme::spawn(viewing(name)); }
// case: auto t = r("temporary"); co_await t (bug)
acme::task<int> size_of(const std::string &text) { co_return int(text.size()); }
acme::task<int> stores() {
  auto task = size_of("temporary");
  co_return co_await task;
}
// case: std::string_view of a temporary, stored (bug)
acme::task<int> view_size(std::string_view text) { co_return int(text.size()); }
acme::task<int> stores_view() {
  auto task = view_size(make());
  co_return co_await task;
}
// case: std::span of a local vector, returned (bug)
acme::task<int> first_of(std::span<const int> numbers) { co_return numbers[0]; }
acme::task<int> returns_span() {
  std::vector<int> numbers{1};
  return first_of(numbers);
}
// case: a pointer to a local variable, returned (bug)
acme::task<int> read(const int *number) { co_return *number; }
acme::task<int> returns_pointer() {
  int number = 1;
  return read(&number);
}
// case: std::reference_wrapper of a local, returned (bug)
acme::task<int> referred(std::reference_wrapper<const int> number) { co_return number; }
acme::task<int> returns_wrapper() {
  int number = 1;
  return referred(std::cref(number));
}
// case: the implicit this of a temporary (bug)
struct client {
  std::string name;
  acme::task<int> run() { co_return int(name.size()); }
};
acme::task<int> stores_method() {
  auto task = client{"x"}.run();
  co_return co_await task;
}
// case: the implicit this of a local, returned (bug)
struct other_client {
  std::string name;
  acme::task<int> run() { co_return int(name.size()); }
};
acme::task<int> returns_method() {
  other_client local;
  return local.run();
}
// case: every call is awaited at once (fine)
acme::task<int> length(const std::string &text) {
  co_await step();
  co_return int(text.size());
}
acme::task<int> awaits() { co_return co_await length("temporary"); }
// case: the argument outlives the stored task (fine)
acme::task<int> measured(const std::string &text) { co_return int(text.size()); }
acme::task<int> stores_local() {
  std::string text = make();
  auto task = measured(text);
  co_return co_await task;
}
// case: it is never used after a suspension (fine)
acme::fire_and_forget copies(const std::string &text) {
  std::string own = text;
  co_await step();
}
// case: an owner outside looks after it (fine)
struct server {
  server(const server &) = delete;
  int port = 0;
};
acme::fire_and_forget serve(server &running) {
  co_await step();
  ++running.port;
}
// case: a task that cannot be moved, and so is awaited at once (fine)
struct now {
  struct promise_type {
    now get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_void() {}
  };
  now() = default;
  now(now &&) = delete;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
now at_once(std::string &&text) {
  co_await step();
  std::string own = text;
}
// case: a lambda that is no coroutine, in one (fine)
acme::task<> with_lambda() {
  auto plain = [](const std::string &text) { return text.size(); };
  plain("x");
  co_await step();
}
