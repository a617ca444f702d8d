// RUN: %prove %s
// CHECK-SILENT
#include "results.h"
#include "testing/frameworks.h"

acme::task<std::error_code> save();
acme::task<maybe<int>> load();
acme::task<int> count();
acme::task<bool> try_lock();
acme::task<const char *> name();
acme::task<std::pair<int, std::error_code>> sized();
acme::task<> work();

// Somebody looks, or says that nobody will.
acme::task<int> seen() {
  std::error_code failed = co_await save();
  auto found = co_await load();
  if (co_await save())
    co_return 1;
  (void)co_await save();
  std::ignore = co_await load();
  co_await save(); // ignored: the file is a cache
  // Best effort, nobody misses it,
  // and it comes again.
  co_await load();
  co_await save() ? void() : co_await work();
  co_return failed.value() + found.has_value();
}

// Numbers and truths are often more than one needs, and so is most else.
acme::task<> unneeded() {
  co_await count();
  co_await try_lock();
  co_await name();
  co_await sized();
  co_await work();
}

// The attribute of the function is about its task.
[[nodiscard]] acme::task<int> guarded();
struct point {
  int x, y;
};
acme::task<point> move_to(point where);
acme::task<> moved() {
  co_await guarded();
  co_await move_to({});
}

// It cannot fail, or what it is about is closed, come what may.
acme::task<> switched(int *done) {
  co_await run_elsewhere([] {});
  co_await run_elsewhere([done] { ++*done; });
}
struct link {
  void close();
  acme::task<std::error_code> close_async();
  acme::task<> say_goodbye(bool now) {
    if (now) {
      co_await save();
      close();
      co_return;
    }
    co_await save();
    co_await close_async();
  }
  acme::task<> shutdown() {
    co_await save();
    told = true;
  }
  bool told = false;
};

// The failure is told in another way.
acme::task<std::error_code> send(int what, std::error_code &failed);
struct redirected {
  std::error_code &to;
};
redirected redirect(int token, std::error_code &to);
acme::task<std::tuple<std::error_code, int>> receive(redirected token);
acme::task<int> filled() {
  std::error_code failed;
  co_await send(1, failed);
  co_await receive(redirect(0, failed));
  co_return failed.value();
}

// The stream knows it, too.
struct stream;
struct writing {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  stream &await_resume();
};
struct stream {
  explicit operator bool() const;
  std::error_code error() const;
  writing write(int what);
};
acme::task<> streamed(stream &to) {
  co_await to.write(1);
  if (!to)
    co_await work();
}

// What cannot throw has lost nothing.
acme::task<> quiet() { co_return; }
acme::task<> joined() { co_await acme::when_all_ready(quiet(), quiet()); }

// A future of results is awaited by whoever gets it.
acme::task<acme::job<std::error_code>> start();
acme::task<> hand_out() {
  auto started = co_await start();
  (void)co_await started;
}

// Sessions know what has failed, and are not the result of what was done.
struct session {
  std::exception_ptr last;
};
acme::task<std::vector<session *>> sessions();
acme::task<> refresh() { co_await sessions(); }

TEST(Store, saves) {
  auto run = []() -> acme::task<> { co_await save(); };
  (void)run;
}
