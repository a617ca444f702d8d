#include "model/LockTypes.h"
#include "model/Model.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace async_checks {

static QualType pointee(QualType Type) {
  Type = Type.getNonReferenceType();
  return Type->isPointerType() ? Type->getPointeeType() : Type;
}

/// Whether \p Record holds an object of its first argument, or a pointer to one.
static bool ownsElement(const CXXRecordDecl &Record) {
  return !firstArgument(Record).isNull() &&
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
    return guard(firstArgument(*Record), Depth + 1);
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
    return Constructor.getNumParams() != 0 || hands(Constructor).Locks ||
           Class.hasAttr<ScopedLockableAttr>();
  if (ownsElement(Class))
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
    IsAwaitable |= Unit.Types.of(Result).Awaits != Awaitable::No;
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
  if (!bodyOrPattern(*Destructor))
    return KnowsMutex && Unit.Words.GuardNames.matches(Record);
  Hands Does = hands(*Destructor);
  return Does.Unlocks && !Does.Locks && (KnowsMutex || Does.IsThreads);
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

LockTypes::Hands LockTypes::hands(const FunctionDecl &Function) {
  Hands Found;
  scan(bodyOrPattern(Function), Found, /*Depth=*/0);
  return Found;
}

void LockTypes::scan(const Stmt *Node, Hands &Found, unsigned Depth) {
  if (!Node)
    return;
  auto Note = [&](llvm::StringRef Name, const Expr *Object) {
    Found.Locks |= Unit.Words.LockMembers.matchesName(Name);
    if (!Unit.Words.PlainUnlockMembers.matchesName(Name))
      return false;
    Found.Unlocks = true;
    Found.IsThreads |= Object && mutex(pointee(Object->getType())) == Mutex::OfThread;
    return true;
  };
  if (const auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Node)) {
    if (const IdentifierInfo *Name = Dependent->getMember().getAsIdentifierInfo())
      Note(Name->getName(), nullptr);
  } else if (const auto *Unresolved = dyn_cast<UnresolvedMemberExpr>(Node)) {
    if (const IdentifierInfo *Name = Unresolved->getMemberName().getAsIdentifierInfo())
      Note(Name->getName(), nullptr);
  } else if (const auto *Call = dyn_cast<CallExpr>(Node)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    if (Callee && Unit.Words.UnlockCalls.matches(*Callee))
      Found.Unlocks = Found.IsThreads = true;
    else if (Callee && Unit.Words.LockCalls.matches(*Callee))
      Found.Locks = true;
    else if (Callee && Callee->getIdentifier() &&
             !(Member && Note(Callee->getName(), Member->getImplicitObjectArgument())) &&
             Depth < 2)
      scan(bodyOrPattern(*Callee), Found, Depth + 1);
  }
  for (const Stmt *Child : Node->children())
    scan(Child, Found, Depth);
}

} // namespace async_checks
