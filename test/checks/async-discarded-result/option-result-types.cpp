// RUN: %prove %s --config-option "async-discarded-result.ResultTypes=bool;handle_t;acme::code;^legacy::.*Status$"
#include "acme/task.h"

namespace acme {
enum class code { good, bad };
}
namespace legacy {
struct SendStatus {};
struct Statistics {};
} // namespace legacy
using handle_t = int;

acme::task<bool> try_send();
acme::task<handle_t> open();
acme::task<int> count();
acme::task<acme::code> check();
acme::task<legacy::SendStatus> send();
acme::task<legacy::Statistics> measure();

acme::task<> statements() {
  co_await try_send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'bool' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await try_send();'
  co_await check();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'acme::code' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await check();'
  co_await send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody looks at the 'legacy::SendStatus' that this 'co_await' yields: a failure goes unseen [async-discarded-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: keep and test it: 'auto result = co_await send();'
  co_await count();
  co_await measure();
}
