#include "model/suspension/LockTypes.h"
#include "model/Model.h"
#include "model/unit/Places.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace async_checks {

static QualType pointee(QualType Type) {
  Type = Type.getNonReferenceType();
  return Type->isPointerType() ? Type->getPointeeType() : Type;
}

/// Whether \p Record holds an object of its first argument, or owns one that it points
/// to.
static bool ownsElement(const CXXRecordDecl &Record) {
  bool IsOwner = Record.isDependentContext() || !Record.hasTrivialDestructor();
  return IsOwner && !firstArgument(Record).isNull() &&
         llvm::any_of(Record.methods(), [](const CXXMethodDecl *Method) {
           return Method->getOverloadedOperator() == OO_Arrow;
         });
}

namespace {

/// What a function, with those that it calls, does to locks that it has not made itself.
struct LockEffect {
  bool Locks = false, Unlocks = false;
  bool IsThreads = false; ///< it unlocks what belongs to a thread, for sure
};

class LockEffectReader {
public:
  static LockEffect read(Model &Unit, const FunctionDecl &Function) {
    return LockEffectReader(Unit, {}, /*Depth=*/0).read(Function);
  }

private:
  LockEffectReader(Model &Unit, llvm::SmallVector<bool, 4> MadeArguments, unsigned Depth)
      : Unit(Unit), MadeArguments(std::move(MadeArguments)), Depth(Depth) {}

  LockEffect read(const FunctionDecl &Function) {
    visit(bodyOrPattern(Function));
    return Found;
  }

  void visit(const Stmt *Node) {
    if (!Node)
      return;
    if (const auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Node))
      note(Dependent->getMember(),
           Dependent->isImplicitAccess() ? nullptr : Dependent->getBase());
    else if (const auto *Unresolved = dyn_cast<UnresolvedMemberExpr>(Node))
      note(Unresolved->getMemberName(),
           Unresolved->isImplicitAccess() ? nullptr : Unresolved->getBase());
    else if (const auto *Call = dyn_cast<CallExpr>(Node))
      visitCall(*Call);
    for (const Stmt *Child : Node->children())
      visit(Child);
  }

  void visitCall(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return;
    if (Unit.Words.UnlockCalls.matches(*Callee)) {
      Found.Unlocks = Found.IsThreads = true;
    } else if (Unit.Words.LockCalls.matches(*Callee)) {
      Found.Locks = true;
    } else if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
      const Expr *Object = Member->getImplicitObjectArgument();
      if (!isMade(Object) && !note(Callee->getDeclName(), Object))
        enter(*Callee, Call);
    } else if (Callee->getIdentifier()) {
      enter(*Callee, Call);
    }
  }

  /// Notes what a member called \p Name does to \p Object; false if it is about no lock.
  bool note(DeclarationName Member, const Expr *Object) {
    const IdentifierInfo *Name = Member.getAsIdentifierInfo();
    if (!Name || isMade(Object))
      return false;
    Found.Locks |= Unit.Words.LockMembers.matchesName(Name->getName());
    if (!Unit.Words.PlainUnlockMembers.matchesName(Name->getName()))
      return false;
    Found.Unlocks = true;
    Found.IsThreads |= Object && Unit.LockTypes.mutex(pointee(Object->getType())) ==
                                     LockTypes::Mutex::OfThread;
    return true;
  }

  /// A function that locks and unlocks leaves everything as it was.
  void enter(const FunctionDecl &Callee, const CallExpr &Call) {
    if (Depth == 2)
      return;
    llvm::SmallVector<bool, 4> Made;
    for (const Expr *Argument : Call.arguments())
      Made.push_back(isMade(Argument));
    LockEffect Does = LockEffectReader(Unit, std::move(Made), Depth + 1).read(Callee);
    if (Does.Locks && Does.Unlocks)
      return;
    Found.Locks |= Does.Locks;
    Found.Unlocks |= Does.Unlocks;
    Found.IsThreads |= Does.IsThreads;
  }

  /// Whether \p Object is a temporary or a local object of the function, or what its
  /// caller has made: it was not locked before.
  bool isMade(const Expr *Object) const {
    Object = Object ? written(Object) : nullptr;
    if (!Object || Object->getType()->isPointerType())
      return false;
    if (Object->isPRValue())
      return Object->getType()->isRecordType();
    Place At = placeOf(Object);
    if (!At.Root || !At.Root->hasLocalStorage() || llvm::is_contained(At.Path, nullptr))
      return false;
    if (const auto *Parameter = dyn_cast<ParmVarDecl>(At.Root)) {
      unsigned Index = Parameter->getFunctionScopeIndex();
      return Index < MadeArguments.size() && MadeArguments[Index];
    }
    return At.Root->getType()->isReferenceType() ? isMade(At.Root->getInit())
                                                 : !At.Root->getType()->isPointerType();
  }

  Model &Unit;
  /// Which arguments of the call the caller has made itself.
  const llvm::SmallVector<bool, 4> MadeArguments;
  const unsigned Depth;
  LockEffect Found;
};

