// RUN: %prove %s
#include "acme/task.h"
#include <functional>
#include <memory>

acme::task<> flush();
void use(int);

class session : public std::enable_shared_from_this<session> {
public:
  void start() {
    auto run = [this]() -> acme::fire_and_forget {
      // CHECK-FIXES: auto self = shared_from_this();
      co_await flush();
      use(count_);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: it is suspended here
    };
    run();

    auto owned = [this, owner = shared_from_this()]() -> acme::fire_and_forget {
      co_await flush();
      use(count_);
    };
    owned();

    auto lazy = [this]() -> acme::task<> {
      co_await flush();
      use(count_);
    };
    on_done = [this] { use(count_); };
  }

  acme::fire_and_forget with_a_lambda() {
    auto self = shared_from_this();
    auto part = [this] { use(count_); };
    co_await flush();
    part();
    [this] { use(count_); }();
  }

private:
  int count_ = 0;
  std::function<void()> on_done;
};
