// RUN: %prove %s
#include "acme/task.h"
#include <map>
#include <string>
#include <vector>

struct peer {
  std::string name;
  int errors = 0;
};
acme::task<> flush();
void use(int);
void show(const std::string &);

class room {
public:
  void leave(int id) { peers_.erase(id); }
  void clear() { names_.clear(); }

  // What a handler uses, it uses behind the suspension that threw.

  acme::task<> counts_errors(int id) {
    auto &one = peers_[id];
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'one' refers into 'peers_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+4]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+5]]:9: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE-10]]:24: note: 'peers_' may be changed here
    try {
      co_await flush();
    } catch (...) {
      ++one.errors;
    }
  }

  acme::task<> erases(int id) {
    auto it = peers_.find(id);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'it' refers into 'peers_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+4]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+5]]:20: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE-23]]:24: note: 'peers_' may be changed here
    try {
      co_await flush();
    } catch (...) {
      peers_.erase(it);
    }
  }

  acme::task<> shows() {
    const auto &first = names_.front();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'first' refers into 'names_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+5]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+10]]:12: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE-35]]:18: note: 'names_' may be changed here
    bool failed = false;
    try {
      co_await flush();
      co_return;
    } catch (...) {
      failed = true;
    }
    if (failed)
      show(first);
  }

  // It looks again, or before.

  acme::task<> looks_again(int id) {
    try {
      co_await flush();
    } catch (...) {
      auto &one = peers_[id];
      ++one.errors;
    }
  }

  acme::task<> in_each_round(int id) {
    for (;;) {
      auto &one = peers_[id];
      ++one.errors;
      try {
        co_await flush();
        co_return;
      } catch (...) {
        use(1);
      }
    }
  }

  acme::task<> before(int id) {
    auto it = peers_.find(id);
    try {
      show(it->second.name);
    } catch (...) {
      peers_.erase(it);
    }
    co_await flush();
  }

private:
  std::map<int, peer> peers_;
  std::vector<std::string> names_;
};
