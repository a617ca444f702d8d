// RUN: %prove %s
#include "acme/task.h"
#include <memory>

acme::task<> flush();
void use(int);

template <typename T>
class connection : public std::enable_shared_from_this<connection<T>> {
public:
  acme::fire_and_forget run() {
    // CHECK-FIXES: auto self = this->shared_from_this();
    co_await flush();
    use(count_);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the 'connection' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
  }

  acme::fire_and_forget owner() {
    auto self = this->shared_from_this();
    co_await flush();
    use(count_);
  }

  template <typename U> acme::fire_and_forget handle(U) {
    // CHECK-FIXES: auto self = this->shared_from_this();
    co_await flush();
    use(count_);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the 'connection' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
  }

private:
  int count_ = 0;
};

template <typename T> class never_used : public std::enable_shared_from_this<T> {
  acme::fire_and_forget run() {
    co_await flush();
    use(count_);
  }
  int count_ = 0;
};

void instances(connection<int> &a, connection<long> &b) {
  a.run();
  b.run();
  a.owner();
  a.handle(1);
  a.handle('c');
}
