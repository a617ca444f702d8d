#include "model/tasks/Deferrals.h"
#include "model/Model.h"
#include "model/tasks/Fates.h"
#include "model/tasks/Spawns.h"
#include "model/unit/Places.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace async_checks {

namespace {

/// Whether \p Type is one of callables: a closure, or made for one function type.
bool isCallable(QualType Type) {
  const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return signatureOf(Type) || (Record && Record->isLambda());
}

/// Whether \p Around stands for \p Inner, a part of it, and nothing else.
bool isSame(const Stmt &Around, const Expr &Inner) {
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(&Around))
    return Choice->getCond() != &Inner;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Around))
    return Construct->getNumArgs() == 1 &&
           Construct->getConstructor()->isCopyOrMoveConstructor();
  return isa<ParenExpr, CastExpr, FullExpr, CXXBindTemporaryExpr,
             MaterializeTemporaryExpr>(Around);
}

/// The variable that \p Declaration makes of \p Init, if it is local and no reference.
const VarDecl *localOf(const DeclStmt &Declaration, const Expr &Init) {
  for (const Decl *Declared : Declaration.decls())
    if (const auto *Variable = dyn_cast<VarDecl>(Declared);
        Variable && Variable->getInit() == &Init && Variable->hasLocalStorage() &&
        !Variable->getType()->isReferenceType())
      return Variable;
  return nullptr;
}

/// The call of a member that \p Around, the name of it, is a part of; null if none is.
const CXXMemberCallExpr *memberCall(const Stmt &Around, const Body &In) {
  return isa<MemberExpr>(Around)
             ? dyn_cast_or_null<CXXMemberCallExpr>(In.writtenParent(Around))
             : nullptr;
}

/// What knows where values go that are handed on.
class Router {
public:
  Router(const Body &In, Model &Unit) : In(In), Unit(Unit) {}

protected:
  bool isListed(const NamedDecl *Named) const {
    return Named && Unit.Words.Deferrers.matches(*Named);
  }
  bool isListedClass(QualType Type) const { return isListed(Type->getAsCXXRecordDecl()); }

  /// Whether objects of \p Type hold what is put into them.
  bool holdsElements(QualType Type) const {
    const CXXRecordDecl *Record = Unit.Types.record(Type);
    return Record && (Unit.Containers.isOwning(Type) || Unit.Containers.isHolder(Type));
  }

  /// What \p Call puts \p Value into, or assigns it to; null if it does neither.
  const Expr *keeperIn(const CallExpr &Call, const Expr &Value) const {
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
      return Operator->getOperator() == OO_Equal && Operator->getArg(1) == &Value
                 ? Operator->getArg(0)
                 : nullptr;
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
    return Method && !Method->isConst() && Unit.Words.Insertions.matches(*Method) &&
                   llvm::is_contained(Call.arguments(), &Value) &&
                   holdsElements(objectTypeOf(*Member))
               ? Member->getImplicitObjectArgument()
               : nullptr;
  }

