#include "model/lifetime/Continuations.h"
#include "model/Model.h"
#include "model/lifetime/Holds.h"
#include "model/lifetime/Lifetimes.h"
#include "model/lifetime/ScopeWaits.h"
#include "model/tasks/Fates.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

/// How large a capture may be that is copied instead.
constexpr unsigned MaxCopiedBytes = 256;

/// The variable that is captured, or made, by \p Capture; null if it is none.
const VarDecl *variableOf(const LambdaCapture &Capture) {
  return Capture.capturesVariable() ? dyn_cast<VarDecl>(Capture.getCapturedVar())
                                    : nullptr;
}

class ContinuationFinder {
public:
  ContinuationFinder(const Body &In, Model &Unit, bool OfCoroutines)
      : In(In), Unit(Unit), OfCoroutines(OfCoroutines) {}

  std::vector<LostContinuation> find() {
    for (const LambdaExpr *Lambda : In.Lambdas)
      if (Lambda->capture_size() != 0)
        examine(*Lambda);
    return std::move(Found);
  }

private:
  void examine(const LambdaExpr &Lambda) {
    const Body &Work = Unit.bodyOf(*Lambda.getCallOperator());
    LostContinuation Lost = {&Lambda, {}, HandleEnd::Unknown, {}};
    if (Work.isCoroutine() != OfCoroutines)
      return;
    addOwn(Lambda, Work, Lost.Captures);
    const LambdaCapture *Self =
        OfCoroutines ? nullptr : objectOf(Lambda, Work, Lost.Owner);
    if (Lost.Captures.empty() && !Self)
      return;
    std::optional<Deferral> To =
        OfCoroutines ? startOf(Lambda, In, Unit) : deferralOf(Lambda, In, Unit);
    if (!To)
      return;
    Lost.To = *To;
    Lost.End = To->IsPut                         ? HandleEnd::Kept
               : To->By->getType()->isVoidType() ? HandleEnd::Dropped
                                                 : endOfHandle(*To->By, In, Unit);
    if (Lost.End == HandleEnd::Unknown || isDroppedByOthers(Lambda))
      return;
    llvm::erase_if(Lost.Captures, [&](const LostCapture &Each) {
      return Lost.End != HandleEnd::Returned &&
             mayWaitFor(*To, Each.Variable, Lambda, In, Unit);
    });
    if (Self && Lost.End == HandleEnd::Dropped && To->IsListed &&
        !mayWaitFor(*To, nullptr, Lambda, In, Unit) &&
        !isOfObjectsClass(*To->By, Lambda) && isException(Lambda))
      Lost.Captures.push_back({Self, nullptr, Work.Selves.front()});
    else
      Lost.Owner = nullptr;
    if (!Lost.Captures.empty())
      Found.push_back(std::move(Lost));
  }

  /// Whether another mistake is made with \p Lambda, whose result is a task.
  bool isDroppedByOthers(const LambdaExpr &Lambda) {
    return Unit.Types.of(Lambda.getCallOperator()->getReturnType()).isTask() &&
           llvm::any_of(Unit.lostTasks(In), [&](const Handover &Each) {
             return written(Each.Callable) == &Lambda;
           });
  }

  // --- What is captured ---

  /// Adds the captures of what goes with the function, or before.
  void addOwn(const LambdaExpr &Lambda, const Body &Work,
              llvm::SmallVectorImpl<LostCapture> &To) {
    unsigned Index = 0;
    for (const LambdaCapture &Capture : Lambda.captures()) {
      const Expr *Init = *(Lambda.capture_init_begin() + Index++);
      if (!Capture.capturesVariable() || !Init || Init->getType().isNull())
        continue; // In a template it may be a list whose type the instance tells.
      const ValueDecl &Captured = *Capture.getCapturedVar();
      Referent Of = refersTo(Capture, Captured, *Init);
      // Of what a lambda around this one has captured, that one is the owner.
      if (Of.Variable ? !isOfFunction(*Of.Variable) || !Of.Variable->hasLocalStorage() ||
                            Of.Lives != Lifetime::Local
                      : Of.Lives != Lifetime::Temporary)
        continue;
      if (const Stmt *Use = useOf(Captured, Work))
        To.push_back({&Capture, Of.Variable, Use,
                      Of.Variable == &Captured && mayBeCopied(*Of.Variable, Work)});
    }
  }

