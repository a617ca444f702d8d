// Results that tell whether something worked.
#pragma once

#include "acme/task.h"
#include <exception>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

// By structure: an error, and a question whether there is one.
template <typename T> struct maybe {
  bool has_value() const;
  T &value();
  std::error_code error() const;
};
class verdict {
public:
  explicit operator bool() const;
  const char *error() const;
};
struct reply : verdict {
  int code;
};

// What a callable has thrown
class attempt {
public:
  bool has_error() const;
  std::exception_ptr error() const;

private:
  std::exception_ptr failure;
};
template <typename Work> acme::task<attempt> run_elsewhere(Work) { co_return {}; }

struct [[nodiscard]] receipt {
  int number;
};
enum class [[nodiscard]] state { good, bad };

// What a join that throws nothing hands back, by value and by its coroutine.
struct settled {
  std::exception_ptr failure;
};
struct join_promise {
  std::exception_ptr failure;
};
class join_task {
public:
  int result();

private:
  std::coroutine_handle<join_promise> coroutine;
};

namespace acme {
template <typename... Tasks> task<std::tuple<join_task>> when_all_ready(Tasks &&...tasks);
task<std::vector<settled>> when_all_settled(std::vector<task<>> tasks);
} // namespace acme