  /// The member, or the variable that is no local one, that \p Keeper is or is a part
  /// of; null if there is none.
  const ValueDecl *lastingIn(const Expr &Keeper) const {
    const Expr *E = written(&Keeper);
    for (;;) {
      if (const auto *Member = dyn_cast<MemberExpr>(E)) {
        const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
        const Expr *Base = written(Member->getBase());
        if (!Field)
          return nullptr;
        if (Member->isArrow() || isa<CXXThisExpr>(Base) ||
            Field->getType()->isReferenceType())
          return isLocalOwner(*Base) ? nullptr : Field;
        return lastingIn(*Base) ? Field : nullptr;
      }
      if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
        E = written(Subscript->getBase());
      } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
                 Operator && (Operator->getOperator() == OO_Subscript ||
                              Operator->getOperator() == OO_Arrow ||
                              Operator->getOperator() == OO_Star)) {
        E = written(Operator->getArg(0));
      } else if (const auto *Unary = dyn_cast<UnaryOperator>(E);
                 Unary && Unary->getOpcode() == UO_Deref) {
        E = written(Unary->getSubExpr());
      } else {
        break;
      }
    }
    const auto *Name = dyn_cast<DeclRefExpr>(E);
    const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    if (!Variable)
      return nullptr;
    bool IsOwn = Variable->hasLocalStorage() && !Variable->getType()->isReferenceType() &&
                 !Variable->getType()->isPointerType();
    bool IsAlias = Variable->hasLocalStorage() && !isa<ParmVarDecl>(Variable);
    return IsOwn || IsAlias ? nullptr : Variable;
  }

  /// Whether \p Pointer is a local variable: what it points to may be the function's own.
  static bool isLocalOwner(const Expr &Pointer) {
    const Expr *E = &Pointer;
    while (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(E))
      E = written(Arrow->getArg(0));
    const auto *Name = dyn_cast<DeclRefExpr>(E);
    const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    return Variable && Variable->hasLocalStorage() && !isa<ParmVarDecl>(Variable);
  }

  const Body &In;
  Model &Unit;
};

/// Looks for who takes a lambda.
class TakerFinder : Router {
public:
  TakerFinder(const Body &In, Model &Unit) : Router(In, Unit) {}

  std::optional<Deferral> find(const Expr &Callable) {
    const Expr *Holder = &Callable;
    for (;;) {
      const Stmt *Around = In.parent(*Holder);
      if (!Around)
        return std::nullopt;
      if (const auto *Declaration = dyn_cast<DeclStmt>(Around))
        return ofVariable(*Declaration, *Holder);
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(Around);
          Construct && isListedClass(Construct->getType()) &&
          !Construct->getConstructor()->isCopyOrMoveConstructor())
        return Deferral{Construct, true};
      const auto *Call = dyn_cast<CallExpr>(Around);
      if (!Call && !isSame(*Around, *Holder) &&
          !(isa<CXXConstructExpr>(Around) && isCallable(cast<Expr>(Around)->getType())))
        return std::nullopt;
      if (Call && !isBound(*Call))
        return takes(*Call, *Holder);
      Holder = cast<Expr>(Around);
    }
  }

private:
  /// Whether \p Call makes another callable of what it is given, or moves it.
  bool isBound(const CallExpr &Call) const {
    const NamedDecl *Name = namedCall(Call).Name;
    return Name && Unit.Words.Binders.matches(*Name);
  }

  std::optional<Deferral> ofVariable(const DeclStmt &Declaration, const Expr &Init) {
    const VarDecl *Variable = localOf(Declaration, Init);
    if (!Variable || !isCallable(Variable->getType()) || !Seen.insert(Variable).second)
      return std::nullopt;
    for (const Expr *Use : In.uses(*Variable))
      if (std::optional<Deferral> Found = find(*Use))
        return Found;
    return std::nullopt;
  }

  std::optional<Deferral> takes(const CallExpr &Call, const Expr &Callable) {
    const NamedDecl *Named = namedCall(Call).Name;
    if (isListed(Named) || (Named && isOffload(*Named, Call)))
      return Deferral{&Call, true};
    if (const Expr *Keeper = keeperIn(Call, Callable))
      return isCallable(Callable.getType()) && lastingIn(*Keeper)
                 ? std::optional(Deferral{&Call, isListedClass(elementOf(*Keeper)), true})
                 : std::nullopt;
    if (const CXXMemberCallExpr *Emplace = emplaces(Call))
      return lastingIn(*Emplace->getImplicitObjectArgument())
                 ? std::optional(Deferral{&Call, true, true})
                 : std::nullopt;
    unsigned Parameter = parameterFor(Callable, Call);
    return Parameter && Unit.takings()
                            .of(*Call.getDirectCallee(), Parameter)
                            .has(TakeWord::Kept)
               ? std::optional(Deferral{&Call, false})
               : std::nullopt;
  }

  bool isOffload(const NamedDecl &Named, const CallExpr &Call) const {
    return Unit.Words.Offloads.matches(Named) ||
           (Unit.Words.OffloadFunctions.matches(Named) &&
            (Unit.Containers.isFuture(Call.getType()) ||
             Unit.Types.of(Call.getType()).Awaits != Awaitable::No));
  }

  /// \p Call, if it makes an element of a container that runs on its own: a thread.
  const CXXMemberCallExpr *emplaces(const CallExpr &Call) const {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
    return Method && Method->getPrimaryTemplate() &&
                   isListedClass(elementOf(*Member->getImplicitObjectArgument()))
               ? Member
               : nullptr;
  }

  /// What the container \p E has; its own type, if it is none.
  QualType elementOf(const Expr &E) const {
    const CXXRecordDecl *Record = Unit.Types.record(E.getType());
    std::optional<QualType> Element;
    if (Record)
      Element = Unit.Types.elementOf(*Record);
    return Element && !Element->isNull() ? *Element : E.getType();
  }

  llvm::SmallPtrSet<const VarDecl *, 2> Seen;
};

