// What may be thrown, and where it ends.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// What the promise of a coroutine does with an exception that leaves the body.
enum class Unhandled {
  Unknown,    ///< it is not in sight, or deals with the exception in a way of its own
  Terminates, ///< the program ends
  Swallows,   ///< nothing: the exception is lost
  Rethrows,   ///< it is thrown into whoever resumes the coroutine
};

/// Whether something throws, or whose body tells.
struct Thrower {
  bool Throws = false; ///< if nobody shows the body of \c By
  /// The function whose body tells: of a coroutine if it is awaited here, of an ordinary
  /// function if not. Null if no body has to be asked.
  const clang::FunctionDecl *By = nullptr;
  bool IsAwaited = false;
};

/// Answers questions about exceptions of one AST. Running out of memory does not count.
class Exceptions {
public:
  explicit Exceptions(Model &Unit) : Unit(Unit) {}

  /// Whether a call of \p Function may throw. The body of a coroutine does not: what it
  /// throws belongs to the promise.
  bool mayThrow(const clang::FunctionDecl &Function) {
    return mayThrow(throwerOf(Function));
  }

  /// Whether the task that \p Call makes may end with an exception.
  bool mayFail(const clang::CallExpr &Call) {
    return mayThrow({/*Throws=*/true, Call.getDirectCallee(), /*IsAwaited=*/true});
  }

  /// Whether the `co_await` is known to throw nothing, whoever cancels it.
  bool neverThrows(const Suspension &Suspension);

  /// What may throw in the `try` blocks of \p Callable, apart from `throw`: calls,
  /// constructions and suspension points.
  llvm::SmallVector<const clang::Stmt *, 8> throwers(const Body &Callable);

  /// The first place in the body from where an exception leaves it, null if there is
  /// none. Where a part of the body catches everything, the author has decided about the
  /// rest: there, only a `throw`, a `co_await` and what throws for its peer count.
  const clang::Stmt *escape(const Body &Callable);

  /// All that may throw in \p Callable where the exception would leave it, as escape()
  /// has it, in no order: places, and what throws there.
  llvm::SmallVector<std::pair<const clang::Stmt *, Thrower>, 8>
  leavers(const Body &Callable);

  /// What becomes of an exception that leaves the coroutine \p Callable.
  Unhandled unhandled(const Body &Callable);

  /// What the promise of \p Callable has for such an exception; null if there is none.
  static const clang::FunctionDecl *handler(const Body &Callable);

  /// What becomes of an exception that \p Handler, a definition, is called for.
  Unhandled handledBy(const clang::FunctionDecl &Handler);

  /// Whether a handler of \p Try catches all that can be expected.
  bool catchesAll(const clang::CXXTryStmt &Try) const;

private:
  /// Whether the `co_await` may throw when the coroutine resumes. An operation of a
  /// system header does not, unless it is known to.
  bool mayThrow(const Suspension &Suspension) { return mayThrow(throwerOf(Suspension)); }
  bool leaves(const clang::FunctionDecl &Definition);
  bool mayThrow(const clang::CallExpr &Call) { return mayThrow(throwerOf(Call)); }
  bool mayThrow(const Thrower &Thrower);
  Thrower throwerOf(const clang::FunctionDecl &Function) const;
  Thrower throwerOf(const clang::CallExpr &Call) const;
  Thrower throwerOf(const Suspension &Suspension);
  /// Whether a call of \p Function throws when the other side of a connection is gone.
  bool throwsForPeer(const clang::FunctionDecl &Function) const;
  bool isWait(const clang::CallExpr &Call);
  bool tellsErrors(clang::QualType Value) const;

  Model &Unit;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Leaves;
};

} // namespace async_checks
