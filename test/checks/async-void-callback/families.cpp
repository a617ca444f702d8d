// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT
#include <asio/awaitable.hpp>
#include <asio/bind_executor.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/dispatch.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/strand.hpp>
#include <asio/use_awaitable.hpp>
#include <boost/function.hpp>
#include <boost/signals2/signal.hpp>
#include <memory>

asio::awaitable<void> session();
asio::awaitable<void> expired(asio::error_code error);

void flagged(asio::io_context &io, asio::steady_timer &timer) {
  asio::post(io, session);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'asio::post' drops the task that 'session' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: a callback that returns void starts the task itself: hand it to 'asio::co_spawn'
  asio::dispatch(io, []() -> asio::awaitable<void> { co_await session(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'asio::dispatch' drops the task that this lambda returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: a callback that returns void starts the task itself: hand it to 'asio::co_spawn'
  asio::post(asio::bind_executor(io, session));
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'asio::post' drops the task that 'session' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:38: note: a callback that returns void starts the task itself: hand it to 'asio::co_spawn'
  timer.async_wait(expired);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'asio::basic_waitable_timer::async_wait' drops the task that 'expired' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: a callback that returns void starts the task itself: hand it to 'asio::co_spawn'
  boost::function<void()> callback = session;
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'boost::function' drops the task that 'session' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:38: note: a callback that returns void starts the task itself: hand it to 'asio::co_spawn'
  boost::signals2::signal<void()> signal;
  signal.connect(session);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'boost::signals2::slot' drops the task that 'session' returns: it is lazy, so the coroutine never runs [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: a callback that returns void starts the task itself: hand it to 'asio::co_spawn'
}

asio::awaitable<void> accepted(asio::io_context &io, asio::steady_timer &timer) {
  asio::co_spawn(io, session, asio::detached);
  asio::co_spawn(io, []() -> asio::awaitable<void> { co_await session(); }, asio::detached);
  co_await asio::post(io, asio::use_awaitable);
  asio::post(io, [&io] { asio::co_spawn(io, session(), asio::detached); });
  timer.async_wait([](asio::error_code) {});
  co_await timer.async_wait(asio::use_awaitable);
}
