// What types say about locks that belong to a thread.
#pragma once

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace async_checks {

class Model;

/// What \p Type refers or points to; \p Type itself if it does neither.
clang::QualType pointee(clang::QualType Type);

/// Tells mutexes, and the guards that hold them, by what their classes declare and do.
class LockTypes {
public:
  explicit LockTypes(Model &Unit) : Unit(Unit) {}

  enum class Mutex {
    None,
    OfThread,  ///< the thread that locks it must unlock it
    Awaitable, ///< one awaits the lock
  };

  Mutex mutex(clang::QualType Type);

  /// The class whose objects hold a lock as long as they live: that of \p Type, of what
  /// it owns, or of a member. Null if there is none.
  const clang::CXXRecordDecl *guard(clang::QualType Type);

  /// Whether an object of \p Guard may give up the lock before it ends.
  bool mayRelease(const clang::CXXRecordDecl &Guard) const;

  /// Whether \p Init makes an object that holds a lock from the beginning.
  bool holds(const clang::Expr *Init);

  /// Whether \p Constructor makes a member that holds a lock.
  bool fillsGuard(const clang::CXXConstructorDecl &Constructor);

  /// Whether an object of \p Type keeps other coroutines out while it lives: its end, or
  /// that of what it owns, unlocks something, gives back a permit or clears a flag.
  bool isPermit(clang::QualType Type);

private:
  bool computePermit(const clang::CXXRecordDecl &Record);
  Mutex computeMutex(const clang::CXXRecordDecl &Record);
  const clang::CXXRecordDecl *guard(clang::QualType Type, unsigned Depth);
  bool isGuard(const clang::CXXRecordDecl &Record);
  bool computeGuard(const clang::CXXRecordDecl &Record);
  bool locks(const clang::CXXConstructorDecl &Constructor) const;
  bool locksParameter(const clang::CXXRecordDecl &Record) const;
  bool takesParameter(const clang::CXXRecordDecl &Record) const;
  bool isAwaitable(const clang::CXXRecordDecl &Record);
  bool hasMethod(const clang::CXXRecordDecl &Record,
                 llvm::function_ref<bool(const clang::CXXMethodDecl &)> IsWanted) const;
  llvm::SmallVector<clang::QualType, 4> mutexes(const clang::CXXRecordDecl &Record) const;

  Model &Unit;
  llvm::DenseMap<const clang::Decl *, Mutex> Mutexes;
  llvm::DenseMap<const clang::Decl *, bool> Guards, Permits;
  llvm::DenseMap<const clang::Type *, const clang::CXXRecordDecl *> Holders;
};

} // namespace async_checks
