// RUN: %prove %s
#include "acme/task.h"
#include <cerrno>
#include <string>
#include <unistd.h>
#include <utility>

acme::task<> work();
acme::task<int> number();
void use(int n);
bool test();

struct context {
  int id = 0;
  std::string name;
};

thread_local context current;
thread_local int depth = 0;
thread_local context *active = nullptr;

context &here() {
  static thread_local context own;
  return own;
}
context *address() { return &current; }

// --- References and pointers ---

acme::task<> reference() {
  auto &ctx = current;
  co_await work();
  ctx.id = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ctx' still refers to the 'current' of the thread that the coroutine was on before it was suspended [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is taken here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> of_a_member() {
  auto &name = current.name;
  name.clear();
  co_await work();
  name = "done";
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'name' still refers to the 'current' of the thread that the coroutine was on before it was suspended [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: it is taken here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> pointer() {
  auto *p = &current;
  co_await work();
  p->id = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'p' still refers to the 'current' of the thread that the coroutine was on before it was suspended [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is taken here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> accessor() {
  context &ctx = here();
  use(ctx.id);
  co_await work();
  use(ctx.id);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'ctx' still refers to the 'own' of the thread that the coroutine was on before it was suspended [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: it is taken here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> accessor_by_pointer() {
  auto *ctx = address();
  co_await work();
  use(ctx->id);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'ctx' still refers to the 'current' of the thread that the coroutine was on before it was suspended [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is taken here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> in_a_loop() {
  auto &ctx = current;
  while (test()) {
    use(ctx.id);
    co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:9: warning: 'ctx' still refers to the 'current' of the thread that the coroutine was on before it was suspended [async-thread-local-across-await]
    // CHECK-MESSAGES: :[[@LINE-5]]:3: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the coroutine may go on with another thread from here
  }
}

acme::task<> on_one_branch(bool slow) {
  auto &ctx = current;
  if (slow)
    co_await work();
  use(ctx.id);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'ctx' still refers to the 'current' of the thread that the coroutine was on before it was suspended [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: it is taken here
  // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may go on with another thread from here
}

// --- errno ---

acme::task<> error(int fd, char *buffer) {
  auto n = ::read(fd, buffer, 1);
  co_await work();
  if (n < 0 && errno == EAGAIN)
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'errno' may be that of another thread than the one that called 'read' before the coroutine was suspended [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:12: note: the call is here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
    use(1);
}

// --- Changes ---

acme::task<> counted() {
  ++depth;
  co_await work();
  --depth;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'depth' may be that of another thread by now: that of the thread before the suspension stays as it is [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is changed here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> by_assignment() {
  depth += 2;
  co_await work();
  depth -= 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'depth' may be that of another thread by now: that of the thread before the suspension stays as it is [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is changed here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> restored() {
  auto saved = depth;
  depth = 0;
  co_await work();
  depth = saved;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'depth' may be that of another thread by now: that of the thread before the suspension stays as it is [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> exchanged(context &next) {
  auto *saved = std::exchange(active, &next);
  co_await work();
  active = saved;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'active' may be that of another thread by now: that of the thread before the suspension stays as it is [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> set_and_cleared(context &mine) {
  active = &mine;
  co_await work();
  active = nullptr;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'active' may be that of another thread by now: that of the thread before the suspension stays as it is [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is changed here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may go on with another thread from here
}

acme::task<> summed() {
  depth = depth + co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'depth' may be that of another thread by now: that of the thread before the suspension stays as it is [async-thread-local-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: it is read here
  // CHECK-MESSAGES: :[[@LINE-3]]:19: note: the coroutine may go on with another thread from here
}
