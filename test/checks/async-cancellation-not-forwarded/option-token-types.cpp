// RUN: %prove %s --config-option async.TokenTypes=acme::abort_flag
#include "acme/task.h"

namespace acme {
class abort_flag {};
class other_flag {};
} // namespace acme

acme::task<> work(acme::abort_flag flag = {});
acme::task<> other(acme::other_flag flag = {});

acme::task<> listed(acme::abort_flag flag) { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'work' does not get the cancellation token 'flag': it goes on when a stop is requested [async-cancellation-not-forwarded]
// CHECK-MESSAGES: :[[@LINE-5]]:36: note: this parameter takes the token
// CHECK-FIXES: acme::task<> listed(acme::abort_flag flag) { co_await work(flag); }
acme::task<> unlisted(acme::other_flag flag) { co_await other(); }
