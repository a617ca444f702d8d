// Home-made tasks that differ in what awaiting one does that no coroutine made.
#pragma once

#include "mock.h"
#include <memory>
#include <stdexcept>

/// Ready without a coroutine, and then it asks one for the result.
namespace plain {
template <typename T = void> class [[nodiscard]] task {
public:
  struct promise_type : mock::lazy<task, T> {
    std::coroutine_handle<> next;
    T result();
  };
  using handle_type = std::coroutine_handle<promise_type>;

  task() noexcept : handle(nullptr) {}
  explicit task(handle_type h) : handle(h) {}
  task(task &&other) noexcept : handle(other.handle) { other.handle = nullptr; }
  task &operator=(task &&other) noexcept {
    std::swap(handle, other.handle);
    return *this;
  }
  ~task() {
    if (handle)
      handle.destroy();
  }
  bool is_ready() const { return !handle || handle.done(); }
  static task none() { return {}; }

  struct awaiter_base {
    handle_type handle;
    awaiter_base(handle_type h) : handle(h) {}
    bool await_ready() const noexcept { return !handle || handle.done(); }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> next) noexcept {
      handle.promise().next = next;
      return handle;
    }
  };
  auto operator co_await() const & noexcept {
    struct awaiter : awaiter_base {
      decltype(auto) await_resume() { return this->handle.promise().result(); }
    };
    return awaiter{handle};
  }

private:
  handle_type handle;
};
} // namespace plain

/// Nobody resumes who awaits one without a coroutine.
namespace quiet {
class task {
public:
  struct promise_type : mock::eager<task, void> {
    void add(std::coroutine_handle<>);
  };
  task() = default;
  task(std::nullptr_t) {}
  explicit task(std::coroutine_handle<promise_type> h) : own(h) {}
  bool await_ready() const { return own && own.done(); }
  bool await_suspend(std::coroutine_handle<> next) {
    if (!own) {
      return true;
    }
    own.promise().add(next);
    return true;
  }
  void await_resume() {}

private:
  std::coroutine_handle<promise_type> own;
};
} // namespace quiet

/// Its state is shared, and gone once it was moved.
namespace shared {
template <typename T> struct state {
  bool ready = false;
  std::coroutine_handle<> next;
  T value;
};
template <typename T> class future {
public:
  struct promise_type : mock::eager<future, T> {};
  future() = default;
  explicit future(std::shared_ptr<state<T>> s) : own(std::move(s)) {}
  future(future &&) = default;
  future(const future &) = delete;
  bool await_ready() { return own->ready; }
  void await_suspend(std::coroutine_handle<> next) { own->next = next; }
  T await_resume() { return std::move(own->value); }

private:
  std::shared_ptr<state<T>> own;
};
} // namespace shared

/// A pointer to a frame that the promise of whoever awaits it is asked about.
namespace framed {
struct frame {
  bool is_stopped = false;
  void push(void *);
};
class awaitable {
public:
  struct promise_type : mock::lazy<awaitable, void>, frame {
    auto await_transform(awaitable other) const {
      if (this->is_stopped)
        throw 1;
      return other;
    }
  };
  constexpr awaitable(frame *f = nullptr) : own(f) {}
  bool await_ready() const noexcept { return false; }
  template <typename P> void await_suspend(std::coroutine_handle<P> next) {
    own->push(&next.promise());
  }
  void await_resume() {}

private:
  frame *own;
};
} // namespace framed

/// Complete without a coroutine.
namespace ready {
class task {
public:
  struct promise_type : mock::lazy<task, void> {
    void rethrow();
  };
  task() = default;
  explicit task(std::coroutine_handle<promise_type> h) : own(h) {}
  bool await_ready() const noexcept { return !own || own.done(); }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) { return own; }
  void await_resume() {
    if (own)
      own.promise().rethrow();
  }

private:
  std::coroutine_handle<promise_type> own;
};
} // namespace ready

/// Throws without a coroutine, and can be started all the same.
namespace actor {
template <typename T = void> class [[nodiscard]] reply {
public:
  struct promise_type : mock::lazy<reply, T> {
    std::coroutine_handle<> waiting;
  };
  reply() : own(nullptr) {}
  explicit reply(std::coroutine_handle<promise_type> h) : own(h) {}
  reply(reply &&);

  class awaiter {
  public:
    explicit awaiter(std::coroutine_handle<promise_type> h) : own(h) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> next) noexcept {
      own.promise().waiting = next;
      own.resume();
    }
    void await_resume() {}

  private:
    std::coroutine_handle<promise_type> own;
  };
  awaiter operator co_await() && {
    if (own)
      return awaiter(own);
    else
      throw 1;
  }
  void resume() {
    if (own)
      awaiter(own).await_suspend(std::noop_coroutine());
  }

private:
  std::coroutine_handle<promise_type> own;
};
} // namespace actor

/// What awaiting does is not in sight, or is more than one can follow.
namespace hidden {
class task {
public:
  struct promise_type : mock::lazy<task, void> {};
  task() = default;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();

private:
  std::coroutine_handle<> own;
};
bool is_known(std::coroutine_handle<>);
class wrapper {
public:
  struct promise_type : mock::lazy<wrapper, void> {};
  wrapper() = default;
  bool await_ready() const { return is_known(own) ? own.done() : true; }
  void await_suspend(std::coroutine_handle<>) {
    while (own.done())
      own.resume();
  }
  void await_resume() {}

private:
  std::coroutine_handle<> own;
};
} // namespace hidden
