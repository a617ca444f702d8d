// Lambdas: cppcoreguidelines-avoid-capturing-lambda-coroutines.
#include "acme/task.h"
#include <vector>

acme::task<> step();
void use(int);

// case: the task is returned (bug)
acme::task<int> returned(int n) {
  return [n]() -> acme::task<int> { co_return n; }();
}
// case: the task is started (bug)
void started(int n) {
  acme::spawn([n]() -> acme::task<> {
    co_await step();
    use(n);
  }());
}
// case: the task is kept for later (bug)
acme::task<int> kept(int n) {
  auto task = [n]() -> acme::task<int> { co_return n; }();
  co_return co_await task;
}
// case: a detached coroutine (bug)
void detached(int n) {
  [n]() -> acme::fire_and_forget {
    co_await step();
    use(n);
  }();
}
// case: a local closure whose task leaves (bug)
acme::task<int> leaves(int n) {
  auto make = [n]() -> acme::task<int> { co_return n; };
  return make();
}
// case: co_await [this]() -> task {...}() (fine)
struct session {
  int state = 0;
  acme::task<> change() {
    co_await [this]() -> acme::task<> {
      state = 1;
      co_return;
    }();
  }
};
// case: auto l = [...]; co_await l() (fine)
acme::task<int> framed(int n) {
  auto make = [n]() -> acme::task<int> { co_return n; };
  co_return co_await make();
}
// case: captures that are not used when it runs (fine)
void unused(int n) {
  [n]() -> acme::fire_and_forget {
    use(n);
    co_await step();
  }();
}
// case: no captures (fine)
acme::task<int> plain(int n) {
  return [](int n) -> acme::task<int> { co_return n; }(n);
}
