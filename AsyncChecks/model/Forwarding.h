// Coroutines that do nothing but await another one.
#pragma once

#include "model/Body.h"
#include <optional>

namespace async_checks {

class Model;

/// What a coroutine consists of that only forwards: `co_return co_await g(x);`, and for a
/// task without a value also `co_await g(x);`, with or without a `co_return;`.
struct Forwarding {
  const clang::CallExpr *Call;
  const clang::Expr *Await;
  /// The `co_return`; null if the `co_await` is the statement.
  const clang::CoreturnStmt *Return = nullptr;
  /// A `co_return;` that follows the `co_await`.
  const clang::CoreturnStmt *End = nullptr;
};

/// The call that the coroutine \p Callable could return instead of awaiting it: of the
/// same task type, and with nothing that would be evaluated at another time or destroyed
/// earlier than it is now. Nullopt if there is none.
std::optional<Forwarding> findForwarding(Model &Model, const Body &Callable);

} // namespace async_checks
