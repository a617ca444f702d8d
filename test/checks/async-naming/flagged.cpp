// RUN: %prove %s --config-option async-naming.Suffix=Async -- -isystem %S/../../Inputs
#include "acme/detached.h"
#include "acme/task.h"

acme::task<int> fetch(int id);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'fetch' returns a task, and its name does not say that it must be awaited: call it 'fetchAsync' [async-naming]
// CHECK-FIXES: acme::task<int> fetchAsync(int id);
acme::task<int> fetch(int id) { co_return id; }
// CHECK-FIXES: acme::task<int> fetchAsync(int id) { co_return id; }

acme::task<> flush() { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'flush' returns a task, and its name does not say that it must be awaited: call it 'flushAsync' [async-naming]
// CHECK-FIXES: acme::task<> flushAsync() { co_return; }
acme::fire_and_forget start() { co_await flush(); }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'start' is a coroutine, and its name does not say so: call it 'startAsync' [async-naming]
// CHECK-FIXES: acme::fire_and_forget startAsync() { co_await flushAsync(); }

struct client {
  virtual ~client();
  virtual acme::task<int> read() = 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'read' returns a task, and its name does not say that it must be awaited: call it 'readAsync' [async-naming]
  // CHECK-FIXES: virtual acme::task<int> readAsync() = 0;
  acme::task<int> twice() { co_return co_await read() + co_await this->read(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'twice' returns a task, and its name does not say that it must be awaited: call it 'twiceAsync' [async-naming]
  // CHECK-FIXES: acme::task<int> twiceAsync() { co_return co_await readAsync() + co_await this->readAsync(); }
  static acme::task<int> zero();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'zero' returns a task, and its name does not say that it must be awaited: call it 'zeroAsync' [async-naming]
  // CHECK-FIXES: static acme::task<int> zeroAsync();
  int sizeAsync();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: there is nothing to await in what 'sizeAsync' returns, and its name says so: call it 'size' [async-naming]
  // CHECK-FIXES: int size();
};
struct file : client {
  acme::task<int> read() override { co_return co_await fetch(1); }
  // CHECK-FIXES: acme::task<int> readAsync() override { co_return co_await fetchAsync(1); }
};
acme::task<int> client::zero() { co_return 0; }
// CHECK-FIXES: acme::task<int> client::zeroAsync() { co_return 0; }
int client::sizeAsync() { return 1; }
// CHECK-FIXES: int client::size() { return 1; }

// Overloads are functions of their own.
acme::task<> store(int);
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'store' returns a task, and its name does not say that it must be awaited: call it 'storeAsync' [async-naming]
// CHECK-FIXES: acme::task<> storeAsync(int);
acme::task<> store(long);
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'store' returns a task, and its name does not say that it must be awaited: call it 'storeAsync' [async-naming]
// CHECK-FIXES: acme::task<> storeAsync(long);
void store(char);

namespace net {
acme::task<int> dial();
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'dial' returns a task, and its name does not say that it must be awaited: call it 'dialAsync' [async-naming]
// CHECK-FIXES: acme::task<int> dialAsync();
}
using net::dial;
// CHECK-FIXES: using net::dialAsync;

int number = [] { return 1; }();
auto pointer = &fetch;
// CHECK-FIXES: auto pointer = &fetchAsync;
using result = decltype(fetch(1));
// CHECK-FIXES: using result = decltype(fetchAsync(1));

acme::task<int> use(client &c, int n = sizeof(fetch(1))) {
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'use' returns a task, and its name does not say that it must be awaited: call it 'useAsync' [async-naming]
// CHECK-FIXES: acme::task<int> useAsync(client &c, int n = sizeof(fetchAsync(1))) {
  co_await flush();
  // CHECK-FIXES: co_await flushAsync();
  co_await store(1);
  // CHECK-FIXES: co_await storeAsync(1);
  co_await store(1L);
  // CHECK-FIXES: co_await storeAsync(1L);
  store('a');
  auto member = &client::twice;
  // CHECK-FIXES: auto member = &client::twiceAsync;
  int i = co_await (c.*member)() + co_await c.read() + co_await client::zero();
  // CHECK-FIXES: int i = co_await (c.*member)() + co_await c.readAsync() + co_await client::zeroAsync();
  i += c.sizeAsync() + co_await net::dial() + co_await ::dial();
  // CHECK-FIXES: i += c.size() + co_await net::dialAsync() + co_await ::dialAsync();
  auto lambda = [&]() -> acme::task<int> { co_return co_await fetch(i); };
  // CHECK-FIXES: auto lambda = [&]() -> acme::task<int> { co_return co_await fetchAsync(i); };
  co_return co_await lambda() + co_await pointer(1);
}

int lonelyAsync() { return 2; }
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: there is nothing to await in what 'lonelyAsync' returns, and its name says so: call it 'lonely' [async-naming]
// CHECK-FIXES: int lonely() { return 2; }
