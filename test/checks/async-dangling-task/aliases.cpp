// RUN: %prove %s
#include "acme/task.h"
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct config {
  std::string host;
  int port;
};
config load();
void keep(config);
void keep(std::unique_ptr<config>);
acme::task<int> connect(const std::string &host) { co_return int(host.size()); }
acme::task<int> look_up(std::string_view host) { co_return int(host.size()); }

// A local reference or view stands for what goes.

acme::task<int> of_a_part() {
  config c = load();
  const auto &host = c.host;
  return connect(host);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'connect' returns refers to 'c', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-10]]:44: note: it is taken by reference here
  // CHECK-FIXES: co_return co_await connect(host);
}

acme::task<int> of_a_view() {
  std::string host = load().host;
  std::string_view name = host;
  return look_up(name);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'look_up' returns refers to 'host', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-18]]:42: note: only a view of it is taken here
  // CHECK-FIXES: co_return co_await look_up(name);
}

acme::task<int> of_a_temporary() {
  const config &c = load();
  return connect(c.host);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'connect' returns refers to 'c', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-27]]:44: note: it is taken by reference here
  // CHECK-FIXES: co_return co_await connect(c.host);
}

acme::task<int> of_another_name(config c) {
  auto &same = c;
  auto &host = same.host;
  return connect(host);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'connect' returns refers to 'c', which is gone when the caller awaits it [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-36]]:44: note: it is taken by reference here
  // CHECK-FIXES: co_return co_await connect(host);
}

// It stands for something that stays.

acme::task<int> of_a_parameter(const config &c) {
  const auto &host = c.host;
  return connect(host);
}

struct client {
  config own;
  acme::task<int> run() {
    auto &host = own.host;
    return connect(host);
  }
};

acme::task<int> of_a_literal() {
  std::string_view name = "localhost";
  return look_up(name);
}

acme::task<int> of_an_element(std::vector<std::shared_ptr<config>> &all) {
  const auto &host = all.front()->host;
  return connect(host);
}

acme::task<int> awaited() {
  config c = load();
  const auto &host = c.host;
  co_return co_await connect(host);
}

// What it stands for may live on elsewhere.

acme::task<int> of_a_moved_one() {
  auto owner = std::make_unique<config>(load());
  auto &host = owner->host;
  keep(std::move(owner));
  return connect(host);
}

acme::task<int> of_a_replaced_view(const std::string &other) {
  std::string host = load().host;
  std::string_view name = host;
  name = other;
  return look_up(name);
}
