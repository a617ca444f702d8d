// RUN: %prove %s
#include "acme/task.h"
#include <memory>
#include <vector>

acme::task<> flush();
acme::task<> send(int);

class room : public std::enable_shared_from_this<room> {
public:
  void start() {
    acme::spawn([](std::shared_ptr<room> self) -> acme::task<> {
      for (int one : self->members_)
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this loop goes over 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
      // CHECK-MESSAGES: :[[@LINE+2]]:9: note: it is suspended here
      // CHECK-MESSAGES: :[[@LINE+49]]:21: note: 'members_' may be changed here
        co_await send(one);
    }(shared_from_this()));
  }

  acme::task<> nested() {
    auto run = [this]() -> acme::task<> {
      auto &first = members_.front();
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'first' refers into 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
      // CHECK-MESSAGES: :[[@LINE+3]]:7: note: it is suspended here
      // CHECK-MESSAGES: :[[@LINE+3]]:7: note: and the element is used here
      // CHECK-MESSAGES: :[[@LINE+38]]:21: note: 'members_' may be changed here
      co_await flush();
      first = 1;
    };
    co_await run();
  }

  acme::task<> own_callable() {
    auto &first = members_.front();
    auto run = [](int n) -> acme::task<> { co_await send(n); };
    co_await run(first);
  }

  acme::task<> used_by_a_lambda() {
    auto &first = members_.front();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'first' refers into 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:19: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+20]]:21: note: 'members_' may be changed here
    co_await flush();
    auto later = [&] { return first; };
    co_await send(later());
  }

  acme::task<> captured() {
    std::vector<int> local = {1, 2};
    auto by_reference = [&]() -> acme::task<> {
      for (int one : local)
        co_await send(one);
    };
    auto by_value = [local]() -> acme::task<> {
      for (int one : local)
        co_await send(one);
    };
    co_await by_reference();
    co_await by_value();
  }

  void add(int n) { members_.push_back(n); }

private:
  std::vector<int> members_;
};
