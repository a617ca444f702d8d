#include "model/types/Endings.h"
#include "model/syntax/Body.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

NamedMember namedMember(const Stmt &Node) {
  if (const auto *Member = dyn_cast<MemberExpr>(&Node))
    if (const IdentifierInfo *Name = Member->getMemberDecl()->getIdentifier())
      return {Member->getBase(), Name->getName()};
  if (const auto *Later = dyn_cast<CXXDependentScopeMemberExpr>(&Node))
    if (const IdentifierInfo *Name = Later->getMember().getAsIdentifierInfo();
        Name && !Later->isImplicitAccess())
      return {Later->getBase(), Name->getName()};
  return {};
}

bool namesMember(const Stmt *Node, llvm::ArrayRef<llvm::StringRef> Names) {
  return Node && (llvm::is_contained(Names, namedMember(*Node).Name) ||
                  llvm::any_of(Node->children(), [Names](const Stmt *Child) {
                    return namesMember(Child, Names);
                  }));
}

static bool names(const Expr *E, const ParmVarDecl &Parameter) {
  const auto *Reference = E ? dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()) : nullptr;
  return Reference && Reference->getDecl() == &Parameter;
}

/// Whether \p Node mentions \p Handle for anything but its promise and to destroy its
/// coroutine.
static bool handsOn(const Stmt &Node, const ParmVarDecl &Handle) {
  NamedMember Member = namedMember(Node);
  if (names(Member.Object, Handle))
    return Member.Name != "promise" && Member.Name != "destroy";
  if (const auto *Reference = dyn_cast<DeclRefExpr>(&Node))
    return Reference->getDecl() == &Handle;
  return llvm::any_of(Node.children(), [&](const Stmt *Child) {
    return Child && handsOn(*Child, Handle);
  });
}

/// Where the body of \p Function is, or that of what it is an instance of; null if
/// nowhere.
static const FunctionDecl *writtenBy(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  if (Function.hasBody(Definition))
    return Definition;
  const FunctionTemplateDecl *Template = Function.getDescribedFunctionTemplate();
  if (!Template)
    return Function.getTemplateInstantiationPattern();
  while (const FunctionTemplateDecl *Member =
             Template->getInstantiatedFromMemberTemplate())
    Template = Member;
  return Template->getTemplatedDecl();
}

bool endsCoroutine(const FunctionDecl &Suspend) {
  const FunctionDecl *Definition = writtenBy(Suspend);
  const auto *Block = Definition && Definition->getNumParams()
                          ? dyn_cast_or_null<CompoundStmt>(Definition->getBody())
                          : nullptr;
  if (!Block)
    return false;
  const ParmVarDecl &Handle = *Definition->getParamDecl(0);
  return !handsOn(*Block, Handle) && llvm::any_of(Block->body(), [&](const Stmt *Each) {
    const auto *Call = dyn_cast<CallExpr>(Each);
    NamedMember Member =
        Call ? namedMember(*Call->getCallee()->IgnoreParens()) : NamedMember();
    return Member.Name == "destroy" && names(Member.Object, Handle);
  });
}

} // namespace async_checks
