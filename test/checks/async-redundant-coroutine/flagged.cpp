// RUN: %prove %s
#include "acme/task.h"
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

acme::task<int> load(int id);
acme::task<int> load(int id, bool fresh);
acme::task<> send(std::string text);
acme::task<> log(const std::string &text);
acme::task<> take(std::string &&text);
acme::task<> show(std::string_view text);
acme::task<> sleep(std::chrono::milliseconds time);
acme::task<> flush();

acme::task<int> one(int id) { co_return co_await load(id); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: coroutine 'one' only awaits 'load': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::task<int> one(int id) { return load(id); }

acme::task<int> literals() { co_return co_await load(42, true); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: coroutine 'literals' only awaits 'load': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::task<int> literals() { return load(42, true); }

acme::task<int> numbers(int id) {
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: coroutine 'numbers' only awaits 'load': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
  // The newest of them
  co_return co_await load(id + 1, id > 0 && !false); // all at once
  // CHECK-FIXES: return load(id + 1, id > 0 && !false); // all at once
}

acme::task<int> spread(int id) {
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: coroutine 'spread' only awaits 'load': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
  co_return /* a */ co_await /* b */
  // CHECK-FIXES: return /* a */ /* b */
      load(id,
           true);
}

acme::task<int> in_parentheses(int id) { co_return (co_await load(id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: coroutine 'in_parentheses' only awaits 'load': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::task<int> in_parentheses(int id) { return (load(id)); }

acme::task<> nothing() { co_return co_await flush(); }
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: coroutine 'nothing' only awaits 'flush': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::task<> nothing() { return flush(); }

acme::task<> moved(std::string text) { co_return co_await send(std::move(text)); }
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: coroutine 'moved' only awaits 'send': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::task<> moved(std::string text) { return send(std::move(text)); }
acme::task<> made() { co_return co_await send("hello"); }
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: coroutine 'made' only awaits 'send': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::task<> made() { return send("hello"); }
acme::task<> same_reference(const std::string &text) { co_return co_await log(text); }
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: coroutine 'same_reference' only awaits 'log': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::task<> same_reference(const std::string &text) { return log(text); }
acme::task<> passed_on(std::string &&text) { co_return co_await take(std::move(text)); }
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: coroutine 'passed_on' only awaits 'take': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::task<> passed_on(std::string &&text) { return take(std::move(text)); }
acme::task<> view(std::string_view text) { co_return co_await show(text); }
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: coroutine 'view' only awaits 'show': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::task<> view(std::string_view text) { return show(text); }
acme::task<> literal_view() { co_return co_await show("hello"); }
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: coroutine 'literal_view' only awaits 'show': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::task<> literal_view() { return show("hello"); }
acme::task<> time() { co_return co_await sleep(std::chrono::seconds(1)); }
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: coroutine 'time' only awaits 'sleep': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::task<> time() { return sleep(std::chrono::seconds(1)); }
acme::task<> given_time(std::chrono::milliseconds time) { co_return co_await sleep(time); }
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: coroutine 'given_time' only awaits 'sleep': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::task<> given_time(std::chrono::milliseconds time) { return sleep(time); }

struct connection {
  acme::task<int> read(int size);
};
struct client {
  connection own;
  connection &shared;
  std::unique_ptr<connection> owned;
  connection *known;

  acme::task<int> read(int size);
  acme::task<int> read_all() { co_return co_await read(100); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: coroutine 'read_all' only awaits 'read': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
  // CHECK-FIXES: acme::task<int> read_all() { return read(100); }
  acme::task<int> explicitly() { co_return co_await this->read(1); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: coroutine 'explicitly' only awaits 'read': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
  // CHECK-FIXES: acme::task<int> explicitly() { return this->read(1); }
  acme::task<int> of_member(int size) { co_return co_await own.read(size); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: coroutine 'of_member' only awaits 'read': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
  // CHECK-FIXES: acme::task<int> of_member(int size) { return own.read(size); }
  acme::task<int> of_reference(int size) { co_return co_await shared.read(size); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: coroutine 'of_reference' only awaits 'read': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
  // CHECK-FIXES: acme::task<int> of_reference(int size) { return shared.read(size); }
  acme::task<int> of_pointer(int size) { co_return co_await known->read(size); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: coroutine 'of_pointer' only awaits 'read': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
  // CHECK-FIXES: acme::task<int> of_pointer(int size) { return known->read(size); }
  acme::task<int> of_owned(int size) { co_return co_await owned->read(size); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: coroutine 'of_owned' only awaits 'read': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
  // CHECK-FIXES: acme::task<int> of_owned(int size) { return owned->read(size); }
  acme::task<int> elsewhere(int size);
  static acme::task<int> of(connection &c) { co_return co_await c.read(1); }
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: coroutine 'of' only awaits 'read': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
  // CHECK-FIXES: static acme::task<int> of(connection &c) { return c.read(1); }
};
acme::task<int> client::elsewhere(int size) { co_return co_await read(size); }
// CHECK-MESSAGES: :[[@LINE-1]]:25: warning: coroutine 'elsewhere' only awaits 'read': it costs a frame of its own, and each resumption goes through it [async-redundant-coroutine]
// CHECK-FIXES: acme::task<int> client::elsewhere(int size) { return read(size); }
