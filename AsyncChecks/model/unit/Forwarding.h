// Coroutines that do nothing but await another one.
#pragma once

#include "model/syntax/Body.h"
#include <optional>

namespace async_checks {

class Model;

/// What a coroutine consists of that only forwards: `co_return co_await g(x);`.
struct Forwarding {
  const clang::CoreturnStmt *Return;
  const clang::Expr *Await;
  const clang::CallExpr *Call;
};

/// The call that the coroutine \p Callable could return instead of awaiting it: of the
/// same task type, and with nothing that would be evaluated at another time or destroyed
/// earlier than it is now. Nullopt if there is none.
std::optional<Forwarding> findForwarding(Model &Model, const Body &Callable);

} // namespace async_checks