/// Finds out whether a function gives back what kept others out: it unlocks something,
/// returns a permit, or clears a flag or counts down in an object of others.
class PermitReader {
public:
  static bool givesBack(Model &Unit, const FunctionDecl &Function) {
    return PermitReader(Unit, /*IsOthers=*/false, /*Depth=*/0).read(Function);
  }

private:
  PermitReader(Model &Unit, bool IsOthers, unsigned Depth)
      : Unit(Unit), IsOthers(IsOthers), Depth(Depth) {}

  bool read(const FunctionDecl &Function) const {
    return givesBack(bodyOrPattern(Function));
  }

  bool givesBack(const Stmt *Node) const {
    if (!Node)
      return false;
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Node);
        Call && Call->getMethodDecl() && givesBack(*Call))
      return true;
    if (const auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Node))
      if (const IdentifierInfo *Name = Dependent->getMember().getAsIdentifierInfo();
          Name && Unit.Words.UnlockMembers.matchesName(Name->getName()))
        return true;
    return clearsFlag(*Node) || llvm::any_of(Node->children(), [this](const Stmt *Child) {
             return givesBack(Child);
           });
  }

  bool givesBack(const CXXMemberCallExpr &Call) const {
    const CXXMethodDecl &Method = *Call.getMethodDecl();
    if (Unit.Words.UnlockMembers.matches(Method))
      return true;
    bool IsOnOthers = isOfOthers(Call.getImplicitObjectArgument());
    return Depth < 2 && !Method.isConst() &&
           PermitReader(Unit, IsOnOthers, Depth + 1).read(Method);
  }

  /// `owner_->busy_ = false`, `--*running_`
  bool clearsFlag(const Stmt &Node) const {
    const Expr *Target = nullptr, *Value = nullptr;
    bool CountsDown = false;
    if (const auto *Binary = dyn_cast<BinaryOperator>(&Node)) {
      CountsDown = Binary->getOpcode() == BO_SubAssign;
      if (CountsDown || Binary->getOpcode() == BO_Assign) {
        Target = Binary->getLHS();
        Value = Binary->getRHS();
      }
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(&Node)) {
      CountsDown = Unary->isDecrementOp();
      Target = CountsDown ? Unary->getSubExpr() : nullptr;
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Node)) {
      CountsDown = Operator->getOperator() == OO_MinusMinus ||
                   Operator->getOperator() == OO_MinusEqual;
      if (CountsDown || Operator->getOperator() == OO_Equal) {
        Target = Operator->getArg(0);
        Value = Operator->getNumArgs() > 1 ? Operator->getArg(1) : nullptr;
      }
    } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&Node);
               Call && Call->getNumArgs() != 0 && Call->getMethodDecl() &&
               !Call->getMethodDecl()->isConst()) { // `busy_.store(false)`
      Target = Call->getImplicitObjectArgument();
      Value = Call->getArg(0);
    }
    return Target && isOfOthers(Target) &&
           (CountsDown ||
            (Value->getType()->isIntegralOrEnumerationType() && isNothing(*Value)));
  }

  /// Whether \p Target is a part of an object that the one at hand only refers to.
  bool isOfOthers(const Expr *Target) const {
    Place At = placeOf(Target);
    if (!At.isKnown())
      return false;
    if (At.Root && At.Root->getType()->isReferenceType())
      return true;
    auto LeadsElsewhere = [](const ValueDecl *Step) {
      return !Step || Step->getType()->isReferenceType();
    };
    return llvm::any_of(At.Path, LeadsElsewhere) || (IsOthers && At.IsThis) ||
           Target->getType()->isPointerType();
  }

  Model &Unit;
  /// Whether `this` belongs to others.
  const bool IsOthers;
  const unsigned Depth;
};

} // namespace

