// Locks that belong to a thread, and where coroutines hold them while suspended.
#pragma once

#include "model/syntax/Body.h"
#include "model/types/Names.h"
#include <deque>
#include <string>
#include <vector>

namespace async_checks {

class Model;

/// Types whose objects belong to the thread that makes them, and why.
struct HostileType {
  NamePatterns Types;
  std::string Reason;
};

/// Something of the thread's that a coroutine holds when it is suspended.
struct HeldLock {
  /// The object that holds it; null for a temporary one, and for a lock by hand.
  const clang::VarDecl *Guard = nullptr;
  /// What locks: a call, or the temporary. Null if \c Guard does when it is declared.
  const clang::Expr *Taken = nullptr;
  /// What unlocks it, in the order of the source, for a lock that ends before its scope.
  llvm::SmallVector<const clang::CallExpr *, 2> Released = {};
  /// The first suspension point that comes while it is held.
  const Suspension *Across = nullptr;
  /// It is held at \c Across on every way there.
  bool IsAlwaysHeld = false;
  /// An ordinary lock has none.
  const HostileType *Hostile = nullptr;
};

/// The locks, and the objects of \p Hostile types, that \p In holds at a suspension
/// point, on some path. A lock that came out of a `co_await` is none of a thread's.
std::vector<HeldLock> heldLocks(Model &Model, const Body &In,
                                const std::deque<HostileType> &Hostile);

/// Whether \p Declaration declares an object that holds a lock or another permit.
bool declaresGuard(const clang::DeclStmt &Declaration, Model &Model);

/// Whether \p At waits for a lock or a permit.
bool waitsForLock(Model &Model, const Suspension &At);

/// Whether a lock that came out of a `co_await` is in force at \p Node.
bool isUnderAsyncLock(Model &Model, const Body &In, const clang::Stmt &Node);

} // namespace async_checks
