// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include "tasks.h"
#include <cassert>
#include <optional>
#include <vector>

plain::task<> send(int id);

// Awaiting one is fine, or nobody knows.
ready::task done() { return {}; }
hidden::task unknown() { return {}; }
hidden::wrapper unclear() { return {}; }
acme::job<int> stateless() { return {}; }

// It is no task that is made of nothing.
std::optional<plain::task<>> maybe(int id) {
  if (id == 0)
    return {};
  return send(id);
}
std::vector<plain::task<>> many() { return {}; }
acme::fire_and_forget detached() { return {}; }
plain::task<> coroutine() { co_return; }

// A variable that may hold one
plain::task<> either(int id) {
  plain::task<> pending;
  if (id)
    pending = send(id);
  return pending;
}
plain::task<> filled(int id) {
  plain::task<> pending;
  pending = send(id);
  return pending;
}
void keep(plain::task<> &&);
void look(plain::task<> &);
plain::task<> lent(int id) {
  plain::task<> pending;
  look(pending);
  return pending;
}
plain::task<> perhaps_moved(int id) {
  auto pending = send(id);
  keep(std::move(pending));
  return pending;
}
plain::task<> moved_and_set(int id) {
  auto pending = send(id);
  auto other = std::move(pending);
  pending = send(id + 1);
  return pending;
}
plain::task<> given(plain::task<> pending) { return pending; }
plain::task<> stored;
plain::task<> taken() { return std::move(stored); }

// Nobody comes there.
enum class kind { one, other };
plain::task<> all_cases(kind k) {
  switch (k) {
  case kind::one:
    return send(1);
  case kind::other:
    return send(2);
  }
  return {};
}
plain::task<> asserted(int id) {
  if (id)
    return send(id);
  assert(!"no id");
  return {};
}
#define UNREACHABLE() ((void)0)
plain::task<> marked(int id) {
  if (id)
    return send(id);
  UNREACHABLE();
  return {};
}
plain::task<> built_in(int id) {
  if (id)
    return send(id);
  __builtin_unreachable();
  return {};
}
plain::task<> throwing(int id) {
  throw id;
  return {};
}

// Whoever gets it may ask, or does.
acme::task<> write(int id);
acme::task<> nobody_calls(int id) {
  if (id == 0)
    return {};
  return write(id);
}
acme::task<> is_asked(int id) {
  if (id == 0)
    return {};
  return write(id);
}
acme::task<> asks() {
  auto pending = is_asked(0);
  if (pending)
    co_await pending;
  if (auto other = is_asked(1))
    co_await other;
}
struct queue {
  std::vector<acme::task<>> waiting;
  acme::task<> next() {
    if (waiting.empty())
      return {};
    auto first = std::move(waiting.back());
    waiting.pop_back();
    return first;
  }
};
void run(queue &q) {
  while (auto next = q.next())
    acme::spawn(std::move(next));
}

plain::task<> is_looked_at(int id) {
  if (id == 0)
    return {};
  return send(id);
}
plain::task<> looks() {
  auto pending = is_looked_at(0);
  if (!pending.is_ready())
    co_await pending;
}

// Whoever gets it starts it, if there is something.
void log(int);
actor::reply<> at_once(int id) {
  log(id);
  return {};
}
actor::reply<> later(int id);
actor::reply<> receive(int id) {
  if (id == 0)
    return at_once(id);
  return later(id);
}
void consume(int id) { receive(id).resume(); }

// A promise, and the class of a task
namespace failing {
class task {
public:
  struct promise_type {
    task get_return_object() { return {}; }
    static task get_return_object_on_allocation_failure() { return task{}; }
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  task() = default;
  static task none() { return {}; }
  bool await_ready() { return own.done(); }
  void await_suspend(std::coroutine_handle<>);
  void await_resume();

private:
  std::coroutine_handle<promise_type> own;
};
} // namespace failing
failing::task fails() { co_return; }
