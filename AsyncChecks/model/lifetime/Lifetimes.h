// Coroutines that outlive their caller, and what keeps their object meanwhile.
#pragma once

#include "model/suspension/Suspensions.h"
#include "model/unit/Uses.h"
#include "clang/AST/DeclCXX.h"

namespace async_checks {

/// A use of `this` when the object may be gone.
struct LateUse {
  /// The class of the object.
  const clang::CXXRecordDecl *Class;
  /// The first use after the suspension.
  const clang::Expr *Use;
  const clang::Expr *Suspension;
  /// The call that lets go of the task; invalid if nobody could keep it.
  clang::SourceLocation Spawn;
  /// The coroutine starts when it is called, while its object is there.
  bool IsEager;
  /// The member by which the object hands out an owner of itself; null if there is none.
  const clang::CXXMethodDecl *Owner;
};

/// Where \p In, a coroutine that runs on when its caller does, uses an object with shared
/// ownership that nothing in it keeps.
std::optional<LateUse> findLateUse(Model &Model, const Body &In);

/// Whether objects of \p Class live as long as somebody counts on them. \p Owner becomes
/// the member that hands out an owner, if there is one.
bool isShared(const clang::CXXRecordDecl &Class, const clang::CXXMethodDecl *&Owner,
              Model &Model);

/// Whether an object of \p Type owns one of \p Class.
bool isOwnerOf(clang::QualType Type, const clang::CXXRecordDecl &Class, Model &Model);

/// The call by which the caller at \p Site lets go of the task that a coroutine of an
/// object makes there, while nothing of it keeps the object; null if it does not.
const clang::CallExpr *lettingGo(const CallSite &Site, Model &Model);

/// Whether the caller at \p Site is there, with all its objects, until the program ends,
/// and waits for what the coroutine does.
bool staysUntilDone(const CallSite &Site, Model &Model);

} // namespace async_checks