  bool isOfFunction(const ValueDecl &Variable) const {
    return Variable.getDeclContext() == &In.Function;
  }

  Referent refersTo(const LambdaCapture &Capture, const ValueDecl &Captured,
                    const Expr &Init) {
    const auto *Variable = dyn_cast<VarDecl>(&Captured);
    if (const auto *Part = dyn_cast<BindingDecl>(&Captured))
      return Capture.getCaptureKind() == LCK_ByRef ? ofParts(*Part) : Referent{};
    if (!Variable)
      return {};
    if (Variable->isInitCapture())
      return referentOf(*Variable->getInit(), Variable->getType(), Unit);
    if (Capture.getCaptureKind() != LCK_ByRef)
      return pointedTo(*Variable);
    if (Variable->getType()->isReferenceType() && !isa<ParmVarDecl>(Variable))
      return aliased(*Variable);
    return referentOf(Init, Unit.Context.getLValueReferenceType(Init.getType()), Unit);
  }

  Referent ofParts(const BindingDecl &Part) {
    const auto *Whole = dyn_cast_or_null<VarDecl>(Part.getDecomposedDecl());
    if (!Whole || Part.getType()->isReferenceType())
      return {};
    return Whole->getType()->isReferenceType() ? aliased(*Whole)
                                               : Referent{Lifetime::Local, Whole};
  }

  /// What the local reference \p Alias is a name for: an object of the function's own, or
  /// an element of one that stays where it is.
  Referent aliased(const VarDecl &Alias) {
    const Expr *Init = Alias.getInit();
    if (!Init || !isOfFunction(Alias) || In.Function.isDependentContext())
      return {};
    if (const CXXForRangeStmt *Loop = loopOver(Alias))
      Init = Loop->getRangeInit();
    const Expr *Owner = ownerOfElement(*Init);
    Referent Of =
        referentOf(*Owner, Unit.Context.getLValueReferenceType(Owner->getType()), Unit);
    bool IsElement = Owner != Init || loopOver(Alias);
    if (IsElement && (!Of.Variable || !Unit.Containers.isOwning(Of.Variable->getType())))
      return {};
    return Of.Variable && In.movesFrom(*Of.Variable) ? Referent{} : Of;
  }

  /// The loop over a range whose variable \p Alias is; null if it is none.
  const CXXForRangeStmt *loopOver(const VarDecl &Alias) const {
    for (const DeclStmt *Each : In.Declarations)
      if (llvm::is_contained(Each->decls(), &Alias))
        return dyn_cast_or_null<CXXForRangeStmt>(In.parent(*Each));
    return nullptr;
  }

