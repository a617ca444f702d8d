// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <functional>
#include <stop_token>
#include <utility>

acme::task<> work(std::stop_token stop = {});
acme::task<int> fetch(int n, std::stop_token stop = {});
acme::task<> plain();
std::stop_token shutdown_token();

// The token is handed on, or the callee takes none.
acme::task<> forwarded(std::stop_token stop) {
  co_await work(stop);
  co_await fetch(co_await fetch(1, stop), std::move(stop));
  co_await plain();
}

// There is no token to hand on, or it has no name.
acme::task<> no_token() { co_await work(); }
acme::task<> unnamed(std::stop_token) { co_await work(); }
acme::task<> by_pointer(std::stop_token *stop) { co_await work(); }
acme::task<> source(std::stop_source stop) { co_await work(); }

// Another token is handed on, on purpose.
acme::task<> other(std::stop_token stop) {
  std::stop_source source;
  co_await work(source.get_token());
  co_await work(shutdown_token());
}
acme::task<> local(std::stop_token stop) {
  auto shutdown = shutdown_token();
  co_await work(shutdown);
  co_await work();
}
acme::task<> two(std::stop_token stop, std::stop_token shutdown) { co_await work(); }
acme::task<> spare(std::stop_token stop) {
  std::stop_token never;
  co_await work(never);
}

// The default is a token of its own.
acme::task<> listening(int n, std::stop_token stop = shutdown_token());
acme::task<> default_means(std::stop_token stop) { co_await listening(1); }

// Onto itself, and onto the overload without one.
acme::task<int> depth(int n, std::stop_token stop = {}) {
  co_return n ? co_await depth(n - 1) : 0;
}
acme::task<> retry(int n);
acme::task<> retry(int n, std::stop_token stop) { co_await retry(n - 1); }
acme::task<> retry(int n) { co_await retry(n, {}); }

// What has to be done when the work was stopped.
acme::task<> clean_up(std::stop_token stop) {
  while (!stop.stop_requested())
    co_await work(stop);
  co_await work();
}
acme::task<> break_off(std::stop_token stop) {
  for (;;) {
    if (stop.stop_requested())
      break;
    co_await work(stop);
  }
  co_await work();
}
acme::task<> stopped(std::stop_token stop) {
  if (stop.stop_requested())
    co_await work();
  if (stop.stop_requested() && stop.stop_possible()) {
    co_await fetch(1);
    co_return;
  }
  if (!stop.stop_requested())
    co_return;
  else
    co_await work();
  stop.stop_requested() ? co_await work() : co_await work(stop);
}
acme::task<> in_handler(std::stop_token stop) {
  acme::task<> closing;
  try {
    co_await work(stop);
  } catch (...) {
    closing = work();
  }
  co_await closing;
}

// The token is no longer what it was.
acme::task<> moved(std::stop_token stop) {
  co_await work(std::move(stop));
  co_await work();
}
acme::task<> replaced(std::stop_token stop) {
  stop = shutdown_token();
  co_await work();
}

// Whether the overload does the same cannot be known.
acme::task<int> other_result(int n);
acme::task<bool> other_result(int n, std::stop_token stop);
acme::task<> other_parameters(int n);
acme::task<> other_parameters(long n, std::stop_token stop);
acme::task<> token_first(int n);
acme::task<> token_first(std::stop_token stop, int n);
acme::task<> more_needed(int n);
acme::task<> more_needed(int n, std::stop_token stop, bool fast);
acme::task<> removed(int n);
acme::task<> removed(int n, std::stop_token stop) = delete;
acme::task<> ambiguous(int n);
acme::task<> ambiguous(int n, std::stop_token stop);
template <typename T> acme::task<> ambiguous(int n, T &&value);
acme::task<> by_nonconst(int n);
acme::task<> by_nonconst(int n, std::stop_token &stop);
acme::task<> several(int n = 1);
acme::task<> several(int n, std::stop_token stop);
class guarded {
public:
  acme::task<> close(int n);
  acme::task<> flush(int n) const;
  acme::task<> flush(int n, std::stop_token stop);

private:
  acme::task<> close(int n, std::stop_token stop);
};
acme::task<> overloads(const std::stop_token stop, guarded &g) {
  co_await other_result(1);
  co_await other_parameters(1);
  co_await token_first(1);
  co_await more_needed(1);
  co_await removed(1);
  co_await ambiguous(1);
  co_await by_nonconst(1);
  co_await several();
  co_await g.close(1);
  co_await g.flush(1);
}
acme::task<> declared_later(int n);
acme::task<> not_yet(std::stop_token stop) { co_await declared_later(1); }
acme::task<> declared_later(int n, std::stop_token stop);

// Nothing is awaited, or nothing is evaluated.
int ordinary(int n, std::stop_token stop = {});
void callback(std::stop_token stop, std::function<void()> f);
acme::task<> no_awaitable(std::stop_token stop) {
  ordinary(1);
  static_assert(sizeof(work()) > 0);
  using type = decltype(fetch(1));
  co_await work(stop);
}

// A lambda has no token of its own.
acme::task<> lambda(std::stop_token stop) {
  auto inner = []() -> acme::task<> { co_await work(); };
  auto captured = [stop]() -> acme::task<> { co_await work(); };
  co_await inner();
  co_await captured();
}

// A name in between.
acme::task<> shadowed(std::stop_token stop) {
  {
    int stop = co_await fetch(1);
    co_await fetch(stop);
  }
}