/// Looks at where a body puts its parameter.
class DeferralFinder : Router {
public:
  using Handler = llvm::function_ref<void(const FunctionDecl &, unsigned)>;

  DeferralFinder(const Body &In, Model &Unit, Handler HandOn)
      : Router(In, Unit), HandOn(HandOn) {}

  bool isKept(const VarDecl &Named) {
    return Seen.insert(&Named).second &&
           llvm::any_of(In.uses(Named), [this](const Expr *Use) { return isKept(*Use); });
  }

private:
  bool isKept(const Expr &Use) {
    const Expr *Holder = &Use;
    for (;;) {
      const Stmt *Around = In.parent(*Holder);
      if (!Around)
        return false;
      if (const auto *Declaration = dyn_cast<DeclStmt>(Around)) {
        const VarDecl *Variable = localOf(*Declaration, *Holder);
        return Variable && isKept(*Variable);
      }
      const auto *Call = dyn_cast<CallExpr>(Around);
      if (Call && !carries(*Call, *Holder))
        return isKeptBy(*Call, *Holder);
      if (!Call && !contains(*Around, *Holder))
        return false;
      if (const auto *Made = dyn_cast<CXXConstructExpr>(Around);
          Made && isListedClass(Made->getType()) && Made->getNumArgs() != 0 &&
          !Made->getConstructor()->isCopyOrMoveConstructor())
        return !isFinished(*Made) && endOfHandle(*Made, In, Unit) != HandleEnd::Unknown;
      Holder = cast<Expr>(Around);
    }
  }

  /// Whether \p Around, which is no call, is an object that has got \p Value.
  static bool contains(const Stmt &Around, const Expr &Value) {
    if (const auto *Lambda = dyn_cast<LambdaExpr>(&Around)) {
      const auto *Init = llvm::find(Lambda->capture_inits(), &Value);
      const auto *Capture =
          Lambda->capture_begin() + (Init - Lambda->capture_init_begin());
      return Init != Lambda->capture_init_end() && Capture->capturesVariable() &&
             !Capture->getCapturedVar()->getType()->isReferenceType() &&
             Capture->getCaptureKind() == LCK_ByCopy;
    }
    return isSame(Around, Value) ||
           isa<CXXConstructExpr, InitListExpr, CXXNewExpr, CXXParenListInitExpr>(Around);
  }

  /// Whether \p Call hands out an object that has got \p Value: `std::move(f)`,
  /// `std::make_shared<job>(f)`.
  bool carries(const CallExpr &Call, const Expr &Value) const {
    const FunctionDecl *Callee = Call.getDirectCallee();
    return Callee && !isa<CXXMethodDecl>(Callee) && !Call.getType()->isVoidType() &&
           llvm::is_contained(Call.arguments(), &Value) && !isListed(Callee) &&
           (Call.isXValue() || Call.getType()->isRecordType()) && isOfSystem(*Callee);
  }

