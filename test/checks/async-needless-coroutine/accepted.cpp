// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include "mock.h"
#include <concepts>
#include <functional>
#include <unistd.h>
#include <vector>

acme::task<int> load(int id);
void log(int);

// It awaits, here or in another build.
acme::task<int> awaits(int id) { co_return co_await load(id); }
acme::task<int> in_branch(int id) {
  if (id)
    co_return co_await load(id);
  co_return 0;
}
acme::task<int> configured(int id) {
#ifdef SLOWLY
  co_await load(id);
#endif
  co_return id;
}
constexpr bool IsRemote = false;
acme::task<int> chosen(int id) {
  if constexpr (IsRemote)
    co_return co_await load(id);
  co_return id;
}
template <typename T> acme::task<int> sized(T id) {
  if constexpr (sizeof(T) > 4)
    co_return co_await load(id);
  co_return 0;
}

// It could await: what it calls may park the thread.
acme::task<long> writes(int fd) { co_return write(fd, "x", 1); }
acme::task<unsigned> sleeps(unsigned seconds) { co_return sleep(seconds); }

// Nobody in sight calls it, or somebody does not await it.
acme::task<int> uncalled() { co_return 1; }
acme::task<int> stored() { co_return 2; }
acme::task<int> started() { co_return 3; }
acme::task<> spawned(int n) { log(n); }
acme::task<int> named() { co_return 4; }

// Nothing is done: so a task is made that is complete.
acme::task<> nothing() { co_return; }
acme::task<> empty() {}

// Others dictate what it looks like.
struct service {
  virtual ~service();
  virtual acme::task<int> size() { co_return 0; }
};
struct local_service : service {
  acme::task<int> size() override { co_return 1; }
};
struct remote_store {
  acme::task<int> find(int id) { co_return co_await load(id); }
};
struct fake_store {
  acme::task<int> find(int id) { co_return id; }
  acme::task<int> count() { co_return 1; }
};
template <typename Store> acme::task<int> first(Store &s) {
  co_return co_await s.find(1) + co_await s.count();
}
template <typename D> struct handler {
  acme::task<int> run() { co_return co_await static_cast<D *>(this)->handle(); }
};
struct echo : handler<echo> {
  acme::task<int> handle() { co_return 7; }
};
acme::task<> visit(int) { log(1); }
acme::task<> visit(long) { co_await load(1); }
struct callable {
  acme::task<int> operator()(int n) { co_return n; }
};
void on_event(std::function<acme::task<int>(int)>);

acme::fire_and_forget detached() { co_return; }

acme::task<int> use(service &s, local_service &l, remote_store &r, fake_store &f, echo &e,
                    callable &c) {
  std::vector<acme::task<int>> all;
  all.push_back(stored());
  auto running = started();
  acme::spawn(spawned(1));
  on_event([](int n) -> acme::task<int> { co_return n; });
  co_await writes(1);
  co_await sleeps(1);
  auto *pointer = &named;
  co_await nothing();
  co_await empty();
  co_await visit(1);
  detached();
  int sum = co_await awaits(1) + co_await in_branch(1) + co_await configured(1) +
            co_await chosen(1) + co_await sized(1) + co_await sized(1L) +
            co_await pointer() + co_await s.size() + co_await l.size();
  sum += co_await first(f) + co_await r.find(1) + co_await f.find(1) + co_await e.run() +
         co_await e.handle() + co_await c(1) + co_await running;
  co_return sum;
}

// A concept asks for a task.
template <typename T>
concept source = requires(T object) {
  { object.next() } -> std::same_as<acme::task<int>>;
};
struct numbers {
  int last = 0;
  acme::task<int> next() { co_return ++last; }
};
static_assert(source<numbers>);
acme::task<int> sum(numbers all) { co_return co_await all.next() + co_await all.next(); }
