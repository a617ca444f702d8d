// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"

acme::task<int> load(int id);

auto plain = [](int id) -> acme::task<int> { co_return co_await load(id); };

acme::task<int> closures(int key) {
  auto captures = [key](int id) -> acme::task<int> { co_return co_await load(id); };
  auto refers = [&](int id) -> acme::task<int> { co_return co_await load(key); };
  auto generic = [](auto id) -> acme::task<int> { co_return co_await load(id); };
  co_return co_await captures(1) + co_await refers(2) + co_await generic(3);
}
acme::task<int> at_once() {
  co_return co_await [](int id) -> acme::task<int> { co_return id; }(1);
}