  bool isKeptBy(const CallExpr &Call, const Expr &Value) {
    const NamedDecl *Named = namedCall(Call).Name;
    if (!llvm::is_contained(Call.arguments(), &Value) || isFinished(Call))
      return false;
    if (isListed(Named))
      return Call.getType()->isVoidType() ||
             endOfHandle(Call, In, Unit) != HandleEnd::Unknown;
    if (const Expr *Keeper = keeperIn(Call, Value)) {
      const ValueDecl *Lasting = lastingIn(*Keeper);
      return Lasting && !isUndone(*Lasting, Call);
    }
    unsigned Parameter = parameterFor(Value, Call);
    if (Parameter && !isOfSystem(*Call.getDirectCallee()))
      HandOn(*Call.getDirectCallee(), Parameter);
    return false;
  }

  /// Whether the body waits behind \p By, or for what \p By has started.
  bool isFinished(const Expr &By) const {
    return !In.suspensionsIn(*In.Function.getBody()).empty() ||
           llvm::any_of(In.Calls, [&](const CallExpr *Each) {
             return In.isBehind(*Each, By) && mayFinish(*Each, In, Unit);
           });
  }

  /// Whether the body takes out again, behind \p Kept, what it has put into \p Keeper, or
  /// calls it, or leaves that to a scope.
  bool isUndone(const ValueDecl &Keeper, const Expr &Kept) const {
    auto Undoes = [&](const Expr *Use, const Body &By) {
      const Stmt *Around = By.writtenParent(*Use);
      const CallExpr *Call = Around ? memberCall(*Around, By) : nullptr;
      if (!Call)
        Call = dyn_cast_or_null<CallExpr>(Around);
      const NamedDecl *Named = Call ? namedCall(*Call).Name : nullptr;
      const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Call);
      return (Named && Unit.Words.Removals.matches(*Named)) ||
             (Operator && (Operator->getOperator() == OO_Call ||
                           Operator->getOperator() == OO_Equal));
    };
    return llvm::any_of(In.uses(Keeper),
                        [&](const Expr *Use) {
                          return In.isBehind(*Use, Kept) && Undoes(Use, In);
                        }) ||
           llvm::any_of(In.Lambdas, [&](const LambdaExpr *Each) {
             const Body &Work = Unit.bodyOf(*Each->getCallOperator());
             return llvm::any_of(Work.uses(Keeper),
                                 [&](const Expr *Use) { return Undoes(Use, Work); });
           });
  }

  Handler HandOn;
  llvm::SmallPtrSet<const VarDecl *, 4> Seen;
};

/// Follows what somebody could wait by.
class HandleFollower : Router {
public:
  HandleFollower(const Body &In, Model &Unit) : Router(In, Unit) {}

  HandleEnd follow(const Expr &Made) {
    Origin = Made.getType()->getAsCXXRecordDecl();
    return goOn(Made);
  }

private:
  HandleEnd goOn(const Expr &From) {
    const Expr *Handle = &From;
    for (;;) {
      if (In.isDiscarded(*Handle))
        return dropped(*Handle);
      const Stmt *Around = In.parent(*Handle);
      if (!Around || suspensionOperand(*Around))
        return HandleEnd::Unknown;
      if (isa<ReturnStmt, CoreturnStmt>(Around))
        return HandleEnd::Returned;
      if (const auto *Declaration = dyn_cast<DeclStmt>(Around))
        return ofVariable(*Declaration, *Handle);
      if (isSame(*Around, *Handle) || isa<CXXConstructExpr>(Around)) {
        Handle = cast<Expr>(Around);
        continue;
      }
      const auto *Call = dyn_cast<CallExpr>(Around);
      if (const CXXMemberCallExpr *OfHandle = memberCall(*Around, In)) {
        if (Unit.waits(*OfHandle, In) || !OfHandle->getMethodDecl())
          return HandleEnd::Unknown;
        if (Unit.Words.DetachMembers.matches(*OfHandle->getMethodDecl()))
          return HandleEnd::Dropped;
        if (!isHandle(OfHandle->getType()))
          return HandleEnd::Unknown;
        Call = OfHandle;
      } else if (!Call || Unit.waits(*Call, In)) {
        return HandleEnd::Unknown;
      } else if (letsGo(Unit, *Call)) {
        return HandleEnd::Dropped;
      } else if (const Expr *Keeper = keeperIn(*Call, *Handle)) {
        return lastingIn(*Keeper) ? HandleEnd::Kept : HandleEnd::Unknown;
      } else if (!Call->isXValue() && !isHandle(Call->getType())) {
        return HandleEnd::Unknown;
      }
      Handle = Call;
    }
  }

