// RUN: %prove %s
#include "acme/task.h"
#include <memory>

acme::task<> flush();
void use(int);

#define AWAIT(task) co_await (task)
#define USE use(count_)
#define BODY                                                                             \
  {                                                                                      \
    co_await flush();                                                                    \
    use(count_);                                                                         \
  }

class session : public std::enable_shared_from_this<session> {
public:
  acme::fire_and_forget one() {
    // CHECK-FIXES: auto self = shared_from_this();
    AWAIT(flush());
    use(count_);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-16]]:21: note: expanded from macro 'AWAIT'
  }
  acme::fire_and_forget two() {
    // CHECK-FIXES: auto self = shared_from_this();
    co_await flush();
    USE;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-22]]:17: note: expanded from macro 'USE'
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is suspended here
  }
  acme::fire_and_forget three() BODY
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
  // CHECK-MESSAGES: :[[@LINE-23]]:9: note: expanded from macro 'BODY'
  // CHECK-MESSAGES: :[[@LINE-3]]:33: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-26]]:5: note: expanded from macro 'BODY'

private:
  int count_ = 0;
};
