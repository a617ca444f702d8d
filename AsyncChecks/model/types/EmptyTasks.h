// What becomes of whoever awaits a task that no coroutine stands behind.
#pragma once

#include "model/types/Types.h"

namespace clang {
class CXXConstructExpr;
} // namespace clang

namespace async_checks {

/// How awaiting an object ends.
enum class AwaitEnd {
  Unknown,
  Comes,    ///< it yields something
  UsesNull, ///< it uses a null handle or pointer
  Throws,
  Aborts,  ///< it ends the program
  Hangs,   ///< nobody resumes the coroutine that awaits
  IsBroken ///< the library's documents say that it must not be
};

/// What awaiting an object does, and where; null if nothing in sight tells.
struct AwaitResult {
  AwaitEnd Ends = AwaitEnd::Unknown;
  const clang::Stmt *At = nullptr;

  bool isMistake() const { return Ends != AwaitEnd::Unknown && Ends != AwaitEnd::Comes; }
};

/// The expression that makes the object that \p E hands on, or names it.
const clang::Expr *objectIn(const clang::Expr *E);

/// Finds it out by running what awaiting runs, on an object in that state.
class EmptyTasks {
public:
  EmptyTasks(Types &Known, const Vocabulary &Words, clang::ASTContext &Context)
      : Known(Known), Words(Words), Context(Context) {}

  /// What comes of awaiting the task that \p Made makes of nothing: `{}`,
  /// `task(nullptr)`. Nothing is known of what is made of anything else.
  AwaitResult awaitMade(const clang::Expr &Made);

  /// What comes of awaiting a \p Record that was moved elsewhere before.
  AwaitResult awaitMoved(const clang::CXXRecordDecl &Record);

  /// Whether one can see by an object of \p Record whether there is a coroutine.
  bool canBeAsked(const clang::CXXRecordDecl &Record) const;

  /// Whether the task that \p Made makes of nothing has a member that starts it, and that
  /// does nothing without a coroutine.
  bool canBeStarted(const clang::Expr &Made) const;

private:
  AwaitResult runMade(const clang::Expr &Made, const clang::CXXRecordDecl &Record);
  AwaitResult runMoved(const clang::CXXRecordDecl &Record);
  AwaitResult byName(AwaitResult Found, const clang::CXXRecordDecl &Record) const;

  Types &Known;
  const Vocabulary &Words;
  clang::ASTContext &Context;
  /// By the constructor and by how much it is given, or by the class.
  llvm::DenseMap<std::pair<const clang::Decl *, unsigned>, AwaitResult> Made, Moved;
};

} // namespace async_checks
