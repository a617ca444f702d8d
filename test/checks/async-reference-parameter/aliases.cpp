// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"
#include <string>
#include <string_view>
#include <utility>

struct config {
  std::string host;
  int port;
};
acme::task<> step();
void use(std::string_view);
void use(int);

// Another name is no other object.

acme::fire_and_forget renamed(const std::string &text) {
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+4]]:7: note: it is used here
// CHECK-FIXES: acme::fire_and_forget renamed(std::string text) {
  const auto &same = text;
  co_await step();
  use(same);
}

acme::fire_and_forget part(config &&c) {
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: parameter 'c' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+5]]:3: note: it is used here
// CHECK-FIXES: acme::fire_and_forget part(config c) {
  auto &all = c;
  auto &host = all.host;
  co_await step();
  host += '!';
}

acme::fire_and_forget seen(const config &c) {
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: parameter 'c' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+4]]:7: note: it is used here
// CHECK-FIXES: acme::fire_and_forget seen(config c) {
  const std::string_view host = c.host;
  co_await step();
  use(host);
}

acme::fire_and_forget taken_apart(const config &c) {
// CHECK-MESSAGES: :[[@LINE-1]]:49: warning: parameter 'c' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+4]]:7: note: it is used here
// CHECK-FIXES: acme::fire_and_forget taken_apart(config c) {
  const auto &[host, port] = c;
  co_await step();
  use(port);
}

acme::fire_and_forget pointed(const config &c) {
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: parameter 'c' is a reference to what may be gone when the coroutine uses it: nobody can wait for the coroutine, so that its caller goes on when it suspends [async-reference-parameter]
// CHECK-MESSAGES: :[[@LINE+4]]:7: note: it is used here
// CHECK-FIXES: acme::fire_and_forget pointed(config c) {
  const config *pointer = &c;
  co_await step();
  use(pointer->host);
}

// A copy is.

acme::fire_and_forget copied(const config &c) {
  auto own = c;
  auto &same = own;
  std::string_view host = own.host;
  co_await step();
  use(same.port);
  use(host);
}

acme::fire_and_forget only_before(const config &c) {
  auto &same = c;
  use(same.host);
  co_await step();
}

acme::fire_and_forget replaced(const config &c) {
  std::string_view text = c.host;
  use(text);
  text = "other";
  co_await step();
  use(text);
}

acme::fire_and_forget copied_apart(const config &c) {
  auto [host, port] = c;
  co_await step();
  use(host);
}
