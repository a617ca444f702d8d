#include "model/Cancellation.h"
#include "model/Model.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace async_checks {

Cancellations::Cancellations(const Model &Unit) : Unit(Unit) {
  const NamePatterns &Listed = Unit.Words.ListedCancellations;
  if (std::optional<std::vector<std::string>> Names = Listed.qualifiedNames())
    for (const std::string &Name : *Names)
      add(Name, nullptr);
  else
    findListedIn(*Unit.Context.getTranslationUnitDecl());
  for (const Library &Row : libraries())
    for (const std::string &Name : listItems(Row.CancellationExceptions))
      add(Name, &Row);
}

void Cancellations::add(llvm::StringRef Name, const Library *Of) {
  const auto *Class = dyn_cast_or_null<CXXRecordDecl>(findNamed(Unit.Context, Name));
  const CXXRecordDecl *Definition = Class ? Class->getDefinition() : nullptr;
  bool IsListed = llvm::any_of(
      Known, [&](const Exception &Other) { return Other.Class == Definition; });
  if (Definition && !IsListed)
    Known.push_back({Definition, Of});
}

void Cancellations::findListedIn(const DeclContext &Scope) {
  for (const Decl *Member : Scope.decls()) {
    const auto *Class = dyn_cast<CXXRecordDecl>(Member);
    const auto *Inner = dyn_cast<DeclContext>(Member);
    if (Class && Class->isThisDeclarationADefinition() && !Class->isImplicit()) {
      if (Unit.Words.ListedCancellations.matches(*Class))
        Known.push_back({Class, nullptr});
      findListedIn(*Class);
    } else if (Inner && (Inner->isNamespace() || Inner->isTransparentContext())) {
      findListedIn(*Inner);
    }
  }
}

const Library *Cancellations::libraryOf(QualType Type) const {
  const CXXRecordDecl *Record = Unit.Types.record(Type);
  return Record ? Unit.Words.libraryOf(*Record) : nullptr;
}

llvm::SmallVector<const CXXRecordDecl *, 1>
Cancellations::thrownAt(const Suspension &Suspension, const Body &In) const {
  llvm::SmallVector<const CXXRecordDecl *, 1> Thrown;
  for (const auto &[Class, Of] : Known)
    if (!Of || Of == libraryOf(In.Function.getReturnType()) ||
        Of == libraryOf(Suspension.Operand->getType()))
      Thrown.push_back(Class);
  return Thrown;
}

} // namespace async_checks
