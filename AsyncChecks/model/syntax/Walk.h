// A walk over declarations and what stands in them.
#pragma once

#include "clang/AST/ASTContext.h"

namespace async_checks {

/// Visits what stands outside of system headers. The walk that Clang has is a template,
/// which takes seconds to compile for each class that walks: this class stands before it
/// for all.
class Walk {
public:
  /// How far a walk goes.
  enum class Into {
    Declarations, ///< with the instances of templates and statements, and without types
    Text          ///< all that is written: no instances
  };

  explicit Walk(Into Reach) : Reach(Reach) {}
  virtual ~Walk() = default;

  void over(llvm::ArrayRef<clang::Decl *> Declarations);
  void over(const clang::Expr &Whole);

protected:
  virtual void see(clang::Decl &) {}
  /// \returns whether the walk goes on into the statement.
  virtual bool see(clang::Stmt &) = 0;

private:
  class Visitor;

  Into Reach;
};

} // namespace async_checks
