// RUN: %prove %s
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>
#include "worker.h"

// What keeps callables, by structure alone.
namespace acme {

class loop {
public:
  void post(std::function<void()> work) { queue_.push_back(std::move(work)); }
  template <typename F> void post_any(F &&work) { post(std::forward<F>(work)); }
  template <typename F> auto submit(F work) -> std::future<decltype(work())> {
    auto task = std::make_shared<std::packaged_task<decltype(work())()>>(std::move(work));
    auto result = task->get_future();
    {
      std::lock_guard lock(mutex_);
      queue_.emplace_back([task] { (*task)(); });
    }
    ready_.notify_one();
    return result;
  }
  void on_close(std::function<void()> handler) { on_close_ = std::move(handler); }
  void close();

  void call(std::function<void()> work) { work(); }
  void walk(std::function<void()> visitor) {
    visitor_ = visitor;
    close();
    visitor_ = nullptr;
  }
  void unknown(std::function<void()> work);
  void run();

private:
  std::function<void()> on_close_, visitor_;
  std::deque<std::function<void()>> queue_;
  std::mutex mutex_;
  std::condition_variable ready_;
};

} // namespace acme

int fetch();
void use(int);

// --- Who keeps the lambda ---

void posted(acme::loop &loop) {
  int n = fetch();
  loop.post([&] { use(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:23: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:13: note: captured by value, it goes with the lambda
  // CHECK-FIX-NOTES: loop.post([&, n] { use(n); });
}
void posted_by_template(acme::loop &loop) {
  int n = fetch();
  loop.post_any([&n] { use(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:28: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:17: note: captured by value, it goes with the lambda
  // CHECK-FIX-NOTES: loop.post_any([n] { use(n); });
}
std::future<void> submitted(acme::loop &loop, int n) {
  return loop.submit([&n] { use(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'n' is gone when this lambda is called: what is returned goes on without this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:33: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:22: note: captured by value, it goes with the lambda
  // CHECK-FIX-NOTES: return loop.submit([n] { use(n); });
}
void submitted_and_dropped(acme::loop &loop, int n) {
  auto done = loop.submit([&n] { use(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:38: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:27: note: captured by value, it goes with the lambda
  // CHECK-FIX-NOTES: auto done = loop.submit([n] { use(n); });
}
void handler(acme::loop &loop, int n) {
  loop.on_close([&n] { use(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:28: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:17: note: captured by value, it goes with the lambda
  // CHECK-FIX-NOTES: loop.on_close([n] { use(n); });
}
void in_variable(acme::loop &loop, int n) {
  auto work = [&n] { use(n); };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:26: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:15: note: captured by value, it goes with the lambda
  // CHECK-FIX-NOTES: auto work = [n] { use(n); };
  loop.post(work);
}
void detached(int n) {
  std::thread([&n] { use(n); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:26: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:15: note: captured by value, it goes with the lambda
  // CHECK-FIX-NOTES: std::thread([n] { use(n); }).detach();
}
void detached_later(int n) {
  std::thread worker([&n] { use(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:33: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:22: note: captured by value, it goes with the lambda
  // CHECK-FIX-NOTES: std::thread worker([n] { use(n); });
  worker.detach();
}
std::future<void> returned(int n) {
  return std::async([&n] { use(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'n' is gone when this lambda is called: what is returned goes on without this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:32: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:21: note: captured by value, it goes with the lambda
  // CHECK-FIX-NOTES: return std::async([n] { use(n); });
}
std::future<void> returned_variable(int n) {
  auto done = std::async([&n] { use(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'n' is gone when this lambda is called: what is returned goes on without this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:37: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:26: note: captured by value, it goes with the lambda
  // CHECK-FIX-NOTES: auto done = std::async([n] { use(n); });
  return done;
}
std::function<void()> last_call;
void assigned(int n) {
  last_call = [&n] { use(n); };
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'n' is gone when this lambda is called: it is put where it outlives this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:26: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:15: note: captured by value, it goes with the lambda
  // CHECK-FIX-NOTES: last_call = [n] { use(n); };
}

// --- What it refers to ---

void writes(acme::loop &loop) {
  int sum = 0;
  loop.post([&sum] { ++sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sum' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: it is used here
}
void view(acme::loop &loop, std::string text) {
  std::string_view part = text;
  loop.post([part] { use(part.size()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'text' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:26: note: it is used here
}
void element(acme::loop &loop) {
  std::vector<int> all(3);
  auto &first = all[0];
  auto &last = all.back();
  loop.post([&first, &last] { use(first + last); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'all' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:35: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:43: note: it is used here
}
void each(acme::loop &loop) {
  std::vector<int> all(3);
  for (const auto &one : all)
    loop.post([&one] { use(one); });
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'all' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: it is handed over here
    // CHECK-MESSAGES: :[[@LINE-3]]:28: note: it is used here
}
void parts(acme::loop &loop) {
  auto [a, b] = std::pair(1, 2);
  loop.post([&a] { use(a); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'a' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: it is used here
}
void pointer(acme::loop &loop) {
  int n = fetch();
  int *where = &n;
  loop.post([where] { use(*where); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:28: note: it is used here
}
void renamed(acme::loop &loop, int n) {
  loop.post([&m = n] { use(m); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:28: note: it is used here
}
void in_scope(acme::loop &loop) {
  {
    int n = fetch();
    loop.post([&n] { use(n); });
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: it is handed over here
    // CHECK-MESSAGES: :[[@LINE-3]]:26: note: it is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:15: note: captured by value, it goes with the lambda
    // CHECK-FIX-NOTES: loop.post([n] { use(n); });
  }
  loop.run();
}

class job {
  std::vector<std::thread> threads;
  std::future<void> done;
  std::function<void()> then;

  void adds(int n) {
    threads.emplace_back([&n] { use(n); });
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'n' is gone when this lambda is called: it is put where it outlives this scope [async-continuation-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: it is handed over here
    // CHECK-MESSAGES: :[[@LINE-3]]:37: note: it is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:26: note: captured by value, it goes with the lambda
    // CHECK-FIX-NOTES: threads.emplace_back([n] { use(n); });
  }
  void stores(int n) {
    done = std::async([&n] { use(n); });
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'n' is gone when this lambda is called: it is put where it outlives this scope [async-continuation-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: it is handed over here
    // CHECK-MESSAGES: :[[@LINE-3]]:34: note: it is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:23: note: captured by value, it goes with the lambda
    // CHECK-FIX-NOTES: done = std::async([n] { use(n); });
  }
  void keeps(int n) {
    then = [&n] { use(n); };
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'n' is gone when this lambda is called: it is put where it outlives this scope [async-continuation-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: it is handed over here
    // CHECK-MESSAGES: :[[@LINE-3]]:23: note: it is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:12: note: captured by value, it goes with the lambda
    // CHECK-FIX-NOTES: then = [n] { use(n); };
  }
};

// --- The object ---

class session : public std::enable_shared_from_this<session> {
  int state = 0;

  void keeps() {
    std::thread([this, self = shared_from_this()] { state = 1; }).detach();
  }
  void starts() {
    std::thread([this] { state = 1; }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the object may be gone when this lambda is called: nothing keeps it until then [async-continuation-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: it is handed over here
    // CHECK-MESSAGES: :[[@LINE-3]]:26: note: it is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:17: note: an owner of the object, captured as well, keeps it
    // CHECK-FIX-NOTES: std::thread([this, self = shared_from_this()] { state = 1; }).detach();
  }
  void starts_all(int n) {
    std::thread([=] { state = n; }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the object may be gone when this lambda is called: nothing keeps it until then [async-continuation-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: it is handed over here
    // CHECK-MESSAGES: :[[@LINE-3]]:23: note: it is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:17: note: an owner of the object, captured as well, keeps it
    // CHECK-FIX-NOTES: std::thread([=, self = shared_from_this()] { state = n; }).detach();
  }
};

// --- In a header, a template, a macro ---

void instances(worker &w) { w.start(1); }
#define POST(loop, work) (loop).post([&] { work; })
void in_macro(acme::loop &loop) {
  int n = fetch();
  POST(loop, use(n));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-5]]:38: note: expanded from macro 'POST'
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-7]]:26: note: expanded from macro 'POST'
  // CHECK-MESSAGES: :[[@LINE-5]]:18: note: it is used here
}
template <typename Loop> void in_template(Loop &loop) {
  int n = fetch();
  loop.post([&n] { use(n); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:13: note: captured by value, it goes with the lambda
  // CHECK-FIX-NOTES: loop.post([n] { use(n); });
}
void instance(acme::loop &loop) { in_template(loop); }
