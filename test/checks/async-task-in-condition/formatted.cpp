// RUN: %prove %s
#include "acme/task.h"
#include <string>

// The formatting functions of two libraries, as far as they matter here.
namespace std {
template <typename... T> string format(const char *, T &&...values);
template <typename... T> void print(const char *, T &&...values);
} // namespace std
namespace fmt {
inline namespace v10 {
template <typename... T> std::string format(const char *, const T &...values);
}
} // namespace fmt
template <typename... T> std::string render(const char *, T &&...values);

acme::task<int> number();
acme::task<std::string> name();

acme::task<> formatted(acme::task<int> stored) {
  auto text = std::format("{}", number());
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: the task that 'number' returns is formatted and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  text = std::format("{} {}", 1, name());
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the task that 'name' returns is formatted and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  std::print("{}", number());
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task that 'number' returns is formatted and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  text = fmt::format("{}", name());
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the task that 'name' returns is formatted and not awaited: it is lazy, so the coroutine never runs [async-task-in-condition]
  text = std::format("{} {}", co_await number(), co_await name());
  text = std::format("{}", stored);
  // An unknown function may await what it is given.
  text = render("{}", number());
}