LockTypes::Mutex LockTypes::mutex(QualType Type) {
  const CXXRecordDecl *Record = Unit.Types.record(Type);
  if (!Record || !Record->hasDefinition())
    return Mutex::None;
  auto [Known, IsNew] = Mutexes.try_emplace(Record->getCanonicalDecl(), Mutex::None);
  if (IsNew) {
    Mutex Found = computeMutex(*Record);
    Mutexes[Record->getCanonicalDecl()] = Found;
    return Found;
  }
  return Known->second;
}

const CXXRecordDecl *LockTypes::guard(QualType Type) {
  if (Type.isNull())
    return nullptr;
  const clang::Type *Canonical = Type.getCanonicalType().getTypePtr();
  auto [Known, IsNew] = Holders.try_emplace(Canonical, nullptr);
  if (!IsNew)
    return Known->second;
  const CXXRecordDecl *Found = guard(Type, /*Depth=*/0);
  return Holders[Canonical] = Found;
}

const CXXRecordDecl *LockTypes::guard(QualType Type, unsigned Depth) {
  if (Type.isNull() || Depth > 3)
    return nullptr;
  const CXXRecordDecl *Record = Unit.Types.record(Type);
  if (!Record || !Record->hasDefinition() || Record->isLambda())
    return nullptr;
  if (isGuard(*Record))
    return Record;
  if (ownsElement(*Record))
    if (const CXXRecordDecl *Guard = guard(firstArgument(*Record), Depth + 1))
      return Guard;
  if (Unit.Context.getSourceManager().isInSystemHeader(Record->getLocation()))
    return nullptr;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (const CXXRecordDecl *Guard = guard(Base.getType(), Depth + 1))
      return Guard;
  for (const FieldDecl *Field : Record->fields())
    if (!Field->getType()->isReferenceType() && !Field->getType()->isPointerType())
      if (const CXXRecordDecl *Guard = guard(Field->getType(), Depth + 1))
        return Guard;
  return nullptr;
}

bool LockTypes::mayRelease(const CXXRecordDecl &Guard) const {
  return Guard.hasMoveConstructor() || Guard.hasMoveAssignment() ||
         hasMethod(Guard, [&](const CXXMethodDecl &Method) {
           return Unit.Words.UnlockMembers.matches(Method) ||
                  Unit.Words.PlainUnlockMembers.matches(Method);
         });
}

bool LockTypes::holds(const Expr *Init) {
  Init = written(Init);
  if (!Init)
    return false;
  if (const auto *List = dyn_cast<InitListExpr>(Init))
    return llvm::any_of(List->inits(), [this](const Expr *Each) {
      return Each && guard(Each->getType()) && holds(Each);
    });
  if (isa<CXXScalarValueInitExpr, ImplicitValueInitExpr, CXXNullPtrLiteralExpr>(Init))
    return false;
  const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
  if (!Construct)
    return true;
  for (const Expr *Argument : Construct->arguments()) {
    const CXXRecordDecl *Tag = Unit.Types.record(Argument->getType());
    if ((Tag && Unit.Words.EmptyTags.matches(*Tag)) ||
        Argument->getType()->isNullPtrType())
      return false;
  }
  const CXXConstructorDecl &Constructor = *Construct->getConstructor();
  if (Constructor.isCopyOrMoveConstructor())
    return holds(Construct->getArg(0));
  const CXXRecordDecl &Class = *Constructor.getParent();
  if (isGuard(Class))
    return Constructor.getNumParams() != 0 ||
           LockEffectReader::read(Unit, Constructor).Locks ||
           Class.hasAttr<ScopedLockableAttr>();
  if (ownsElement(Class) && guard(firstArgument(Class)))
    return Construct->getNumArgs() != 0 && !isa<CXXDefaultArgExpr>(Construct->getArg(0));
  // A class with a guard inside: one that cannot be empty, or that it fills.
  const FunctionDecl *Definition = nullptr;
  if (!Constructor.isDefined(Definition))
    return false;
  return llvm::any_of(cast<CXXConstructorDecl>(Definition)->inits(),
                      [this](const CXXCtorInitializer *Each) {
                        const Expr *Value = Each->getInit();
                        if (Each->isAnyMemberInitializer() &&
                            Each->getAnyMember()->getType()->isReferenceType())
                          return false;
                        return Value && guard(Value->getType()) && holds(Value);
                      });
}

