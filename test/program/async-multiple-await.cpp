// RUN: %program %s
// The result is taken in another file, or it is not.
//--- work.h
#pragma once
#include "acme/task.h"
#include <future>
acme::task<int> make();
acme::task<int> drain(acme::task<int> &task);
acme::task<int> drain_on(acme::task<int> &task);
acme::task<int> restart(acme::task<int> &task);
acme::task<int> drain_once(acme::task<int> &task, bool really);
int take(std::future<int> &result);
int take_on(std::future<int> &result);
int renew(std::future<int> &result);
bool log(const acme::task<int> &task);
bool watch(acme::task<int> &task);
bool inspect(const acme::task<int> &task);
//--- a_main.cpp
#include "work.h"
acme::task<int> twice() {
  auto one = make();
  int first = co_await drain(one);
  co_return first + co_await std::move(one);
  // PROGRAM: warning: 'one' is awaited after its result was moved out: nothing is left here [async-multiple-await]
  // NOTE: a_main.cpp:4: it is awaited here first
}
acme::task<int> thrice() {
  auto one = make();
  int first = co_await drain_on(one);
  co_return first + co_await drain(one);
  // PROGRAM: warning: 'one' is awaited after its result was moved out: nothing is left here [async-multiple-await]
}
acme::task<int> restarts() {
  auto one = make();
  int first = co_await restart(one);
  co_return first + co_await std::move(one);
}
acme::task<int> perhaps(bool really) {
  auto one = make();
  int first = co_await drain_once(one, really);
  co_return first + co_await std::move(one);
}
int takes(std::future<int> result) {
  int first = take_on(result);
  return first + result.get();
  // PROGRAM: warning: 'result' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
  // NOTE: a_main.cpp:26: it is waited for here first
}
int renews(std::future<int> result) {
  int first = renew(result);
  return first + result.get();
}
acme::task<> logs() {
  auto one = make();
  co_await std::move(one);
  log(one);
  // ALONE: warning: 'one' is used after its result was moved out: nothing is left here [async-multiple-await]
}
acme::task<> inspects() {
  auto one = make();
  co_await std::move(one);
  inspect(one);
  // BOTH: warning: 'one' is used after its result was moved out: nothing is left here [async-multiple-await]
}
acme::task<> watches() {
  auto one = make();
  co_await std::move(one);
  watch(one);
  co_await std::move(one);
  // PROGRAM: warning: 'one' is awaited after its result was moved out: nothing is left here [async-multiple-await]
}
//--- b_work.cpp
#include "work.h"
acme::task<int> make() { co_return 1; }
acme::task<int> drain(acme::task<int> &task) { co_return co_await std::move(task); }
acme::task<int> drain_on(acme::task<int> &task) { co_return 1 + co_await drain(task); }
acme::task<int> restart(acme::task<int> &task) {
  int first = co_await std::move(task);
  task = make();
  co_return first;
}
acme::task<int> drain_once(acme::task<int> &task, bool really) {
  if (!really)
    co_return 0;
  co_return co_await std::move(task);
}
int take(std::future<int> &result) { return result.get(); }
int take_on(std::future<int> &result) { return take(result); }
int renew(std::future<int> &result) {
  int first = result.get();
  result = std::async([] { return 1; });
  return first;
}
bool log(const acme::task<int> &task) { return task.is_ready(); }
bool watch(acme::task<int> &task) { return task.is_ready(); }
bool inspect(const acme::task<int> &task) { return static_cast<bool>(task) && &task != nullptr; }
