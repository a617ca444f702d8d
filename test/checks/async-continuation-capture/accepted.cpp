// RUN: %prove %s
// CHECK-SILENT
#include <atomic>
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

// --- Who calls it at once, or is unknown ---

void called(acme::loop &loop, int n) {
  loop.call([&n] { use(n); });
  loop.walk([&n] { use(n); });
  loop.unknown([&n] { use(n); });
}

// --- Who waits ---

void runs(acme::loop &loop, int n) {
  loop.post([&n] { use(n); });
  loop.run();
}
void gets(acme::loop &loop, int n) {
  auto done = loop.submit([&n] { use(n); });
  done.get();
  loop.submit([&n] { use(n); }).wait();
}
void gets_all(acme::loop &loop) {
  int sum = 0;
  std::vector<std::future<void>> all;
  for (int i = 0; i < 3; ++i)
    all.push_back(loop.submit([&sum, i] { sum += i; }));
  for (auto &each : all)
    each.get();
}
void hands_out(std::future<void> done);
void handed_out(acme::loop &loop, int n) {
  hands_out(loop.submit([&n] { use(n); }));
}
void joins(int n) {
  std::thread worker([&n] { use(n); });
  worker.join();
  std::jthread other([&n] { use(n); });
}
void waits_at_end(int n) {
  auto done = std::async([&n] { use(n); });
  (void)std::async([&n] { use(n); });
}
void spins(acme::loop &loop) {
  std::atomic<bool> done = false;
  loop.post([&done] { done = true; });
  while (!done)
    std::this_thread::yield();
}
struct chain {
  acme::loop &loop;
  template <typename F> void then(F next) { loop.post(std::move(next)); }
};
template <typename F> chain begin(acme::loop &loop, F work) {
  loop.post(std::move(work));
  return {loop};
}
void spins_on_the_next(acme::loop &loop, int n) {
  std::atomic<int> left = 2;
  int own = n;
  begin(loop, [&own] { use(own); }).then([&left] { --left; });
  loop.post([&own, &left] {
    use(own);
    --left;
  });
  while (left) {
  }
}
void waits_for_signal(acme::loop &loop) {
  std::mutex mutex;
  std::condition_variable ready;
  bool done = false;
  loop.post([&] {
    std::lock_guard lock(mutex);
    done = true;
    ready.notify_one();
  });
  std::unique_lock lock(mutex);
  ready.wait(lock, [&] { return done; });
}
void waits_for_promise(acme::loop &loop) {
  std::promise<int> result;
  loop.post([&result] { result.set_value(fetch()); });
  use(result.get_future().get());
}
void wait_until(const std::atomic<bool> &);
void is_told(acme::loop &loop) {
  std::atomic<bool> done = false;
  loop.post([&done] { done = true; });
  wait_until(done);
}
struct joiner {
  std::thread &worker;
  ~joiner() { worker.join(); }
};
void joins_at_end(int n) {
  std::thread worker([&n] { use(n); });
  joiner join{worker};
}
void serves(acme::loop &loop, int n) {
  loop.post([&n] { use(n); });
  for (;;)
    use(fetch());
}
// A container calls what it is given for an element.
template <typename T> class table {
public:
  using value_type = T;
  T *begin();
  T *end();
  void insert(T);
  template <typename F> bool modify(T *where, F change);
};
class cache {
  table<int> all;
  bool clear() {
    bool found = false;
    all.modify(all.begin(), [&found](int &n) { found = n != 0; });
    return found;
  }
};
class visitor {
  std::function<void(int)> on_value;
  std::vector<std::thread> threads;
  void parse();

  // What is kept may be called by what follows.
  int sum() {
    int sum = 0;
    on_value = [&sum](int n) { sum += n; };
    parse();
    return sum;
  }
  void closes(acme::loop &loop, int n) {
    loop.on_close([&n] { use(n); });
    loop.close();
  }
  void joins(int n) {
    threads.emplace_back([&n] { use(n); });
    for (auto &each : threads)
      each.join();
  }
};

// --- What lives on ---

void own_loop(int n) {
  acme::loop loop;
  loop.post([&n] { use(n); });
}
void of_caller(acme::loop &loop, int &n, std::string_view text, int *where) {
  loop.post([&n] { use(n); });
  loop.post([text] { use(text.size()); });
  loop.post([where] { use(*where); });
}
void of_program(acme::loop &loop) {
  static int n = fetch();
  static thread_local int m = fetch();
  loop.post([&] { use(n + m); });
}
void of_owner(acme::loop &loop, int &given) {
  auto &n = given;
  auto shared = std::make_shared<int>(1);
  loop.post([&n] { use(n); });
  loop.post([shared] { use(*shared); });
  loop.post([n = std::make_unique<int>(1).get()] { use(1); });
}
void unused(acme::loop &loop, int n) {
  loop.post([&n] {});
}

// --- The object ---

class session : public std::enable_shared_from_this<session> {
  int state = 0;
  std::function<void()> then;
  std::vector<std::thread> threads;

  session() {
    std::thread([this] { state = 1; }).detach();
  }
  void keeps(acme::loop &loop) {
    auto self = shared_from_this();
    std::thread([this, self] { state = 1; }).detach();
    std::thread([this, self = shared_from_this()] { state = 1; }).detach();
    std::thread([this, weak = weak_from_this()] {
      if (auto self = weak.lock())
        state = 1;
    }).detach();
  }
  // What the object has, goes with it.
  void own() {
    then = [this] { state = 1; };
    threads.emplace_back([this] { state = 1; });
  }
};
class service : public std::enable_shared_from_this<service> {
  int state = 0;
  std::atomic<int> running = 0;
  void starts() {
    std::thread([this] { state = 1; }).detach();
  }

public:
  ~service() { running.wait(0); }
};
// Where no lambda keeps its object, somebody else does.
class pool_member : public std::enable_shared_from_this<pool_member> {
  int state = 0;
  void starts() {
    std::thread([this] { state = 1; }).detach();
  }
  void starts_again() {
    std::thread([this] { state = 2; }).detach();
  }
};
class alone {
  int state = 0;
  void starts() {
    std::thread([this] { state = 1; }).detach();
  }
};

int main() {
  int n = fetch();
  std::thread([&n] { use(n); }).detach();
  std::this_thread::yield();
}