bool LockTypes::hasMethod(
    const CXXRecordDecl &Record,
    llvm::function_ref<bool(const CXXMethodDecl &)> IsWanted) const {
  for (const Decl *Member : Record.decls())
    if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Member->getAsFunction()))
      if (IsWanted(*Method))
        return true;
  return Record.hasDefinition() &&
         llvm::any_of(Record.bases(), [&](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Class = Unit.Types.record(Base.getType());
           return Class && Class != &Record && hasMethod(*Class, IsWanted);
         });
}

LockTypes::Mutex LockTypes::computeMutex(const CXXRecordDecl &Record) {
  bool Locks = false, Unlocks = false, Tries = false;
  bool IsAwaitable = Unit.Types.of(Record).Awaits != Awaitable::No;
  hasMethod(Record, [&](const CXXMethodDecl &Method) {
    QualType Result = Method.getReturnType();
    // Who can tell what `auto async_lock(Token &&)` returns?
    bool IsUnknown = (Result->isDependentType() || Result->isUndeducedType()) &&
                     Unit.Words.LockFunctions.matches(Method);
    IsAwaitable |= IsUnknown || Unit.Types.of(Result).Awaits != Awaitable::No;
    bool IsPlain = Result->isVoidType();
    Locks |= IsPlain && Unit.Words.LockMembers.matches(Method);
    Unlocks |= Unit.Words.PlainUnlockMembers.matches(Method);
    Tries |= Result->isBooleanType() && Method.getIdentifier() &&
             Method.getName().lower().find("try") == 0;
    return false;
  });
  if (!Unlocks)
    return Mutex::None;
  if (IsAwaitable)
    return Mutex::Awaitable;
  bool IsNamed =
      Record.hasAttr<CapabilityAttr>() || Unit.Words.MutexNames.matches(Record);
  return Locks && (Tries || IsNamed) ? Mutex::OfThread : Mutex::None;
}

bool LockTypes::isGuard(const CXXRecordDecl &Record) {
  auto [Known, IsNew] = Guards.try_emplace(Record.getCanonicalDecl(), false);
  if (!IsNew)
    return Known->second;
  bool Found = computeGuard(Record);
  Guards[Record.getCanonicalDecl()] = Found;
  return Found;
}

bool LockTypes::computeGuard(const CXXRecordDecl &Record) {
  if (Unit.Words.Guards.matches(Record))
    return true;
  const CXXDestructorDecl *Destructor = nullptr;
  for (const CXXMethodDecl *Method : Record.methods())
    if (const auto *Found = dyn_cast<CXXDestructorDecl>(Method))
      Destructor = Found;
  if (!Destructor || Destructor->isDefaulted() || isAwaitable(Record))
    return false;

  bool KnowsMutex = false;
  for (QualType Each : mutexes(Record)) {
    Mutex Kind = mutex(Each);
    if (Kind == Mutex::Awaitable)
      return false;
    KnowsMutex |= Kind == Mutex::OfThread;
  }
  if (Record.hasAttr<ScopedLockableAttr>())
    return true;
  // Nobody gives back a mutex that is a part of himself.
  auto IsOwnMutex = [this](const FieldDecl *Field) {
    return mutex(Field->getType()) != Mutex::None && !Field->getType()->isReferenceType();
  };
  if (!bodyOrPattern(*Destructor))
    return (KnowsMutex || takesParameter(Record)) &&
           llvm::none_of(Record.fields(), IsOwnMutex) &&
           Unit.Words.GuardNames.matches(Record);
  LockEffect Does = LockEffectReader::read(Unit, *Destructor);
  return Does.Unlocks && !Does.Locks &&
         (KnowsMutex || Does.IsThreads || locksParameter(Record));
}

