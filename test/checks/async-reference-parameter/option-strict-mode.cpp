// RUN: %prove %s --config-option async-reference-parameter.StrictMode=true
#include "acme/outcome.h"
#include "acme/task.h"
#include <string>

acme::task<> step();

acme::task<> reads(const std::string &text) { co_await step(); }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: parameter 'text' is a reference, and a coroutine may outlive what its parameters refer to [async-reference-parameter]
acme::task<> writes(std::string &text, std::string *other, int n) {
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: parameter 'text' is a reference, and a coroutine may outlive what its parameters refer to [async-reference-parameter]
  co_await step();
  text = std::to_string(n);
  *other = text;
}
acme::task<> unnamed(int &&) { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: this parameter is a reference, and a coroutine may outlive what its parameters refer to [async-reference-parameter]
acme::task<> values(std::string text, int n) { co_await step(); }
acme::task<> ordinary(const std::string &text) { return reads(text); }
acme::outcome<int> ends_at_once(const std::string &text) {
  co_return co_await acme::outcome<int>(text.size());
}

// What the check knows to be a mistake is repaired as ever.

acme::fire_and_forget log(const std::string &text) {
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+3]]:21: note: it is used here
// CHECK-FIXES: acme::fire_and_forget log(std::string text) {
  co_await step();
  std::string own = text;
}
