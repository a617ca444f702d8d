// RUN: %prove %s
#include "acme/reference.h"
#include "acme/task.h"
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct page {
  std::string text;
  std::map<int, std::string> rows;
};
acme::task<std::string> read();
acme::task<page> load();
acme::task<> use(std::string_view);

// --- Variables of the coroutine ---

acme::task<std::string_view> name() {
  std::string s = co_await read();
  co_return s;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this result refers to 's', which is gone when the coroutine ends [async-dangling-await-result]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: it is declared here
}
acme::task<const char *> characters() {
  std::string s = co_await read();
  co_return s.c_str();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this result refers to 's', which is gone when the coroutine ends [async-dangling-await-result]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: it is declared here
}
acme::task<std::string_view> buffered(bool whole) {
  std::vector<char> bytes(4);
  char more[20] = {};
  co_await read();
  if (whole)
    co_return {bytes.data(), bytes.size()};
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this result refers to 'bytes', which is gone when the coroutine ends [async-dangling-await-result]
    // CHECK-MESSAGES: :[[@LINE-6]]:21: note: it is declared here
  co_return more;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this result refers to 'more', which is gone when the coroutine ends [async-dangling-await-result]
  // CHECK-MESSAGES: :[[@LINE-8]]:8: note: it is declared here
}
acme::task<std::span<const int>> numbers() {
  std::vector<int> more(3);
  co_await read();
  co_return std::span<const int>(more);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this result refers to 'more', which is gone when the coroutine ends [async-dangling-await-result]
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note: it is declared here
}
acme::task<int *> pointer(bool own) {
  int n = 0;
  auto owner = std::make_unique<int>(1);
  co_await read();
  if (own)
    co_return owner.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this result refers to 'owner', which is gone when the coroutine ends [async-dangling-await-result]
    // CHECK-MESSAGES: :[[@LINE-5]]:8: note: it is declared here
  co_return &n;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this result refers to 'n', which is gone when the coroutine ends [async-dangling-await-result]
  // CHECK-MESSAGES: :[[@LINE-9]]:7: note: it is declared here
}
acme::task<std::string_view> part() {
  page loaded = co_await load();
  std::string_view all = loaded.text;
  if (all.empty())
    co_return loaded.rows[1];
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: this result refers to 'loaded', which is gone when the coroutine ends [async-dangling-await-result]
    // CHECK-MESSAGES: :[[@LINE-5]]:8: note: it is declared here
  co_return loaded.text;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this result refers to 'loaded', which is gone when the coroutine ends [async-dangling-await-result]
  // CHECK-MESSAGES: :[[@LINE-8]]:8: note: it is declared here
}
acme::task<std::string_view> cut() {
  std::string s = co_await read();
  std::string_view all = s;
  co_return all.substr(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this result refers to 's', which is gone when the coroutine ends [async-dangling-await-result]
  // CHECK-MESSAGES: :[[@LINE-4]]:15: note: it is declared here
}
acme::kept<page &> reference() {
  page loaded = co_await load();
  co_return loaded;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this result refers to 'loaded', which is gone when the coroutine ends [async-dangling-await-result]
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: it is declared here
}
template <class T> acme::task<T *> generic() {
  T t{};
  co_await read();
  co_return &t;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this result refers to 't', which is gone when the coroutine ends [async-dangling-await-result]
  // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is declared here
}
acme::task<int> instances() { co_return *co_await generic<int>() + *co_await generic<short>(); }

// --- Temporaries ---

acme::task<std::string_view> temporary() {
  co_return co_await read();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this result refers to a temporary, which is gone when the coroutine ends [async-dangling-await-result]
}
acme::task<std::string_view> temporary_part(std::string &all) {
  co_await read();
  co_return all.substr(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: this result refers to a temporary, which is gone when the coroutine ends [async-dangling-await-result]
}

// --- What it was given ---

acme::task<std::string_view> trimmed(std::string s) {
  co_await read();
  co_return std::string_view(s).substr(1);
}
acme::task<std::string_view> same(const std::string &s) {
  co_await read();
  co_return s;
}
acme::task<> given() {
  std::string own = co_await read();
  std::string_view kept = co_await same(own);
  std::string_view first = co_await trimmed(own);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'first' refers to what coroutine 'trimmed' is given, which is gone at the end of this expression [async-dangling-await-result]
  std::string_view second = co_await same("text");
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'second' refers to what coroutine 'same' is given, which is gone at the end of this expression [async-dangling-await-result]
  std::string copied(co_await same("text"));
  co_await use(co_await trimmed(own));
  co_await use(co_await same(std::string("text")));
  co_await use(kept);
}

// --- What stays ---

/// Says that it yields references, and has a copy of its own.
template <typename T> struct copying {
  struct promise_type {
    std::optional<std::decay_t<T>> value;
    copying get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    template <typename U> void return_value(U &&u) { value.emplace(u); }
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
acme::kept<page &> wrapped(page &other) {
  co_await read();
  co_return std::ref(other);
}
copying<const std::string &> copied() {
  std::string s = co_await read();
  co_return s;
}

struct cache {
  std::string last;
  std::optional<page> current;
  std::vector<std::unique_ptr<int>> numbers;
  acme::task<std::string_view> get() {
    last = co_await read();
    co_return last;
  }
  acme::task<const page *> peek() {
    co_await read();
    co_return &*current;
  }
  acme::task<std::string_view> through() {
    auto &same = last;
    co_await read();
    co_return same;
  }
  acme::task<int *> add() {
    auto made = std::make_unique<int>(1);
    int *raw = made.get();
    co_await read();
    numbers.push_back(std::move(made));
    co_return raw;
  }
};
acme::task<int *> released() {
  auto made = std::make_unique<int>(1);
  co_await read();
  co_return made.release();
}
acme::task<std::string_view> of_the_program(bool first) {
  static std::string all = "text";
  co_await read();
  if (first)
    co_return "literal";
  co_return all;
}
acme::task<std::string> value() {
  std::string s = co_await read();
  co_return s;
}
acme::task<> captured() {
  std::string s = co_await read();
  auto shown = [&]() -> acme::task<std::string_view> {
    co_await read();
    co_return s;
  };
  co_await use(co_await shown());
}