bool LockTypes::isPermit(QualType Type) {
  const CXXRecordDecl *Record = Unit.Types.record(Type);
  if (!Record || !Record->hasDefinition())
    return false;
  auto [Known, IsNew] = Permits.try_emplace(Record->getCanonicalDecl(), false);
  if (!IsNew)
    return Known->second;
  bool Found = computePermit(*Record);
  Permits[Record->getCanonicalDecl()] = Found;
  return Found;
}

bool LockTypes::computePermit(const CXXRecordDecl &Record) {
  if (Unit.Types.of(Record).IsGuard)
    return true;
  if (isAwaitable(Record) || Record.hasTrivialDestructor())
    return false;
  auto GivesBack = [this](const FunctionDecl *Function) {
    return PermitReader::givesBack(Unit, *Function);
  };
  if (ownsElement(Record)) {
    // What it calls for its element at the end: `std::unique_ptr<mutex, unlocker>`.
    auto IsCalled = [&](QualType Argument) {
      const CXXRecordDecl *Deleter = Unit.Types.record(Argument);
      return Deleter && Deleter->hasDefinition() &&
             llvm::any_of(Deleter->methods(), [&](const CXXMethodDecl *Method) {
               return Method->getOverloadedOperator() == OO_Call && GivesBack(Method);
             });
    };
    return isPermit(firstArgument(Record)) ||
           llvm::any_of(typeArguments(Record), IsCalled);
  }
  return llvm::any_of(Record.methods(), [&](const CXXMethodDecl *Method) {
    return isa<CXXDestructorDecl>(Method) && GivesBack(Method);
  });
}

/// Whether \p Record is the pattern of guards for any mutex: its constructors lock what
/// its parameter stands for.
bool LockTypes::locksParameter(const CXXRecordDecl &Record) const {
  return Record.getDescribedClassTemplate() &&
         llvm::any_of(Record.ctors(), [this](const CXXConstructorDecl *Constructor) {
           return !Constructor->isCopyOrMoveConstructor() &&
                  LockEffectReader::read(Unit, *Constructor).Locks;
         });
}

/// Whether \p Record is the pattern of a system header, where an editor skips bodies, for
/// objects that are made of what its parameter stands for: `lock(M &)`.
bool LockTypes::takesParameter(const CXXRecordDecl &Record) const {
  return Record.getDescribedClassTemplate() &&
         Unit.Context.getSourceManager().isInSystemHeader(Record.getLocation()) &&
         llvm::any_of(Record.ctors(), [](const CXXConstructorDecl *Constructor) {
           return Constructor->getNumParams() == 1 &&
                  Constructor->getParamDecl(0)->getType()->isLValueReferenceType() &&
                  isa<TemplateTypeParmType>(
                      pointee(Constructor->getParamDecl(0)->getType())
                          .getCanonicalType());
         });
}

bool LockTypes::isAwaitable(const CXXRecordDecl &Record) {
  return Unit.Types.of(Record).Awaits != Awaitable::No;
}

/// What an object of \p Record may hold, by its template arguments, its constructors and
/// its members.
llvm::SmallVector<QualType, 4> LockTypes::mutexes(const CXXRecordDecl &Record) const {
  llvm::SmallVector<QualType, 4> Found;
  for (QualType Argument : typeArguments(Record))
    Found.push_back(Argument);
  for (const CXXConstructorDecl *Constructor : Record.ctors())
    if (!Constructor->isCopyOrMoveConstructor())
      for (const ParmVarDecl *Parameter : Constructor->parameters())
        Found.push_back(pointee(Parameter->getType()));
  for (const FieldDecl *Field : Record.fields())
    Found.push_back(pointee(Field->getType()));
  return Found;
}

} // namespace async_checks
