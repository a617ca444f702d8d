// RUN: %prove %s
// Constructors and destructors run where objects are made and end.
#include "acme/task.h"
#include <chrono>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

acme::task<> work();
void nap() { std::this_thread::sleep_for(std::chrono::seconds(1)); }

struct device {
  device() { nap(); }
  explicit device(int) {}
};
struct owner {
  device part;
};
struct writer {
  explicit writer(const std::string &name) : out(name) {}
  std::ofstream out;
};

acme::task<> makes(std::optional<device> &maybe, std::vector<device> &all) {
  device d;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'device' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-14]]:14: note: 'device' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-18]]:14: note: 'sleep_for' blocks here
  owner o;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'device' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-18]]:14: note: 'device' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-22]]:14: note: 'sleep_for' blocks here
  writer log("log");
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'writer' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-15]]:46: note: 'std::ofstream' blocks here
  maybe.emplace();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'device' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-25]]:14: note: 'device' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-29]]:14: note: 'sleep_for' blocks here
  all.emplace_back();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'device' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-29]]:14: note: 'device' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-33]]:14: note: 'sleep_for' blocks here
  auto shared = std::make_shared<device>();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'device' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-33]]:14: note: 'device' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-37]]:14: note: 'sleep_for' blocks here
  auto unique = std::make_unique<owner>();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'device' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-37]]:14: note: 'device' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-41]]:14: note: 'sleep_for' blocks here
  co_await work();
}

struct thread_guard {
  std::thread &thread;
  ~thread_guard() { thread.join(); }
};
struct holder {
  thread_guard guard;
};
acme::task<> ends(std::thread &t) {
  thread_guard guard{t};
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: '~thread_guard' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-8]]:21: note: 'join' blocks here
  holder h{{t}};
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: '~thread_guard' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-11]]:21: note: 'join' blocks here
  co_await work();
}

// Another constructor, a copy, a place for one, and what ends elsewhere.
device *find();
void keep(thread_guard);
acme::task<> accepted(std::thread &t, std::vector<device> &all, const device &given) {
  device quick(1);
  device copy = given;
  all.push_back(given);
  all.reserve(7);
  all.emplace_back(1);
  std::optional<device> none;
  none.emplace(2);
  std::unique_ptr<device> empty(find());
  auto other = std::make_unique<device>(1);
  auto later = [] { device d; };
  thread_guard guard{t};
  keep(std::move(guard));
  std::thread([] { device d; }).detach();
  co_await work();
}

// Who owns a thread ends it before it joins it.
struct counter {
  ~counter() { helper.join(); }
  std::thread helper;
};
struct pool {
  ~pool() { stop(); }
  void stop() {
    for (std::thread &each : threads)
      if (each.joinable())
        each.join();
  }
  std::vector<std::thread> threads;
};

acme::task<> owners() {
  counter one;
  auto many = std::make_shared<pool>();
  pool own;
  co_await work();
  own.stop();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'stop' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-12]]:9: note: 'join' blocks here
}

// It does not wait if it is told so.
struct closing {
  bool is_open = true;
  ~closing() {
    if (is_open)
      std::this_thread::sleep_for(std::chrono::seconds(1));
  }
  void detach() { is_open = false; }
  bool is_closing() const { return is_open; }
};
acme::task<> dismissed() {
  closing door{};
  door.detach();
  co_await work();
}
acme::task<> not_dismissed() {
  closing door{};
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: '~closing' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-13]]:7: note: 'sleep_for' blocks here
  door.is_closing();
  co_await work();
}
