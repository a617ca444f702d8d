#include "model/lifetime/OwnResults.h"
#include "model/Model.h"
#include "model/lifetime/Results.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

class OwnResultFinder {
public:
  OwnResultFinder(const Body &In, Model &Unit)
      : In(In), Unit(Unit), Kinds(Unit.Containers), Awaited(Unit, In) {}

  llvm::SmallVector<OwnResult, 2> find() {
    llvm::SmallVector<OwnResult, 2> Found;
    const QualType Value = valueType();
    if (Value.isNull())
      return Found;
    for (const CoreturnStmt *Return : In.CoReturns) {
      const Expr *Returned = Return->getOperand();
      Referent Refers = Returned ? referent(*Returned, Value) : Referent();
      bool IsOwn = Refers.Lives == Lifetime::Local || Refers.Lives == Lifetime::Lent;
      if (Refers.Lives == Lifetime::Temporary ||
          (IsOwn && !In.movesFrom(*Refers.Variable)))
        Found.push_back({Returned, Refers});
    }
    return Found;
  }

private:
  /// What the task keeps of its result, as its own type tells; null if it does not.
  QualType valueType() const {
    const CXXRecordDecl *Task = Unit.Types.record(In.Function.getReturnType());
    if (!Task)
      return {};
    const TypeFacts &Facts = Unit.Types.of(*Task);
    QualType Yields =
        Facts.RvalueYields.isNull() ? Facts.LvalueYields : Facts.RvalueYields;
    if (!Facts.isTask() || Facts.IsGenerator || Yields.isNull())
      return {};
    for (QualType Each : typeArguments(*Task)) {
      bool IsReference = Each->isReferenceType();
      if (IsReference ? Each.getCanonicalType() == Yields.getCanonicalType()
                      : plain(Each) == plain(Yields))
        return IsReference && keepsCopy(*Facts.Promise, plain(Each)) ? QualType() : Each;
    }
    return {};
  }

  static QualType plain(QualType Type) {
    return Type.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  }

  /// Whether objects of \p Promise have a value of \p Type, and not where it is.
  static bool keepsCopy(const CXXRecordDecl &Promise, QualType Type) {
    auto Keeps = [Type](const CXXRecordDecl *Part) {
      return llvm::any_of(Part->fields(), [Type](const FieldDecl *Field) {
        const CXXRecordDecl *Holder = classOf(Field->getType());
        return plain(Field->getType()) == Type ||
               (Holder && llvm::any_of(typeArguments(*Holder), [Type](QualType Each) {
                  return !Each->isReferenceType() && plain(Each) == Type;
                }));
      });
    };
    return Keeps(&Promise) ||
           !Promise.forallBases([&](const CXXRecordDecl *Base) { return !Keeps(Base); });
  }

  Referent referent(const Expr &Returned, QualType Value) {
    if (Value->isReferenceType()) {
      const Expr *E = written(&Returned);
      if (E->isGLValue())
        return referentOf(Returned, Value, Unit);
      // Others, as `std::ref(x)`, know what they refer to.
      return {plain(E->getType()) == plain(Value) ? Lifetime::Temporary
                                                  : Lifetime::Unknown};
    }
    if (Value->isPointerType())
      return pointed(Returned, Value);
    return Unit.Types.of(Value).IsView ? shown(Returned) : Referent();
  }

  /// What the pointer \p E points to: `&local`, `local.data()`, `owner.get()`.
  Referent pointed(const Expr &E, QualType Type) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(written(&E));
    if (!Call || Call->getNumArgs() != 0)
      return referentOf(E, Type, Unit);
    const Expr &Object = *Call->getImplicitObjectArgument();
    bool IsOwner =
        Kinds.isOwning(Object.getType()) || Kinds.isSoleOwner(Object.getType());
    return IsOwner && onlyLooks(*Call->getMethodDecl()) ? whole(Object) : Referent();
  }

  /// Whether \p Method leaves with the object what it has, as `release` does not.
  static bool onlyLooks(const CXXMethodDecl &Method) {
    return llvm::any_of(Method.getParent()->lookup(Method.getDeclName()),
                        [](const NamedDecl *Each) {
                          const auto *Overload = dyn_cast<CXXMethodDecl>(Each);
                          return Overload && Overload->isConst();
                        });
  }

  /// What the object \p Object belongs to.
  Referent whole(const Expr &Object) {
    if (written(&Object)->isPRValue() || Awaited.behindReference(&Object))
      return {Lifetime::Temporary};
    return referentOf(Object, Unit.Context.getLValueReferenceType(Object.getType()),
                      Unit);
  }

  /// What owns the elements that the view \p E shows.
  Referent shown(const Expr &E) {
    const Expr *Shown = viewed(&E);
    if (!Shown)
      return {};
    QualType Type = Shown->getType();
    if (Type->isPointerType())
      return pointed(*Shown, Type);
    if (Kinds.isOwning(Type) || (Type->isArrayType() && Shown->isGLValue()))
      return whole(*Shown);
    if (!Unit.Types.of(Type).IsView)
      return {};
    // `view.substr(1)`
    const auto *Part = dyn_cast<CXXMemberCallExpr>(written(Shown));
    if (Part && Unit.Types.of(Part->getObjectType()).IsView)
      return shown(*Part->getImplicitObjectArgument());
    Referent Of = referentOf(*Shown, Type, Unit);
    return Of.Variable && isOwner(Of.Variable->getType()) ? Of : Referent();
  }

  bool isOwner(QualType Type) {
    return Type->isArrayType() || Kinds.isOwning(Type.getNonReferenceType());
  }

  const Body &In;
  Model &Unit;
  Containers &Kinds;
  Results Awaited;
};

} // namespace

llvm::SmallVector<OwnResult, 2> ownResults(const Body &In, Model &Model) {
  if (!In.Coroutine || In.Function.isDependentContext())
    return {};
  return OwnResultFinder(In, Model).find();
}

} // namespace async_checks
