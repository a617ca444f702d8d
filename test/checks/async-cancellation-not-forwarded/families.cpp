// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT
#include "acme/task.h"
#include <asio/awaitable.hpp>
#include <asio/use_awaitable.hpp>
#include <stop_token>

namespace cppcoro {
class cancellation_token {
public:
  bool is_cancellation_requested() const;
};
} // namespace cppcoro
namespace folly {
class CancellationToken {
public:
  CancellationToken(const void *state = nullptr);
  bool isCancellationRequested() const;
};
} // namespace folly
namespace seastar {
class abort_source {
public:
  abort_source() = default;
  abort_source(abort_source &&) = default;
};
} // namespace seastar
// Nobody knows it but by its name.
namespace acme {
struct cancel_token {
  bool cancelled = false;
};
} // namespace acme

acme::task<> a(int n, cppcoro::cancellation_token ct = {});
acme::task<> b(folly::CancellationToken token = {});
acme::task<> c(int n);
acme::task<> c(int n, seastar::abort_source &source);
acme::task<> d(acme::cancel_token token = {});
asio::awaitable<void> e(std::stop_token stop = {});
struct operation {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
operation f(std::stop_token stop = {});

acme::task<> cppcoro_like(cppcoro::cancellation_token ct) { co_await a(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:70: warning: 'a' does not get the cancellation token 'ct': it goes on when a stop is requested [async-cancellation-not-forwarded]
// CHECK-MESSAGES: :[[@LINE-15]]:51: note: this parameter takes the token
// CHECK-FIXES: acme::task<> cppcoro_like(cppcoro::cancellation_token ct) { co_await a(1, ct); }
acme::task<> folly_like(folly::CancellationToken token) {
  co_await b();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'b' does not get the cancellation token 'token': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-19]]:41: note: this parameter takes the token
  // CHECK-FIXES: co_await b(token);
  co_await b(folly::CancellationToken{});
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'b' does not get the cancellation token 'token': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-23]]:41: note: this parameter takes the token
  // CHECK-FIXES: co_await b(token);
}
acme::task<> seastar_like(seastar::abort_source &source) { co_await c(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:69: warning: 'c' does not get the cancellation token 'source': it goes on when a stop is requested [async-cancellation-not-forwarded]
// CHECK-MESSAGES: :[[@LINE-26]]:46: note: this parameter takes the token
// CHECK-FIXES: acme::task<> seastar_like(seastar::abort_source &source) { co_await c(1, source); }
acme::task<> home_made(acme::cancel_token token) {
  co_await d();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'd' does not get the cancellation token 'token': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-30]]:35: note: this parameter takes the token
  // CHECK-FIXES: co_await d(token);
  co_await d({});
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'd' does not get the cancellation token 'token': it goes on when a stop is requested [async-cancellation-not-forwarded]
  // CHECK-MESSAGES: :[[@LINE-34]]:35: note: this parameter takes the token
  // CHECK-FIXES: co_await d(token);
}
asio::awaitable<void> traits(std::stop_token stop) { co_await e(); }
// CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'e' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
// CHECK-MESSAGES: :[[@LINE-38]]:41: note: this parameter takes the token
// CHECK-FIXES: asio::awaitable<void> traits(std::stop_token stop) { co_await e(stop); }
acme::task<> awaiter(std::stop_token stop) { co_await f(); }
// CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'f' does not get the cancellation token 'stop': it goes on when a stop is requested [async-cancellation-not-forwarded]
// CHECK-MESSAGES: :[[@LINE-36]]:29: note: this parameter takes the token
// CHECK-FIXES: acme::task<> awaiter(std::stop_token stop) { co_await f(stop); }

// Of another kind.
acme::task<> other_kind(std::stop_token stop) {
  co_await a(1);
  co_await c(1);
}
acme::task<> no_reference(const seastar::abort_source &source) { co_await c(1); }