  /// The container that \p E is an element of, by a call that hands out a reference; \p E
  /// if it is none.
  const Expr *ownerOfElement(const Expr &E) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(written(&E));
    return Call && Call->isLValue() && Call->getMethodDecl() &&
                   Unit.Containers.isOwning(objectTypeOf(*Call))
               ? Call->getImplicitObjectArgument()
               : &E;
  }

  /// Whether the lambda that does \p Work could have a copy of \p Variable as well.
  bool mayBeCopied(const VarDecl &Variable, const Body &Work) {
    QualType Type = Variable.getType();
    const TypeFacts &Facts = Unit.Types.of(Type);
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    if (Type->isReferenceType() || Type->isArrayType() || Facts.IsMoveOnly ||
        Facts.IsImmovable || Type->isDependentType() || (Record && Record->isLambda()) ||
        pointedTo(Variable).Lives != Lifetime::Unknown ||
        Unit.Context.getTypeSizeInChars(Type).getQuantity() > MaxCopiedBytes)
      return false;
    return llvm::all_of(Work.uses(Variable),
                        [&](const Expr *Use) { return isReadOnly(*Use, Work); });
  }

  /// Whether \p Use, of a variable in \p Work, is one of its value alone.
  static bool isReadOnly(const Expr &Use, const Body &Work) {
    const Stmt *Around = Work.parent(Use);
    if (const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Around))
      return Cast->getCastKind() == CK_LValueToRValue ||
             Cast->getType().isConstQualified();
    if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Around))
      return Construct->getConstructor()->isCopyConstructor();
    const auto *Member = dyn_cast_or_null<MemberExpr>(Around);
    if (!Member || Member->isArrow())
      return isConstType(Use.getType());
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
      return Method->isConst();
    return isReadOnly(*Member, Work);
  }

  /// What the local pointer or view \p Named, which is copied, points to all the time.
  Referent pointedTo(const VarDecl &Named) {
    if (isa<ParmVarDecl>(Named) || Named.getType()->isReferenceType() ||
        !Named.getInit() || !isOfFunction(Named) || In.Function.isDependentContext())
      return {};
    if (Named.getType()->isPointerType())
      return llvm::all_of(In.uses(Named),
                          [this](const Expr *Use) { return isRead(*Use, In); })
                 ? referentOf(*Named.getInit(), Named.getType(), Unit)
                 : Referent{};
    if (!Unit.Types.of(Named.getType()).IsView)
      return {};
    Referent Of = referentOf(*Named.getInit(), Named.getType(), Unit);
    return Of.Lives == Lifetime::Local ? Of : Referent{};
  }

  /// Whether \p Use reads a variable, or copies it into a closure.
  static bool isRead(const Expr &Use, const Body &In) {
    const Stmt *Around = In.parent(Use);
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Around);
    return isa_and_nonnull<LambdaExpr>(Around) ||
           (Cast && Cast->getCastKind() == CK_LValueToRValue);
  }

  /// Where \p Work mentions \p Captured, itself or in a lambda, when it runs on its own;
  /// null if nowhere.
  const Stmt *useOf(const ValueDecl &Captured, const Body &Work) const {
    if (OfCoroutines)
      return lateUse(&Captured, Work, Unit);
    for (const Expr *Use : Work.uses(Captured))
      if (!Work.leavesAlone(*Use) ||
          !isa_and_nonnull<ExplicitCastExpr>(Work.writtenParent(*Use)))
        return Use;
    return nullptr;
  }

  // --- The object ---

  /// The capture of the object of a class with shared ownership that \p Lambda, which
  /// does \p Work, uses and does not keep; null if there is none.
  const LambdaCapture *objectOf(const LambdaExpr &Lambda, const Body &Work,
                                const CXXMethodDecl *&Owner) {
    if (isa<CXXConstructorDecl, CXXDestructorDecl>(In.Function) || Work.Selves.empty() ||
        In.Function.isDependentContext())
      return nullptr;
    const LambdaCapture *Self = nullptr;
    for (const LambdaCapture &Capture : Lambda.captures())
      if (Capture.getCaptureKind() == LCK_This)
        Self = &Capture;
    const CXXRecordDecl *Class = classOfObject(Lambda);
    return Self && Class && Class->hasDefinition() &&
                   isShared(*Class->getDefinition(), Owner, Unit) &&
                   !waitsAtEnd(*Class) && !keepsObject(Lambda, *Class)
               ? Self
               : nullptr;
  }

  /// The class of the object that \p Lambda has captured; null if it has captured none.
  static const CXXRecordDecl *classOfObject(const LambdaExpr &Lambda) {
    unsigned Index = 0;
    for (const LambdaCapture &Capture : Lambda.captures()) {
      const Expr *Init = *(Lambda.capture_init_begin() + Index++);
      if (Capture.getCaptureKind() == LCK_This && Init)
        return Init->getType()->getPointeeCXXRecordDecl();
    }
    return nullptr;
  }

  /// Whether \p Lambda has captured what may keep an object of \p Class.
  bool keepsObject(const LambdaExpr &Lambda, const CXXRecordDecl &Class) const {
    return llvm::any_of(Lambda.captures(), [&](const LambdaCapture &Capture) {
      const VarDecl *Captured = variableOf(Capture);
      return Captured && mayKeep(Captured->getType(), Class);
    });
  }

  bool ownsObject(const LambdaExpr &Lambda, const CXXRecordDecl &Class) const {
    return llvm::any_of(Lambda.captures(), [&](const LambdaCapture &Capture) {
      const VarDecl *Captured = variableOf(Capture);
      return Captured && isOwnerOf(Captured->getType(), Class, Unit);
    });
  }

  /// Whether a lambda that does not keep its object, as \p Lambda, is an exception in its
  /// class: where it is the rule, somebody else sees to it that the objects are there.
  bool isException(const LambdaExpr &Lambda) {
    const CXXRecordDecl &Class = *classOfObject(Lambda);
    unsigned NumKeeping = 0, NumBare = 0;
    for (const Body *Each : Unit.uses().bodies()) {
      // What a pattern captures, its instances tell.
      if (Each->Function.isDependentContext())
        continue;
      for (const LambdaExpr *Other : Each->Lambdas) {
        if (ownsObject(*Other, Class)) {
          ++NumKeeping;
          continue;
        }
        const CXXRecordDecl *Of = classOfObject(*Other);
        if (Of && sameTemplate(*Of, Class) && !keepsObject(*Other, Class))
          if (std::optional<Deferral> To = deferralOf(*Other, *Each, Unit))
            NumBare += To->IsListed;
      }
    }
    return NumBare <= NumKeeping + 1;
  }

  /// Whether an object of \p Type may keep one of \p Class, or tell whether it is there:
  /// it is made for that class, or of a type that nobody knows.
  bool mayKeep(QualType Type, const CXXRecordDecl &Class) const {
    const CXXRecordDecl *Record = classOf(Type);
    if (!Record)
      return !Type->isBuiltinType() && !Type->isReferenceType();
    return isOwnerOf(Type.getNonReferenceType(), Class, Unit) ||
           llvm::any_of(typeArguments(*Record), [&](QualType Argument) {
             const CXXRecordDecl *To = classOf(Argument);
             return To && (sameTemplate(*To, Class) || To->isDerivedFrom(&Class) ||
                           (Class.hasDefinition() && Class.isDerivedFrom(To)));
           });
  }

  /// Whether the end of an object of \p Class may wait for those who have it: its
  /// destructor is not in sight, or waits.
  bool waitsAtEnd(const CXXRecordDecl &Class) {
    const CXXDestructorDecl *Destructor = Class.getDefinition()->getDestructor();
    if (!Destructor || !Destructor->isUserProvided())
      return false;
    const FunctionDecl *Definition = Destructor->getDefinition();
    if (!Definition || !Definition->hasBody())
      return true;
    const Body &End = Unit.bodyOf(*Definition);
    return llvm::any_of(
        End.Calls, [&](const CallExpr *Call) { return mayFinish(*Call, End, Unit); });
  }

  /// Whether the object's class itself has the function that takes the lambda, and so
  /// knows what its objects are in for.
  static bool isOfObjectsClass(const Expr &By, const LambdaExpr &Lambda) {
    const auto *Call = dyn_cast<CallExpr>(&By);
    const auto *Method =
        Call ? dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee()) : nullptr;
    const CXXRecordDecl *Class = classOfObject(Lambda);
    return Method && Class &&
           (Class->getDefinition() == Method->getParent()->getDefinition() ||
            Class->isDerivedFrom(Method->getParent()));
  }

  const Body &In;
  Model &Unit;
  const bool OfCoroutines;
  std::vector<LostContinuation> Found;
};

} // namespace

std::vector<LostContinuation> lostContinuations(const Body &In, Model &Model) {
  return ContinuationFinder(In, Model, /*OfCoroutines=*/false).find();
}

std::vector<LostContinuation> lostStarts(const Body &In, Model &Model) {
  return ContinuationFinder(In, Model, /*OfCoroutines=*/true).find();
}

} // namespace async_checks
