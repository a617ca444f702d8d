// RUN: %prove %s -- -DASIO_HAS_CO_AWAIT
#include "acme/task.h"
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/use_future.hpp>
#include <atomic>
#include <future>
#include <string>

acme::task<int> size_of(const std::string &text);
asio::awaitable<void> greet(const std::string &who);
std::string make();
void log(int);

struct runner {};
void spawn(runner &, acme::task<int>);
std::future<int> start(runner &, acme::task<int>);

// To start more is no wait, and to hand out a future is none.

void starts_two(runner &all) {
  std::string one = make(), other = make();
  spawn(all, size_of(one));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'size_of' returns refers to 'one', which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-15]]:44: note: it is taken by reference here
  spawn(all, size_of(other));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'size_of' returns refers to 'other', which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-18]]:44: note: it is taken by reference here
}
void starts_one_more(asio::thread_pool &pool) {
  std::string who = make();
  asio::co_spawn(pool, greet(who), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the task that 'greet' returns refers to 'who', which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-23]]:48: note: it is taken by reference here
  asio::post(pool, [] { log(1); });
}
std::future<void> hands_out(asio::io_context &context) {
  std::string who = make();
  return asio::co_spawn(context, greet(who), asio::use_future);
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the task that 'greet' returns refers to 'who', which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-30]]:48: note: it is taken by reference here
}
std::future<int> hands_out_later(runner &all) {
  std::string text = make();
  auto done = start(all, size_of(text));
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the task that 'size_of' returns refers to 'text', which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-37]]:44: note: it is taken by reference here
  return done;
}
void forgets(runner &all) {
  std::string text = make();
  start(all, size_of(text));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'size_of' returns refers to 'text', which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-44]]:44: note: it is taken by reference here
}
void forgets_a_temporary(runner &all) {
  auto done = start(all, size_of(make()));
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the task that 'size_of' returns refers to a temporary, which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-49]]:44: note: it is taken by reference here
  done.get();
}

// Somebody waits.

int at_once(runner &all) {
  std::string text = make();
  return start(all, size_of(text)).get() + start(all, size_of(make())).get();
}
void later(asio::io_context &context) {
  std::string who = make();
  auto done = asio::co_spawn(context, greet(who), asio::use_future);
  asio::co_spawn(context, greet(who), asio::detached);
  context.run();
  done.get();
}
template <class T> T await(std::future<T> result);
int by_somebody(runner &all) {
  std::string text = make();
  auto done = start(all, size_of(text));
  return await(std::move(done));
}
acme::task<int> counts(const std::string &text, std::promise<int> done) {
  done.set_value(int(text.size()));
  co_return 1;
}
int by_the_other_half(runner &all) {
  std::string text = make();
  std::promise<int> done;
  auto result = done.get_future();
  spawn(all, counts(text, std::move(done)));
  return await(std::move(result));
}
std::future<int> other_half_handed_out(runner &all) {
  std::string text = make();
  std::promise<int> done;
  auto result = done.get_future();
  spawn(all, counts(text, std::move(done)));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'counts' returns refers to 'text', which is gone while the task runs on [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-17]]:43: note: it is taken by reference here
  return result;
}
asio::awaitable<void> awaits(asio::io_context &context) {
  std::string who = make();
  co_await asio::co_spawn(context, greet(who), asio::use_awaitable);
}
