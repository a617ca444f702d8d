// A walk over the declarations of a unit.
#pragma once

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

namespace async_checks {

/// Visits declarations outside of system headers, instances of templates among them, and
/// leaves out the statements and types in them.
template <typename Derived>
class OwnDeclarations : public clang::RecursiveASTVisitor<Derived> {
public:
  explicit OwnDeclarations(const clang::SourceManager &Sources) : Sources(Sources) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool TraverseDecl(clang::Decl *D) {
    if (D && D->getDeclContext() && D->getDeclContext()->isFileContext() &&
        Sources.isInSystemHeader(D->getLocation()))
      return true;
    return clang::RecursiveASTVisitor<Derived>::TraverseDecl(D);
  }
  bool TraverseStmt(clang::Stmt *) { return true; }
  bool TraverseTypeLoc(clang::TypeLoc, bool = true) { return true; }

private:
  const clang::SourceManager &Sources;
};

} // namespace async_checks
