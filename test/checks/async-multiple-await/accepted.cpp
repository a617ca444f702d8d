// RUN: %prove %s
// CHECK-SILENT
#include "acme/once.h"
#include "acme/task.h"
#include <future>
#include <optional>
#include <vector>

acme::once<int> make();
acme::task<int> number();
bool test();
void log(int);
void inspect(const acme::once<int> &);
void refill(acme::once<int> &);
void refill(acme::once<int> *);
template <typename... T> acme::once<int> all(T &&...tasks);

acme::once<int> once(acme::once<int> t) {
  inspect(t);
  co_return co_await std::move(t);
}

acme::once<int> branches(acme::once<int> t) {
  if (test())
    co_await std::move(t);
  else
    co_await std::move(t);
  co_return 0;
}

acme::once<int> early_return(acme::once<int> t) {
  if (test()) {
    co_await std::move(t);
    co_return 0;
  }
  co_return co_await std::move(t);
}

acme::once<int> early_throw(acme::once<int> t) {
  if (test()) {
    co_await std::move(t);
    throw 1;
  }
  co_return co_await std::move(t);
}

acme::once<int> cases(acme::once<int> t, int n) {
  switch (n) {
  case 1:
    co_await std::move(t);
    break;
  case 2:
    co_await std::move(t);
    break;
  default:
    co_return co_await std::move(t);
  }
  co_return 0;
}

acme::once<int> choice(acme::once<int> t) {
  int n = test() ? co_await std::move(t) : 1 + co_await std::move(t);
  bool b = test() || n;
  co_return b;
}

// The conditions may depend on each other.
acme::once<int> conditions(acme::once<int> t, acme::once<int> u, bool early) {
  if (early)
    co_await std::move(t);
  if (!early)
    co_await std::move(t);
  co_await std::move(u);
  if (early)
    u = make();
  if (early)
    co_await std::move(u);
  co_return 0;
}

acme::once<int> decided(acme::once<int> t) {
  bool done = false;
  if (test()) {
    co_await std::move(t);
    done = true;
  }
  if (done)
    co_return 0;
  co_return co_await std::move(t);
}

acme::once<int> leaves_the_loop(acme::once<int> t, acme::once<int> u) {
  while (test()) {
    if (test())
      continue;
    co_await std::move(t);
    break;
  }
  for (;;)
    co_return co_await std::move(u);
}

acme::once<int> first_round(acme::once<int> t) {
  bool first = true;
  while (test()) {
    if (first) {
      co_await std::move(t);
      first = false;
    }
  }
  co_return 0;
}

acme::once<int> runs_once(acme::once<int> t) {
  do {
    co_await std::move(t);
  } while (false);
  co_return 0;
}

acme::once<int> made_in_the_loop(int n) {
  for (int i = 0; i < n; ++i) {
    auto t = make();
    co_await std::move(t);
  }
  while (auto t = make())
    co_await std::move(t);
  std::vector<acme::once<int>> all;
  for (auto &t : all)
    co_await std::move(t);
  for (auto &&t : all)
    co_await std::move(t);
  co_return 0;
}

acme::once<int> assigned(acme::once<int> t, acme::once<int> u) {
  co_await std::move(t);
  t = make();
  co_await std::move(t);
  t = {};
  co_await std::move(t);
  t = std::move(u);
  co_await std::move(t);
  while (test()) {
    t = make();
    co_await std::move(t);
  }
  co_return 0;
}

acme::once<int> assigned_for_the_next_round(acme::once<int> t) {
  for (bool more = true; more;) {
    co_await std::move(t);
    more = test();
    if (more)
      t = make();
  }
  co_return 0;
}

acme::once<int> renewed(acme::once<int> a, acme::once<int> b, acme::once<int> c,
                        acme::once<int> d, acme::once<int> e, acme::once<int> f) {
  co_await std::move(a);
  std::swap(a, b);
  co_await std::move(a);
  co_await std::move(c);
  c.swap(b);
  co_await std::move(c);
  c.emplace(1);
  co_await std::move(c);
  co_await std::move(d);
  refill(d);
  co_await std::move(d);
  co_await std::move(e);
  refill(&e);
  co_await std::move(e);
  co_await std::move(f);
  b.swap(f);
  co_await std::move(f);
  co_return 0;
}

acme::once<int> asked(acme::once<int> t) {
  co_await std::move(t);
  (void)t;
  if (t.is_ready() || t)
    t.reset();
  co_return 0;
}

acme::once<int> other_names(acme::once<int> t, acme::once<int> u) {
  auto &same = t;
  co_await std::move(t);
  same = make();
  co_await std::move(t);
  auto renew = [&] { u = make(); };
  co_await std::move(u);
  renew();
  co_await std::move(u);
  co_return 0;
}

// Moved away elsewhere: another tool's.
acme::once<int> moved_elsewhere(acme::once<int> t, acme::once<int> u) {
  acme::spawn(std::move(t));
  co_await std::move(t);
  co_await all(std::move(u), make());
  auto v = std::move(u);
  co_await std::move(u);
  co_return co_await std::move(v);
}

// An lvalue of a type that may be awaited often.
acme::task<int> many(acme::task<int> t) {
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += co_await t;
  co_await t;
  co_return sum + co_await std::move(t);
}

acme::task<int> in_a_nested_function() {
  auto t = number();
  co_await std::move(t);
  auto other = [](acme::task<int> t) -> acme::task<int> {
    co_return co_await std::move(t);
  };
  co_return co_await other(number());
}

int waits(std::future<int> f) {
  f.wait();
  f.wait();
  if (f.valid())
    return f.get();
  return 0;
}

int waits_in_a_loop(std::future<int> f) {
  while (f.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    log(0);
  int n = f.get();
  f = std::async([] { return 1; });
  return n + f.get();
}

int shares(std::future<int> f, std::shared_future<int> s) {
  auto other = f.share();
  return other.get() + other.get() + s.get() + s.get();
}

int takes_turns(std::future<int> a, std::future<int> b) {
  return test() ? a.get() : b.get() + a.get();
}

struct member {
  std::future<int> pending;
  void start();
  int both() {
    int n = pending.get();
    start();
    return n + pending.get();
  }
};

int parameter(std::future<int> &f, member &m) {
  int n = f.get();
  m.start();
  return n + f.get();
}
int pointer(std::future<int> *f) { return f->get() + f++->get(); }

int unevaluated(std::future<int> f) {
  static_assert(sizeof(f.get()) == sizeof(int));
  decltype(f.get()) n = f.get();
  return n;
}

int retries(std::future<int> f) {
  for (;;) {
    try {
      return f.get();
    } catch (...) {
      f = std::async([] { return 1; });
    }
  }
}

// What a round does decides whether there is another.
int while_valid(std::future<int> future) {
  int sum = 0;
  while (future.valid())
    sum += future.get();
  return sum;
}
int until_done(std::future<int> future) {
  int value = 0;
  bool done = false;
  while (!done) {
    value = future.get();
    done = true;
  }
  return value;
}
