#pragma once

#include <coroutine>
#include <deque>

namespace fleet {

/// Resumes coroutines in the order in which they have asked for it, on one thread.
class EventLoop {
public:
  void post(std::coroutine_handle<> next) { ready_.push_back(next); }

  /// Returns whether there was something to resume.
  bool run_one() {
    if (ready_.empty())
      return false;
    const auto next = ready_.front();
    ready_.pop_front();
    next.resume();
    return true;
  }

  void run() {
    while (run_one()) {
    }
  }

  /// How many calls of sync_wait() stand on each other, and how many at most.
  int depth = 0, deepest = 0;

private:
  std::deque<std::coroutine_handle<>> ready_;
};

inline EventLoop &event_loop() {
  static EventLoop loop;
  return loop;
}

/// Lets others run first.
struct NextTurn {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> caller) const { event_loop().post(caller); }
  void await_resume() const noexcept {}
};

inline NextTurn next_turn() { return {}; }

} // namespace fleet
