// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <memory>

asio::awaitable<int> read();
asio::awaitable<void> write(int);

class session : public std::enable_shared_from_this<session> {
public:
  explicit session(asio::io_context &context) : context_(context) {}

  void start() { asio::co_spawn(context_, bare(), asio::detached); }
  asio::awaitable<void> bare() {
    for (;;)
      last_ = co_await read();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
      // CHECK-MESSAGES: :[[@LINE-2]]:15: note: it is suspended here
      // CHECK-MESSAGES: :[[@LINE-6]]:18: note: its task is let go of here: let what is started own the object
  }

  void start_by_a_lambda() {
    asio::co_spawn(context_, [this] { return called_by_a_lambda(); }, asio::detached);
  }
  asio::awaitable<void> called_by_a_lambda() {
    co_await write(1);
    co_await write(last_);
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-7]]:5: note: its task is let go of here: let what is started own the object
  }

  void start_a_lambda() {
    asio::co_spawn(
        context_,
        [this]() -> asio::awaitable<void> {
          co_await write(1);
          co_await write(last_);
          // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
          // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is suspended here
          // CHECK-MESSAGES: :[[@LINE-7]]:5: note: its task is let go of here: let what is started own the object
        },
        asio::detached);
  }

  // The closure owns the object.
  void start_with_an_owner() {
    asio::co_spawn(context_, [self = shared_from_this()] { return self->owned(); },
                   asio::detached);
    asio::co_spawn(context_, [this, self = shared_from_this()] { return owned(); },
                   asio::detached);
    asio::co_spawn(
        context_,
        [this, self = shared_from_this()]() -> asio::awaitable<void> {
          co_await write(1);
          co_await write(last_);
        },
        asio::detached);
  }
  asio::awaitable<void> owned() {
    co_await write(1);
    co_await write(last_);
  }

  void start_with_a_parameter() {
    asio::co_spawn(context_, given(shared_from_this()), asio::detached);
  }
  asio::awaitable<void> given(std::shared_ptr<session> self) {
    co_await write(1);
    co_await write(last_);
  }

  asio::awaitable<void> awaits() { co_await awaited(); }
  asio::awaitable<void> awaited() {
    co_await write(1);
    co_await write(last_);
  }

private:
  asio::io_context &context_;
  int last_ = 0;
};

class server {
public:
  void start() { asio::co_spawn(context_, listen(), asio::detached); }
  asio::awaitable<void> listen() {
    for (;;)
      last_ = co_await read();
  }

private:
  asio::io_context context_;
  int last_;
};
