// How a request to stop comes to an operation, and what it throws then.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;
struct Library;

/// Whether \p Type is that of an object which tells of a request to stop.
bool isToken(clang::QualType Type, const Model &Model);

/// Whether \p Given makes a token that nobody can ask to stop: `{}`, `std::stop_token{}`.
bool isEmptyToken(const clang::Expr &Given);

/// The exceptions by which cancellation travels, as far as the unit declares them, and
/// the operations of the unit that somebody can cancel.
class Cancellations {
public:
  explicit Cancellations(Model &Unit);

  /// What \p Suspension of \p In may throw if it was cancelled: the exceptions that the
  /// user lists, and those of the library whose task the coroutine is or awaits. The
  /// latter need evidence that a request comes there: the library carries it, or what is
  /// awaited is given a token or waits with one in its body in sight.
  llvm::SmallVector<const clang::CXXRecordDecl *, 1>
  thrownAt(const Suspension &Suspension, const Body &In);

  /// What \p Call throws if it asks a token whether to go on, and throws if not; nothing
  /// for any other call.
  llvm::SmallVector<const clang::CXXRecordDecl *, 1>
  thrownBy(const clang::CallExpr &Call) const;

  /// Whether a library throws \p A for one kind of cancelled operations and \p B for
  /// another.
  bool areOfOneLibrary(const clang::CXXRecordDecl &A,
                       const clang::CXXRecordDecl &B) const;

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

  /// Who has what an operation listens to.
  enum class Asker { Anybody, NotTheCaller };

  bool isKnown(clang::QualType Type) const;
  bool hasTokenOfItsOwn(const Body &In) const;
  bool holdsToken(const clang::CXXRecordDecl &Record) const;
  bool isLiveToken(const clang::Expr &E, const Body &In, Asker By) const;
  bool hears(const clang::Stmt *Awaited, const Body &In, Asker By);
  bool stops(const clang::FunctionDecl &Definition);
  bool computeStops(const Body &In);

  Model &Unit;
  llvm::SmallVector<Exception, 2> Known;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Stops;
};

} // namespace async_checks
