// RUN: %prove %s
#include "acme/task.h"
#include <algorithm>
#include <functional>
#include <utility>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

acme::task<> work();
acme::task<> handle(int n);
acme::job<int> start();
void on_click(std::function<void()> callback);
void on_number(const std::function<void(int)> &callback);

struct button {
  std::function<void()> clicked;
};

struct session {
  std::function<void()> closed;
  session();
  explicit session(int);
  acme::task<> close();
  std::function<void()> closer();
};

void conversions() {
  on_click([]() -> acme::task<> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  on_click([] { return work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  on_click(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  on_click(&work);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  on_click(start);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that 'start' returns: nobody learns when it completes or that it failed [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  on_number(handle);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'std::function' drops the task that 'handle' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  on_number([](auto n) -> acme::task<> { co_await handle(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  on_number([](auto n) { return handle(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: a callback that returns void starts the task itself: hand it to what runs tasks here
}

void variables(bool fast) {
  std::function<void()> initialised = []() -> acme::task<> { co_await work(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:39: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::function<void()> direct(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:32: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::function<void()> braces{work};
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:32: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::function<void()> assigned;
  assigned = []() -> acme::task<> { co_await work(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  assigned = work;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  auto local = []() -> acme::task<> { co_await work(); };
  on_click(local);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that 'local' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  on_click(std::move(local));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'std::function' drops the task that 'local' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::function<acme::task<>()> keeps_its_task = work;
  on_click(keeps_its_task);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that 'keeps_its_task' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  acme::task<> (*pointer)() = work;
  on_click(pointer);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that 'pointer' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  button aggregate{work};
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  button designated{.clicked = []() -> acme::task<> { co_await work(); }};
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:32: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::vector<std::function<void()>> list{work, [] {}};
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:43: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  list.push_back(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  list.emplace_back([]() -> acme::task<> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:21: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::map<std::string, std::function<void()>> commands;
  commands["start"] = start;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'std::function' drops the task that 'start' returns: nobody learns when it completes or that it failed [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:23: note: a callback that returns void starts the task itself: hand it to what runs tasks here
}

session::session() : closed([this]() -> acme::task<> { co_await close(); }) {}
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
// CHECK-MESSAGES: :[[@LINE-2]]:29: note: a callback that returns void starts the task itself: hand it to what runs tasks here

session::session(int) {
  closed = std::bind(&session::close, this);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'std::function' drops the task that 'close' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  closed = std::bind_front(&session::close, this);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'std::function' drops the task that 'close' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:28: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::function<void(session &)> member = &session::close;
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'std::function' drops the task that 'close' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:43: note: a callback that returns void starts the task itself: hand it to what runs tasks here
}

std::function<void()> session::closer() {
  return [this] { return close(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'std::function' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: a callback that returns void starts the task itself: hand it to what runs tasks here
}

acme::task<> in_a_coroutine() {
  on_click(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  co_await work();
}

void sinks(std::vector<int> &numbers, std::once_flag &once) {
  std::thread thread([]() -> acme::task<> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'std::thread' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::thread bound(handle, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'std::thread' drops the task that 'handle' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:21: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::jthread joining(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'std::jthread' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  thread.join();
  bound.join();
  std::call_once(once, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'std::call_once' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::for_each(numbers.begin(), numbers.end(), handle);
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'std::for_each' drops the task that 'handle' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:49: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::ranges::for_each(numbers, [](int n) -> acme::task<> { co_await handle(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'std::ranges::for_each' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:34: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  std::vector<std::thread> threads;
  threads.emplace_back(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'std::thread' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: a callback that returns void starts the task itself: hand it to what runs tasks here
}
