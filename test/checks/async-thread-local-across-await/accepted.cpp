// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include "kj/async.h"
#include <cerrno>
#include <string>
#include <unistd.h>

acme::task<> work();
acme::task<int> number();
acme::task<int> read_async(int fd);
void use(int n);
bool test();

struct context {
  int id = 0;
};

thread_local context current;
thread_local int depth = 0;
thread_local context *active = nullptr;
context global;
context &here() {
  static context own;
  return own;
}
context &pointed() { return *active; }

acme::task<> value() {
  int id = current.id;
  context copy = current;
  co_await work();
  use(id + copy.id);
}

acme::task<> taken_again() {
  use(current.id);
  co_await work();
  use(current.id);
  auto &ctx = current;
  use(ctx.id);
}

acme::task<> not_used_later() {
  auto &ctx = current;
  use(ctx.id);
  co_await work();
}

acme::task<> each_round() {
  while (test()) {
    auto &ctx = current;
    use(ctx.id);
    co_await work();
  }
}

acme::task<> pointer_again() {
  auto *p = &current;
  use(p->id);
  co_await work();
  p = &current;
  use(p->id);
}

// What the thread's pointer leads to may belong to all.
acme::task<> pointee() {
  auto *ctx = active;
  auto &same = *active;
  auto &other = pointed();
  co_await work();
  use(ctx->id + same.id + other.id);
}

acme::task<> no_threads() {
  auto &ctx = global;
  auto &own = here();
  co_await work();
  use(ctx.id + own.id);
}

// --- errno ---

acme::task<> asked_at_once(int fd, char *buffer) {
  auto n = ::read(fd, buffer, 1);
  int error = errno;
  co_await work();
  use(int(n) + error);
}

acme::task<> of_the_awaited(int fd) {
  int n = co_await read_async(fd);
  if (n < 0 && errno == EAGAIN)
    use(1);
}

acme::task<> of_a_later_call(int fd, char *buffer) {
  ::read(fd, buffer, 1);
  co_await work();
  auto n = ::read(fd, buffer, 1);
  if (n < 0 && errno == EAGAIN)
    use(1);
}

acme::task<> in_a_loop(int fd, char *buffer) {
  while (::read(fd, buffer, 1) < 0) {
    if (errno != EAGAIN)
      co_return;
    co_await work();
  }
}

acme::task<> set() {
  co_await work();
  errno = 0;
}

// --- Changes ---

acme::task<> on_one_side() {
  ++depth;
  use(1);
  --depth;
  co_await work();
}

acme::task<> statistics() {
  ++depth;
  co_await work();
  ++depth;
}

acme::task<> set_for_each(context &mine) {
  active = &mine;
  use(1);
  active = nullptr;
  co_await work();
  active = &mine;
  use(1);
  active = nullptr;
}

acme::task<> set_twice(context &mine) {
  active = &mine;
  co_await work();
  active = &mine;
}

// --- One thread ---

kj::Promise<void> on_one_thread(kj::Promise<int> next) {
  auto &ctx = current;
  ++depth;
  co_await next;
  --depth;
  use(ctx.id);
}

// --- Nothing suspends ---

acme::task<> ready() {
  auto &ctx = current;
  co_await std::suspend_never();
  use(ctx.id);
}
