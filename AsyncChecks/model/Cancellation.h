// What cancelled operations throw.
#pragma once

#include "model/Body.h"

namespace async_checks {

class Model;
struct Library;

/// The exceptions by which cancellation travels, as far as the unit declares them.
class Cancellations {
public:
  explicit Cancellations(const Model &Unit);

  /// What \p Suspension of \p In may throw if it was cancelled: the exceptions that the
  /// user lists, and those of the library whose task the coroutine is or awaits.
  llvm::SmallVector<const clang::CXXRecordDecl *, 1>
  thrownAt(const Suspension &Suspension, const Body &In) const;

private:
  struct Exception {
    const clang::CXXRecordDecl *Class;
    const Library *Of; ///< null for one that the user lists
  };

  void add(llvm::StringRef Name, const Library *Of);
  /// Finds what the user lists by patterns: a name is looked up, which does not load what
  /// an editor keeps of the headers.
  void findListedIn(const clang::DeclContext &Scope);
  const Library *libraryOf(clang::QualType Type) const;

  const Model &Unit;
  llvm::SmallVector<Exception, 2> Known;
};

} // namespace async_checks
