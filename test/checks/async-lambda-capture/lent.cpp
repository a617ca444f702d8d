// RUN: %prove %s
// Ordinary lambdas that give the task that they return what they have captured.
#include "acme/task.h"
#include <string>
#include <string_view>
#include <utility>

struct request {
  std::string text;
};
acme::task<> check(request &&asked) {
  co_await acme::task<>();
  asked.text.clear();
}
acme::task<> check_copy(request asked) {
  co_await acme::task<>();
  asked.text.clear();
}
acme::task<> show(std::string_view text) {
  co_await acme::task<>();
  if (text.empty())
    co_return;
}
template <typename F> void spawn(F work) { acme::spawn(work()); }
template <typename F> acme::task<> keep(F work) { co_await work(); }

struct server {
  void starts(request asked) {
    spawn([this, asked]() mutable { return check(std::move(asked)); });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the captures of this lambda belong to its closure, which is destroyed when the call is over: the task that it returns goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE-3]]:50: note: the task refers to a capture by this
    spawn([asked = std::move(asked)] { return show(asked.text); });
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the captures of this lambda belong to its closure, which is destroyed when the call is over: the task that it returns goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE-3]]:52: note: the task refers to a capture by this
  }
  acme::task<> returns(request asked) {
    return [asked]() { return show(asked.text); }();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the captures of this lambda belong to its closure, which is destroyed at the end of this full expression: the task that it returns goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:36: note: the task refers to a capture by this
  }
  acme::task<> awaits(request asked) {
    co_await [asked]() { return show(asked.text); }();
    co_await keep([asked]() { return show(asked.text); });
  }
  void copies(request asked) {
    spawn([this, asked]() mutable { return check_copy(std::move(asked)); });
    spawn([asked = std::move(asked)] { return run(asked.text); });
  }
  // What is captured by reference does not go with the closure.
  static acme::task<> refers(request &asked) {
    co_await [&asked]() { return show(asked.text); }();
    spawn([&asked] { return show(asked.text); });
    co_await acme::task<>();
  }
  static acme::task<> run(std::string text) {
    co_await acme::task<>();
    text.clear();
  }
};
