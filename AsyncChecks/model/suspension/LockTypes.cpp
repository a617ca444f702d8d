#include "model/suspension/LockTypes.h"
#include "model/Model.h"
#include "model/suspension/LockEffects.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace async_checks {

QualType pointee(QualType Type) {
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
    return Constructor.getNumParams() != 0 || locks(Constructor) ||
           Class.hasAttr<ScopedLockableAttr>();
  if (ownsElement(Class) && guard(firstArgument(Class)))
    return Construct->getNumArgs() != 0 && !isa<CXXDefaultArgExpr>(Construct->getArg(0));
  // A class with a guard inside: one that cannot be empty, or that it fills.
  return fillsGuard(Constructor);
}

bool LockTypes::locks(const CXXConstructorDecl &Constructor) const {
  std::optional<LockEffect> Does = lockEffectOf(Unit, Constructor);
  return Does && Does->Locks;
}

bool LockTypes::fillsGuard(const CXXConstructorDecl &Constructor) {
  const FunctionDecl *Definition = nullptr;
  if (!Constructor.isDefined(Definition))
    return Unit.program().knows(Constructor, program::Question::FillsGuard);
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
  std::optional<LockEffect> Does = lockEffectOf(Unit, *Destructor);
  if (!Does)
    return (KnowsMutex || takesParameter(Record)) &&
           llvm::none_of(Record.fields(), IsOwnMutex) &&
           Unit.Words.GuardNames.matches(Record) &&
           !Unit.program().knows(*Destructor, program::Question::LocksNothing);
  return Does->Unlocks && !Does->Locks &&
         (KnowsMutex || Does->IsThreads || locksParameter(Record));
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
    return givesBackPermit(Unit, *Function);
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
           return !Constructor->isCopyOrMoveConstructor() && locks(*Constructor);
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
