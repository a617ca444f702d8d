// RUN: %prove %s
#include "acme/task.h"
#include <coroutine>
#include <vector>

// What belongs to an awaiter belongs to the coroutine that is suspended by it.

acme::task<> work();

class all_of {
public:
  void add(acme::task<> child) { children.push_back(std::move(child)); }
  bool await_ready() const { return children.empty(); }
  void await_suspend(std::coroutine_handle<> h) {
    waiting = h;
    run(*this);
  }
  void await_resume() {}

private:
  static acme::fire_and_forget run(all_of &self) {
    for (auto &child : self.children)
      co_await child;
    self.waiting.resume();
  }
  std::vector<acme::task<>> children;
  std::coroutine_handle<> waiting;
};

struct first_of {
  struct state {
    std::vector<acme::task<>> children;
    std::size_t first = 0;
  };
  state shared;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) { run(); }
  std::size_t await_resume() { return shared.first; }
  acme::fire_and_forget run() {
    auto &child = shared.children.front();
    co_await work();
    co_await child;
  }
};

template <typename T> struct sequence {
  std::vector<T> steps;
  bool await_ready() const { return steps.empty(); }
  void await_suspend(std::coroutine_handle<> h) { drive(this, h); }
  void await_resume() {}
  static acme::fire_and_forget drive(sequence *self, std::coroutine_handle<> h) {
    for (auto at = self->steps.begin(); at != self->steps.end(); ++at)
      co_await *at;
    h.resume();
  }
};

acme::task<> awaits(all_of &all, first_of &first, sequence<acme::task<>> &steps) {
  co_await all;
  co_await first;
  co_await steps;
}

// A group is no awaiter: others add to it meanwhile.
class group {
public:
  void add(acme::task<> child) { children.push_back(std::move(child)); }
  acme::task<> join() {
    for (auto &child : children)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes over 'children', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-5]]:34: note: 'children' may be changed here
      co_await child;
  }
  static acme::task<> join(group &self) {
    for (auto &child : self.children)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes over 'children', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-12]]:34: note: 'children' may be changed here
      co_await child;
  }
  acme::task<> last() {
    auto &child = children.back();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'child' refers into 'children', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:14: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE-20]]:34: note: 'children' may be changed here
    co_await work();
    co_await child;
  }

private:
  std::vector<acme::task<>> children;
};
