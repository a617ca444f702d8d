// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

acme::task<int> number();
acme::task<int> number(int n);
acme::task<> work();
acme::task<std::string> text();
acme::task<std::unique_ptr<int>> make();
void use(int n);
bool test();

int total = 0;

// --- What nobody else sees ---

acme::task<int> local() {
  int sum = 0;
  sum = sum + co_await number();
  co_return sum;
}

acme::task<int> parameter(int sum) {
  sum = sum + co_await number();
  co_return sum;
}

acme::task<> own_object() {
  std::unique_ptr<int> sum(new int);
  *sum = *sum + co_await number();
  struct {
    int n = 0;
  } own;
  own.n = own.n + co_await number();
}

acme::task<> local_reference() {
  int n = 0;
  int &sum = n;
  sum = sum + co_await number();
}

acme::task<> own_cache() {
  std::unique_ptr<int> cache;
  if (!cache)
    cache = co_await make();
}

acme::task<> by_copy() {
  int sum = 0;
  auto add = [sum]() mutable -> acme::task<> { sum = sum + co_await number(); };
  co_await add();
}

// --- Read afterwards ---

acme::task<> compound() {
  total += co_await number();
}

acme::task<> hoisted() {
  auto value = co_await number();
  total = total + value;
}

acme::task<> awaited_first() {
  total = co_await number() + total;
}

acme::task<> step() {
  total = co_await number(total);
}

acme::task<> by_reference_argument() {
  total = std::max(total, co_await number());
}

std::string name;

acme::task<> by_reference_operand() {
  name = name + co_await text();
}

acme::task<> replaced() {
  total = co_await number();
  total = total + 1;
}

// --- Copies ---

class account {
public:
  acme::task<> restored() {
    int saved = depth;
    depth = 0;
    co_await work();
    depth = saved;
  }
  acme::task<> only_read() {
    int current = balance;
    co_await work();
    use(current);
  }
  acme::task<> looked_again() {
    int current = balance;
    co_await work();
    if (balance != current)
      co_return;
    balance = current + 1;
  }
  acme::task<> read_again() {
    int current = balance;
    co_await work();
    current = balance;
    balance = current + 1;
  }
  acme::task<> written_before() {
    int current = balance;
    balance = current + 1;
    co_await work();
  }

  // --- Tests ---

  acme::task<> second_look() {
    if (!cache) {
      auto made = co_await make();
      if (!cache)
        cache = std::move(made);
    }
  }
  acme::task<> flag() {
    if (!cache && !loading) {
      loading = true;
      cache = co_await make();
      loading = false;
    }
  }
  acme::task<> flag_by_call() {
    if (!cache) {
      set_loading();
      cache = co_await make();
    }
  }
  acme::task<> placeholder() {
    if (!cache) {
      cache.reset(new int);
      cache = co_await make();
    }
  }
  acme::task<> async_lock() {
    auto guard = co_await mutex.scoped_lock_async();
    if (!cache)
      cache = co_await make();
    balance = balance + co_await number();
  }
  acme::task<> the_other_way() {
    if (cache)
      cache = co_await make();
  }
  acme::task<> awaited_before() {
    auto made = co_await make();
    if (!cache)
      cache = std::move(made);
  }
  acme::task<> no_test_of_it() {
    if (test())
      cache = co_await make();
  }
  acme::task<> compared() {
    if (balance > 3)
      balance = co_await number();
  }
  acme::task<> told() {
    if (!connected) {
      co_await work();
      connected = true;
    }
  }
  acme::task<> one_loop() {
    for (;;) {
      if (!cache)
        cache = co_await make();
      co_await work();
    }
  }

private:
  void set_loading() { loading = true; }
  int balance = 0, depth = 0;
  bool loading = false, connected = false;
  std::unique_ptr<int> cache;
  acme::mutex mutex;
};

// --- A lock by hand ---

struct by_hand {
  acme::task<> lock();
  void unlock();
};

acme::task<> locked(by_hand &mutex, int &sum) {
  co_await mutex.lock();
  sum = sum + co_await number();
  mutex.unlock();
}

// --- Nothing suspends ---

struct ready {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  int await_resume() { return 1; }
};

acme::task<> not_suspended() {
  total = total + co_await ready();
}

// The condition keeps others out.
std::optional<int> kept;
bool loading = false;
acme::task<> exchanges() {
  if (!kept && !std::exchange(loading, true)) {
    kept = co_await number();
    loading = false;
  }
}
