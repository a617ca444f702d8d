#include "model/syntax/Walk.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace async_checks {

class Walk::Visitor : public RecursiveASTVisitor<Visitor> {
public:
  explicit Visitor(Walk &Walk) : Seen(Walk) {}

  bool shouldVisitTemplateInstantiations() const {
    return Seen.Reach == Into::Declarations;
  }
  bool TraverseDecl(Decl *D) {
    if (D && D->getDeclContext() && D->getDeclContext()->isFileContext() &&
        D->getASTContext().getSourceManager().isInSystemHeader(D->getLocation()))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }
  template <typename... WithQualifier>
  bool TraverseTypeLoc(TypeLoc Type, WithQualifier... Asked) {
    return Seen.Reach == Into::Declarations ||
           RecursiveASTVisitor::TraverseTypeLoc(Type, Asked...);
  }
  bool VisitDecl(Decl *D) {
    Seen.see(*D);
    return true;
  }
  bool dataTraverseStmtPre(Stmt *S) { return Seen.see(*S); }

private:
  Walk &Seen;
};

void Walk::over(llvm::ArrayRef<Decl *> Declarations) {
  for (Decl *Each : Declarations)
    Visitor(*this).TraverseDecl(Each);
}

void Walk::over(const Expr &Whole) {
  Visitor(*this).TraverseStmt(const_cast<Expr *>(&Whole));
}

} // namespace async_checks