  /// Whether one can wait by an object of \p Type, as by what was handed back first.
  bool isHandle(QualType Type) const {
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    return Record && ((Origin && sameTemplate(*Record, *Origin)) ||
                      Unit.Containers.isFuture(Type) ||
                      Unit.Types.of(Type).Awaits != Awaitable::No);
  }

  HandleEnd dropped(const Expr &Handle) const {
    const auto *Call = dyn_cast<CallExpr>(written(&Handle));
    const NamedDecl *Named = Call ? namedCall(*Call).Name : nullptr;
    const CXXRecordDecl *Record = Handle.getType()->getAsCXXRecordDecl();
    bool Waits = (Named && Unit.Words.WaitersAtEnd.matches(*Named)) ||
                 (Record && Unit.Words.WaitersAtEnd.matches(*Record));
    const TypeFacts &Facts = Unit.Types.of(Handle.getType());
    // To drop a task otherwise is a mistake of its own.
    bool IsLost = Facts.isTask() && (Facts.Starts != Start::Eager ||
                                     !Unit.droppedOnPurpose(outermost(Handle)));
    return Waits || Facts.DropHasMeaning || IsLost ? HandleEnd::Unknown
                                                   : HandleEnd::Dropped;
  }

  const Expr &outermost(const Expr &E) const {
    const Expr *Outermost = &E;
    while (const auto *Around = dyn_cast_or_null<Expr>(In.parent(*Outermost)))
      Outermost = Around;
    return *Outermost;
  }

  HandleEnd ofVariable(const DeclStmt &Declaration, const Expr &Init) {
    const VarDecl *Variable = localOf(Declaration, Init);
    if (!Variable || !Seen.insert(Variable).second)
      return HandleEnd::Unknown;
    HandleEnd Worst = dropped(Init);
    if (isListedClass(
            Variable->getType())) // A thread that nobody joins ends the program.
      Worst = HandleEnd::Unknown;
    for (const Expr *Use : In.uses(*Variable)) {
      if (In.leavesAlone(*Use))
        continue;
      HandleEnd Here = goOn(*Use);
      if (Here == HandleEnd::Unknown)
        return Here;
      Worst = Here;
    }
    return Worst;
  }

  const CXXRecordDecl *Origin = nullptr;
  llvm::SmallPtrSet<const VarDecl *, 2> Seen;
};

} // namespace

std::optional<Deferral> deferralOf(const Expr &Lambda, const Body &In, Model &Model) {
  return TakerFinder(In, Model).find(Lambda);
}

std::optional<Deferral> startOf(const Expr &Lambda, const Body &In, Model &Model) {
  const auto *Call = dyn_cast_or_null<CallExpr>(In.writtenParent(Lambda));
  return Call && forgets(Model, *Call) &&
                 llvm::any_of(
                     Call->arguments(),
                     [&](const Expr *Argument) { return written(Argument) == &Lambda; })
             ? std::optional(Deferral{Call, true})
             : std::nullopt;
}

bool defersItself(const ParmVarDecl &Callable, const Body &In, Model &Model,
                  llvm::function_ref<void(const FunctionDecl &, unsigned)> HandOn) {
  return !In.Coroutine && DeferralFinder(In, Model, HandOn).isKept(Callable);
}

HandleEnd endOfHandle(const Expr &By, const Body &In, Model &Model) {
  return HandleFollower(In, Model).follow(By);
}

} // namespace async_checks
