// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT
#include <asio/awaitable.hpp>
#include <asio/bind_executor.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/strand.hpp>
#include <functional>
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

// A handler learns of the end, and does not keep the object.

void log(std::exception_ptr);
class handled : public std::enable_shared_from_this<handled> {
public:
  void start() {
    asio::co_spawn(context_, by_a_lambda(), [](std::exception_ptr e) { log(e); });
    asio::co_spawn(context_, by_a_function(), log);
    asio::co_spawn(context_, with_a_field(), [this](std::exception_ptr e) { failed_ = !!e; });
    asio::co_spawn(context_, bound(), asio::bind_executor(strand_, asio::detached));
    asio::co_spawn(
        context_, [this] { return bound_handler(); },
        asio::bind_executor(strand_, [](std::exception_ptr e) { log(e); }));
  }
  asio::awaitable<void> by_a_lambda() {
    last_ = co_await read();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the 'handled' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-12]]:5: note: its task is let go of here: let what is started own the object
  }
  asio::awaitable<void> by_a_function() {
    last_ = co_await read();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the 'handled' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-17]]:5: note: its task is let go of here: let what is started own the object
  }
  asio::awaitable<void> with_a_field() {
    last_ = co_await read();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the 'handled' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-22]]:5: note: its task is let go of here: let what is started own the object
  }
  asio::awaitable<void> bound() {
    last_ = co_await read();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the 'handled' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-27]]:5: note: its task is let go of here: let what is started own the object
  }
  asio::awaitable<void> bound_handler() {
    last_ = co_await read();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the 'handled' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-32]]:5: note: its task is let go of here: let what is started own the object
  }

private:
  asio::io_context &context_;
  asio::strand<asio::io_context::executor_type> strand_;
  int last_ = 0;
  bool failed_ = false;
};

// The handler owns the object, or may tell whoever does.

struct registry {
  void remove(int id);
};
class registered : public std::enable_shared_from_this<registered> {
public:
  void start() {
    asio::co_spawn(context_, one(), [self = shared_from_this()](std::exception_ptr) {});
    asio::co_spawn(context_, two(), [this](std::exception_ptr) { closed(); });
    asio::co_spawn(context_, three(),
                   [&all = all_, id = id_](std::exception_ptr) { all.remove(id); });
    asio::co_spawn(context_, four(),
                   asio::bind_executor(strand_, [self = shared_from_this()](
                                                    std::exception_ptr) {}));
    asio::co_spawn(context_, five(), on_end_);
  }
  void closed();
  asio::awaitable<void> one() { last_ = co_await read(); }
  asio::awaitable<void> two() { last_ = co_await read(); }
  asio::awaitable<void> three() { last_ = co_await read(); }
  asio::awaitable<void> four() { last_ = co_await read(); }
  asio::awaitable<void> five() { last_ = co_await read(); }

private:
  asio::io_context &context_;
  asio::strand<asio::io_context::executor_type> strand_;
  std::function<void(std::exception_ptr)> on_end_;
  registry &all_;
  int id_ = 0, last_ = 0;
};

// The group goes with the object, and its tasks go with the group.

struct group {
  void spawn(asio::awaitable<void>);
};
void spawn(group &, asio::awaitable<void>);
class grouped : public std::enable_shared_from_this<grouped> {
public:
  void start() {
    group_.spawn(member());
    spawn(group_, argument());
  }
  asio::awaitable<void> member() { last_ = co_await read(); }
  asio::awaitable<void> argument() { last_ = co_await read(); }

private:
  int last_ = 0;
  group group_;
};
