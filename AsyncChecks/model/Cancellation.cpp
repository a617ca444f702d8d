#include "model/Cancellation.h"
#include "model/Model.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace async_checks {

Cancellations::Cancellations(const Model &Unit) : Unit(Unit) {
  findIn(*Unit.Context.getTranslationUnitDecl());
}

void Cancellations::findIn(const DeclContext &Scope) {
  for (const Decl *Member : Scope.decls()) {
    const auto *Class = dyn_cast<CXXRecordDecl>(Member);
    if (!Class) {
      const auto *Inner = dyn_cast<DeclContext>(Member);
      if (Inner && (Inner->isNamespace() || Inner->isTransparentContext()))
        findIn(*Inner);
      continue;
    }
    if (!Class->isThisDeclarationADefinition() || Class->isImplicit())
      continue;
    if (Unit.Words.ListedCancellations.matches(*Class))
      Known.push_back({Class, nullptr});
    else if (Unit.Words.CancellationExceptions.matches(*Class))
      Known.push_back({Class, Unit.Words.libraryOf(*Class)});
    findIn(*Class);
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
