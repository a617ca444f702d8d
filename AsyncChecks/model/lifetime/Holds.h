// What a task refers to of its caller's, and for how long that is there.
#pragma once

#include "model/lifetime/Takings.h"
#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// How long something lives that a task refers to.
enum class Lifetime {
  Unknown,   ///< nothing tells, or as long as the program
  Temporary, ///< until the full expression ends
  Local,     ///< until the scope of a local variable ends
  Lent,      ///< the caller of the caller knows: a parameter refers to it
  Captured,  ///< as long as the closure, or what that refers to
  Member,    ///< as long as `*this`
};

/// What an expression refers to.
struct Referent {
  Lifetime Lives = Lifetime::Unknown;
  /// The variable of Lifetime::Local, Lent or Captured, null for any other.
  const clang::VarDecl *Variable = nullptr;
};

/// Something of its caller's that a task refers to, and uses when it runs.
struct Hold {
  const clang::Expr *Argument; ///< what the caller hands over, or the object of the call
  const clang::ParmVarDecl *Parameter; ///< what refers to it; null for `this`
  Referent Refers;
};

/// What the task that \p Call makes refers to. If the callee is not in sight, that is
/// what it is given by reference, for one that starts when it is awaited. Closures are
/// left out: their captures are a matter of their own.
llvm::SmallVector<Hold, 2> holdsOf(const clang::CallExpr &Call, Model &Model);

/// What \p E, which is given to a parameter of type \p Type, refers to. Lifetime::Unknown
/// if \p Type is neither a reference nor a pointer nor a view.
Referent referentOf(const clang::Expr &E, clang::QualType Type, Model &Model);

/// Where the coroutine \p In mentions \p Named, which its caller owns, or another name
/// for it, after it may be gone for a caller who does not wait: anywhere if the coroutine
/// starts when awaited, and else behind a suspension point, or where it is lent to the
/// task that is awaited. Null if nowhere. \p Named is null for `this`.
const clang::Stmt *lateUse(const clang::ValueDecl *Named, const Body &In, Model &Model);

/// Whether the task that \p Definition returns uses, when it runs, what it is given for
/// \p Parameter by reference, null for its object, or if one of the callees does that
/// are added to \p To.
bool keepsUnless(const clang::FunctionDecl &Definition,
                 const clang::ParmVarDecl *Parameter, Model &Model, HandedOns &To);

} // namespace async_checks
