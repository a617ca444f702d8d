#include "model/unit/Requirements.h"
#include "model/Model.h"
#include "model/syntax/Walk.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds where the declarations of a unit ask classes to satisfy concepts.
class AskingWalk : public Walk {
public:
  AskingWalk() : Walk(Into::Declarations) {}

  llvm::SmallVector<const StaticAssertDecl *, 8> Assertions;
  llvm::SmallVector<const FunctionDecl *, 32> Functions;
  llvm::SmallVector<const ClassTemplateSpecializationDecl *, 32> Classes;

private:
  void see(Decl &D) override {
    if (const auto *Assertion = dyn_cast<StaticAssertDecl>(&D))
      Assertions.push_back(Assertion);
    else if (const auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(&D))
      Classes.push_back(Class);
    else if (const auto *Function = dyn_cast<FunctionDecl>(&D);
             Function && Function->getPrimaryTemplate())
      Functions.push_back(Function);
  }
  bool see(Stmt &) override { return false; }
};

/// Finds the members whose types a concept asks for. Whoever only asks that a call is
/// valid, as by `object.run();`, takes any result.
class ResultWalk : public Walk {
public:
  ResultWalk() : Walk(Into::Text) {}

  llvm::StringSet<> Names;
  llvm::SmallVector<const ConceptDecl *, 4> Others;

private:
  bool see(Stmt &S) override {
    if (const auto *Requires = dyn_cast<RequiresExpr>(&S))
      addFree(*Requires);
    else if (const auto *Other = dyn_cast<ConceptSpecializationExpr>(&S))
      Others.push_back(Other->getNamedConcept());
    else if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(&S);
             Member && !Free.contains(Member))
      if (const IdentifierInfo *Name = Member->getMember().getAsIdentifierInfo())
        Names.insert(Name->getName());
    return true;
  }
  void addFree(const RequiresExpr &Requires) {
    for (const concepts::Requirement *Each : Requires.getRequirements())
      if (const auto *Asked = dyn_cast<concepts::ExprRequirement>(Each);
          Asked && !Asked->isExprSubstitutionFailure() &&
          Asked->getReturnTypeRequirement().isEmpty())
        if (const auto *Call = dyn_cast<CallExpr>(Asked->getExpr()->IgnoreParens()))
          Free.insert(Call->getCallee()->IgnoreParens());
  }

  llvm::SmallPtrSet<const Expr *, 4> Free;
};

} // namespace

void Requirements::walk() {
  IsWalked = true;
  AskingWalk Walk;
  Walk.over(Unit.Context.getTraversalScope());
  for (const Body *Each : Unit.uses().bodies())
    for (const DeclStmt *Declaration : Each->Declarations)
      for (const Decl *Declared : Declaration->decls())
        if (const auto *Assertion = dyn_cast<StaticAssertDecl>(Declared))
          Walk.Assertions.push_back(Assertion);
  for (const StaticAssertDecl *Each : Walk.Assertions)
    addAsked(Each->getAssertExpr());
  for (const FunctionDecl *Each : Walk.Functions)
    if (const TemplateArgumentList *Arguments = Each->getTemplateSpecializationArgs())
      addAsked(*Each->getPrimaryTemplate()->getTemplateParameters(),
               Arguments->asArray());
  for (const ClassTemplateSpecializationDecl *Each : Walk.Classes)
    addAsked(*Each->getSpecializedTemplate()->getTemplateParameters(),
             Each->getTemplateArgs().asArray());
}

void Requirements::addAsked(const TemplateParameterList &Parameters,
                            llvm::ArrayRef<TemplateArgument> Arguments) {
  addAsked(Parameters.getRequiresClause(), Arguments, Parameters.getDepth());
  for (const NamedDecl *Each : Parameters)
    if (const auto *Type = dyn_cast<TemplateTypeParmDecl>(Each);
        Type && Type->getTypeConstraint())
      addAsked(Type->getTypeConstraint()->getImmediatelyDeclaredConstraint(), Arguments,
               Parameters.getDepth());
}

void Requirements::addAsked(const Stmt *Constraint,
                            llvm::ArrayRef<TemplateArgument> Arguments, unsigned Depth) {
  if (!Constraint)
    return;
  if (const auto *Asked = dyn_cast<ConceptSpecializationExpr>(Constraint))
    for (const TemplateArgument &Each : Asked->getTemplateArguments()) {
      const auto *Parameter = Each.getKind() == TemplateArgument::Type
                                  ? Each.getAsType()->getAs<TemplateTypeParmType>()
                                  : nullptr;
      if (!Parameter)
        addAsked(*Asked->getNamedConcept(), Each);
      else if (Parameter->getDepth() == Depth && Parameter->getIndex() < Arguments.size())
        addAsked(*Asked->getNamedConcept(), Arguments[Parameter->getIndex()]);
    }
  for (const Stmt *Child : Constraint->children())
    addAsked(Child, Arguments, Depth);
}

void Requirements::addAsked(const ConceptDecl &Concept, const TemplateArgument &Of) {
  if (Of.getKind() == TemplateArgument::Pack)
    for (const TemplateArgument &Each : Of.pack_elements())
      addAsked(Concept, Each);
  if (Of.getKind() != TemplateArgument::Type)
    return;
  const CXXRecordDecl *Class = Of.getAsType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return;
  auto Add = [&](const CXXRecordDecl *Part) {
    const CXXRecordDecl *Pattern = Part->getTemplateInstantiationPattern();
    AskedOf[(Pattern ? Pattern : Part)->getCanonicalDecl()].insert(&Concept);
    return true;
  };
  Add(Class);
  Class->forallBases(Add);
}

const llvm::StringSet<> &Requirements::results(const ConceptDecl &Concept) {
  auto [Slot, IsNew] = Results.try_emplace(&Concept);
  if (!IsNew)
    return Slot->second;
  ResultWalk Walk;
  Walk.over(*Concept.getConstraintExpr());
  for (const ConceptDecl *Other : Walk.Others)
    for (const auto &Each : results(*Other))
      Walk.Names.insert(Each.getKey());
  return Results[&Concept] = std::move(Walk.Names);
}

bool Requirements::dictateResult(const CXXMethodDecl &Method) {
  if (!Method.getIdentifier())
    return false;
  if (!IsWalked)
    walk();
  const CXXRecordDecl *Class = Method.getParent();
  const CXXRecordDecl *Pattern = Class->getTemplateInstantiationPattern();
  auto Asked = AskedOf.find((Pattern ? Pattern : Class)->getCanonicalDecl());
  return Asked != AskedOf.end() &&
         llvm::any_of(Asked->second, [&](const ConceptDecl *Each) {
           return results(*Each).contains(Method.getName());
         });
}

} // namespace async_checks
