// RUN: %prove %s
#include "acme/task.h"
#include <deque>
#include <list>
#include <queue>
#include <string>
#include <vector>

acme::task<> send(const std::string &text);

// Who takes the elements out works with the first one until it is done, and others only add some.
class writer {
public:
  acme::task<> write_all() {
    while (!texts_.empty()) {
      auto &text = texts_.front();
      co_await send(text);
      text.clear();
      texts_.pop_front();
    }
  }
  template <typename Socket> acme::task<> write_to(Socket &socket) {
    auto &text = queued_.front();
    co_await socket.write(text);
    text.clear();
    queued_.pop();
  }
  acme::task<> write_listed() {
    auto &text = listed_.back();
    co_await send(text);
    text.clear();
    listed_.pop_back();
  }
  void add(std::string text) {
    texts_.push_back(text);
    texts_.emplace_front("first");
    queued_.push(text);
    listed_.push_back(text);
  }

private:
  std::deque<std::string> texts_;
  std::queue<std::string> queued_;
  std::list<std::string> listed_;
};
struct plain {
  acme::task<> write(const std::string &text);
};
struct secure : plain {};
acme::task<> both(writer &all, plain &first, secure &second) {
  co_await all.write_to(first);
  co_await all.write_to(second);
}

// Nobody takes one out.
class journal {
public:
  acme::task<> mark() {
    auto &last = lines_.back();
    co_await send(last);
    last += "!";
  }
  void add(std::string line) { lines_.push_back(std::move(line)); }

private:
  std::deque<std::string> lines_;
};

// Somebody else takes it out, all elements move, or an iterator is lost.
class shared {
public:
  acme::task<> write_all() {
    auto &text = texts_.front();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'text' refers into 'texts_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+5]]:17: note: 'texts_' may be changed here
    co_await send(text);
    text.clear();
    texts_.pop_front();
  }
  void drop() { texts_.pop_front(); }

  acme::task<> write_vector() {
    auto &text = vector_.back();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'text' refers into 'vector_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+5]]:32: note: 'vector_' may be changed here
    co_await send(text);
    text.clear();
    vector_.pop_back();
  }
  void add(std::string text) { vector_.push_back(std::move(text)); }

  acme::task<> write_middle() {
    auto &text = ordered_.front();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'text' refers into 'ordered_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+5]]:32: note: 'ordered_' may be changed here
    co_await send(text);
    text.clear();
    ordered_.pop_front();
  }
  void put(std::string text) { ordered_.insert(ordered_.begin() + 1, std::move(text)); }

  acme::task<> write_at_iterator() {
    auto at = iterated_.begin();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'at' refers into 'iterated_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+5]]:33: note: 'iterated_' may be changed here
    co_await send(*at);
    at->clear();
    iterated_.pop_front();
  }
  void push(std::string text) { iterated_.push_back(std::move(text)); }

  acme::task<> erase_own() {
    auto &text = erased_.front();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'text' refers into 'erased_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: 'erased_' may be changed here
    co_await send(text);
    text.clear();
    erased_.erase(erased_.begin());
  }

private:
  std::deque<std::string> texts_, ordered_, iterated_, erased_;
  std::vector<std::string> vector_;
};
