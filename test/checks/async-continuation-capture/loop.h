// What keeps callables, by structure alone.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <utility>

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
// CHECK-SILENT
