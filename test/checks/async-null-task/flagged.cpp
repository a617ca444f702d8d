// RUN: %prove %s
#include "acme/task.h"
#include "tasks.h"

// Braces, a temporary, an arm of a choice
plain::task<> send(int id);
plain::task<int> load(int id);
plain::task<> send_some(int id) {
  if (id == 0)
    return {};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'send_some' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
    // CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
    // CHECK-FIXES: co_return;
  return send(id);
  // CHECK-FIXES: co_return co_await send(id);
}
plain::task<> send_all(int id) {
  switch (id) {
  case 0:
    return plain::task<>{};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'send_all' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
    // CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
    // CHECK-FIXES: co_return;
  case 1:
    return plain::task<>();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'send_all' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
    // CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
    // CHECK-FIXES: co_return;
  default:
    return send(id); // all of it
    // CHECK-FIXES: co_return co_await send(id); // all of it
  }
}
plain::task<int> load_some(int id) {
  return id ? load(id) : plain::task<int>();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'load_some' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
  // CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
}
plain::task<> nothing() { return {}; }
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'nothing' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
// CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
// CHECK-FIXES: plain::task<> nothing() { co_return; }
auto closure = [](int) -> plain::task<> { return {}; };
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: this lambda returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
// CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
// CHECK-FIXES: auto closure = [](int) -> plain::task<> { co_return; };

// A variable that nobody has set, and one that was moved
plain::task<> unset(int id) {
  plain::task<> pending;
  if (id > 3)
    return send(id);
  return pending;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'unset' returns a task with no coroutine behind it, since 'pending' was never set: to await it uses a null handle [async-null-task]
  // CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
}
void keep(plain::task<> &&);
void own(plain::task<>);
plain::task<> moved(int id) {
  plain::task<> pending = send(id);
  own(std::move(pending));
  return pending;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'moved' returns a task with no coroutine behind it, since 'pending' was moved: to await it uses a null handle [async-null-task]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: it is moved here
  // CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
}
shared::future<int> read();
shared::future<int> read_once() {
  auto pending = read();
  auto other = std::move(pending);
  return std::move(pending);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read_once' returns a task with no coroutine behind it, since 'pending' was moved: to await it uses a null handle [async-null-task]
  // CHECK-MESSAGES: :[[@LINE-3]]:16: note: it is moved here
  // CHECK-MESSAGES: tasks.h:92:31: note: the null handle is used here
}

// What awaiting does
/// It throws where there is no coroutine.
namespace strict {
struct broken_promise : std::logic_error {
  using std::logic_error::logic_error;
};
class task {
public:
  struct promise_type : mock::lazy<task, void> {};
  task() = default;
  explicit task(std::coroutine_handle<promise_type> h) : own(h) {}
  bool await_ready() const { return has_ended(); }
  void await_suspend(std::coroutine_handle<> next);
  void await_resume() {
    check();
    own.resume();
  }

private:
  bool has_ended() const { return own == nullptr || own.done(); }
  void check() const {
    if (own != nullptr)
      return;
    throw broken_promise("no coroutine");
  }
  std::coroutine_handle<promise_type> own = nullptr;
};
} // namespace strict
strict::task stops() { return {}; }
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'stops' returns a task with no coroutine behind it: to await it throws [async-null-task]
// CHECK-MESSAGES: :100:5: note: it throws here
// CHECK-FIXES: strict::task stops() { co_return; }
quiet::task waits() { return nullptr; }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'waits' returns a task with no coroutine behind it: whoever awaits it is never resumed [async-null-task]
// CHECK-MESSAGES: tasks.h:64:52: note: nobody is resumed here
// CHECK-FIXES: quiet::task waits() { co_return; }
shared::future<int> reads() { return {}; }
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'reads' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
// CHECK-MESSAGES: tasks.h:92:31: note: the null handle is used here
framed::awaitable pushes(bool now) {
  if (now)
    return nullptr;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'pushes' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
    // CHECK-MESSAGES: tasks.h:119:5: note: the null handle is used here
    // CHECK-FIXES: co_return;
  return {};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pushes' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
  // CHECK-MESSAGES: tasks.h:119:5: note: the null handle is used here
  // CHECK-FIXES: co_return;
}

// One that can be asked, and is not
acme::task<> write(int id);
acme::task<> write_some(int id) {
  if (id == 0)
    return {};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'write_some' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
    // CHECK-MESSAGES: :[[@LINE+6]]:25: note: it is awaited here without being asked
    // CHECK-MESSAGES: acme/task.h:69:7: note: the null handle is used here
    // CHECK-FIXES: co_return;
  return write(id);
  // CHECK-FIXES: co_return co_await write(id);
}
acme::task<> writer() { co_await write_some(1); }
acme::task<> write_later(int id) {
  if (id == 0)
    return {};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'write_later' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
    // CHECK-MESSAGES: :[[@LINE+6]]:24: note: it is started here without being asked
    // CHECK-MESSAGES: acme/task.h:69:7: note: the null handle is used here
    // CHECK-FIXES: co_return;
  return write(id);
  // CHECK-FIXES: co_return co_await write(id);
}
void starts_writer() { acme::spawn(write_later(1)); }

struct store {
  virtual ~store();
  virtual acme::task<> close() { return {}; }
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'close' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
  // CHECK-MESSAGES: :[[@LINE+13]]:3: note: it is awaited here without being asked
  // CHECK-MESSAGES: acme/task.h:69:7: note: the null handle is used here
  // CHECK-FIXES: virtual acme::task<> close() { co_return; }
  virtual acme::task<int> size() = 0;
};
struct file : store {
  acme::task<int> size() override { return acme::task<int>(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'size' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
  // CHECK-MESSAGES: :[[@LINE+6]]:3: note: it is awaited here without being asked
  // CHECK-MESSAGES: acme/task.h:69:7: note: the null handle is used here
};
acme::task<> closer(store &s) {
  auto pending = s.close();
  co_await std::move(pending);
  co_await s.size();
}

// What is done before would be done later, or what is given would be gone.
void log(int);
plain::task<> logs(int id) {
  log(id);
  return {};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'logs' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
  // CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
}
plain::task<> looks(const int &id) {
  if (id == 0)
    return {};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'looks' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
    // CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
  return send(1);
}
plain::task<> hands_on(int id) {
  if (id == 0)
    return {};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'hands_on' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
    // CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
  auto pending = send(id);
  return pending;
}
int limit = 3;
auto capturing = [limit = limit](int id) -> plain::task<> {
  if (id > limit)
    return {};
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lambda returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
    // CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here
  return send(id);
};
auto deduced() { return plain::task<>(); }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'deduced' returns a task with no coroutine behind it: to await it uses a null handle [async-null-task]
// CHECK-MESSAGES: tasks.h:43:46: note: the null handle is used here

// An eager one does at once what it does.
quiet::task logs_at_once(int id) {
  log(id);
  return {};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'logs_at_once' returns a task with no coroutine behind it: whoever awaits it is never resumed [async-null-task]
  // CHECK-MESSAGES: tasks.h:64:52: note: nobody is resumed here
  // CHECK-FIXES: co_return;
}

// It could be started, but is awaited.
actor::reply<> nothing(int id) {
  log(id);
  return {};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nothing' returns a task with no coroutine behind it: to await it throws [async-null-task]
}
actor::reply<> answer(int id) {
  co_await nothing(id);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: note: it is awaited here without being asked
  // CHECK-MESSAGES: tasks.h:177:7: note: it throws here
}
