#include "model/types/Types.h"
#include "model/syntax/Body.h"
#include "model/types/Endings.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace async_checks {

const ClassTemplateDecl *templateOf(const CXXRecordDecl &Record) {
  if (const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(&Record))
    return Instance->getSpecializedTemplate()->getCanonicalDecl();
  if (const auto *Pattern = Record.getDescribedClassTemplate())
    return Pattern->getCanonicalDecl();
  return nullptr;
}

/// The class in the source that \p Record, a member of an instance, comes from.
static const CXXRecordDecl *sourceOf(const CXXRecordDecl &Record) {
  const CXXRecordDecl *Pattern = Record.getTemplateInstantiationPattern();
  return Pattern ? Pattern : &Record;
}

llvm::SmallVector<QualType, 2> typeArguments(const CXXRecordDecl &Record) {
  llvm::SmallVector<QualType, 2> Types;
  auto Add = [&Types](const TemplateArgument &Argument) {
    if (Argument.getKind() == TemplateArgument::Type)
      Types.push_back(Argument.getAsType());
  };
  if (const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(&Record))
    for (const TemplateArgument &Argument : Instance->getTemplateArgs().asArray()) {
      if (Argument.getKind() == TemplateArgument::Pack)
        llvm::for_each(Argument.pack_elements(), Add);
      else
        Add(Argument);
    }
  return Types;
}

const FunctionType *signatureOf(QualType Type) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  const FunctionType *Signature = nullptr;
  if (Class)
    for (QualType Argument : typeArguments(*Class))
      if (const auto *Function = Argument->getAs<FunctionType>()) {
        if (Signature)
          return nullptr;
        Signature = Function;
      }
  return Signature;
}

QualType firstArgument(const CXXRecordDecl &Record) {
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (!Instance || Instance->getTemplateArgs().size() == 0 ||
      Instance->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  return Instance->getTemplateArgs()[0].getAsType();
}

bool sameTemplate(const CXXRecordDecl &A, const CXXRecordDecl &B) {
  if (declaresSameEntity(sourceOf(A), sourceOf(B)))
    return true;
  const ClassTemplateDecl *Template = templateOf(A);
  return Template && Template == templateOf(B);
}

static bool mentions(const Stmt *Where, const ValueDecl *What) {
  if (const auto *Reference = dyn_cast_or_null<DeclRefExpr>(Where))
    return Reference->getDecl() == What;
  return Where && llvm::any_of(Where->children(), [What](const Stmt *Child) {
           return mentions(Child, What);
         });
}

namespace {
struct Transfer {
  bool ByCopy, ByMove;
};
} // namespace

static Transfer transferOf(const CXXRecordDecl &Record) {
  bool CanCopy = !Record.hasUserDeclaredMoveOperation() &&
                 !(Record.needsImplicitCopyConstructor() &&
                   Record.defaultedCopyConstructorIsDeleted());
  bool CanMove = Record.hasMoveConstructor();
  for (const CXXConstructorDecl *Constructor : Record.ctors()) {
    if (Constructor->isCopyConstructor())
      CanCopy = !Constructor->isDeleted();
    if (Constructor->isMoveConstructor())
      CanMove = !Constructor->isDeleted();
  }
  return {CanCopy, CanMove};
}

static bool isMoveOnly(const CXXRecordDecl &Record) {
  Transfer Can = transferOf(Record);
  return Can.ByMove && !Can.ByCopy;
}

/// Whether there is a public member function to call on an object, bases included.
static bool hasAccessor(const CXXRecordDecl &Record) {
  for (const Decl *Member : Record.decls()) {
    const FunctionDecl *Function = Member->getAsFunction();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
    if (Method && !Method->isStatic() && Method->getIdentifier() &&
        Member->getAccess() == AS_public)
      return true;
  }
  return llvm::any_of(Record.bases(), [](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Class = Base.getType()->getAsCXXRecordDecl();
    return Class && Class->hasDefinition() && hasAccessor(*Class->getDefinition());
  });
}

Types::Types(ASTContext &Context, const Vocabulary &Words)
    : Context(Context), Words(Words) {
  indexTraits();
}

void Types::indexTraits() {
  auto Find = [&](const DeclContext *Scope, llvm::StringRef Name) {
    return Scope->lookup(&Context.Idents.get(Name));
  };
  for (const NamedDecl *Std : Find(Context.getTranslationUnitDecl(), "std"))
    if (const auto *Namespace = dyn_cast<NamespaceDecl>(Std))
      for (const NamedDecl *Found : Find(Namespace, "coroutine_traits"))
        if (const auto *Template = dyn_cast<ClassTemplateDecl>(Found))
          Traits = Template;
  if (!Traits)
    return;

  auto Index = [&](const TemplateArgumentList &Arguments,
                   const CXXRecordDecl *Specialisation) {
    if (Arguments[0].getKind() != TemplateArgument::Type ||
        members(*Specialisation, "promise_type").empty())
      return;
    QualType Result = Arguments[0].getAsType();
    if (Result->isVoidType())
      AnyMayReturnVoid |=
          llvm::none_of(typeArguments(*Specialisation), [this](QualType Each) {
            const CXXRecordDecl *Owner = record(Each);
            return Owner && Words.FrameOwners.matches(*Owner);
          });
    if (const CXXRecordDecl *One = Result->getAsCXXRecordDecl();
        One && !Result->isDependentType())
      TraitsByResult.try_emplace(One->getCanonicalDecl(), Specialisation);
    else if (const CXXRecordDecl *Any = record(Result))
      if (const ClassTemplateDecl *Template = templateOf(*Any))
        TraitsByResult.try_emplace(Template, Specialisation);
  };
  for (const ClassTemplateSpecializationDecl *Instance : Traits->specializations())
    if (const auto *From =
            Instance->getInstantiatedFrom().dyn_cast<ClassTemplateDecl *>();
        !From || Instance->isExplicitSpecialization())
      Index(Instance->getTemplateArgs(), Instance);
  llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 8> Partial;
  const_cast<ClassTemplateDecl *>(Traits)->getPartialSpecializations(Partial);
  for (const ClassTemplatePartialSpecializationDecl *Pattern : Partial)
    Index(Pattern->getTemplateArgs(), Pattern);
}

const CXXRecordDecl *Types::record(QualType Type) const {
  if (Type.isNull())
    return nullptr;
  Type = Type.getNonReferenceType().getCanonicalType();
  if (const CXXRecordDecl *Record = Type->getAsCXXRecordDecl())
    return definitionOrPattern(Record);
  if (const auto *Dependent = Type->getAs<TemplateSpecializationType>())
    if (const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(
            Dependent->getTemplateName().getAsTemplateDecl()))
      return definitionOrPattern(Template->getTemplatedDecl());
  return nullptr;
}

const CXXRecordDecl *Types::definitionOrPattern(const CXXRecordDecl *Record) const {
  if (const CXXRecordDecl *Definition = Record->getDefinition())
    return Definition;
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (!Instance) {
    const CXXRecordDecl *Pattern = Record->getTemplateInstantiationPattern();
    return Pattern && Pattern->getDefinition() ? Pattern->getDefinition() : Record;
  }
  auto From = Instance->getSpecializedTemplateOrPartial();
  const CXXRecordDecl *Pattern = nullptr;
  if (auto *Partial = From.dyn_cast<ClassTemplatePartialSpecializationDecl *>())
    Pattern = Partial;
  else
    Pattern = Instance->getSpecializedTemplate()->getTemplatedDecl();
  const CXXRecordDecl *Definition = Pattern->getDefinition();
  return Definition ? Definition : Record;
}

Types::Members Types::members(const CXXRecordDecl &Record, DeclarationName Name) const {
  Members Found;
  for (const NamedDecl *Member : Record.lookup(Name))
    Found.push_back(Member->getUnderlyingDecl());
  if (!Found.empty() || !Record.hasDefinition())
    return Found;
  for (const CXXBaseSpecifier &Base : Record.bases()) {
    const CXXRecordDecl *BaseRecord = record(Base.getType());
    if (!BaseRecord || BaseRecord == &Record)
      continue;
    Found = members(*BaseRecord, Name);
    if (!Found.empty())
      return Found;
  }
  return Found;
}

Types::Members Types::members(const CXXRecordDecl &Record, llvm::StringRef Name) const {
  return members(Record, DeclarationName(&Context.Idents.get(Name)));
}

bool Types::isOrDerivesFrom(const CXXRecordDecl &Derived,
                            const CXXRecordDecl &Base) const {
  if (sameTemplate(Derived, Base))
    return true;
  return Derived.hasDefinition() &&
         llvm::any_of(Derived.bases(), [&](const CXXBaseSpecifier &Specifier) {
           const CXXRecordDecl *Class = record(Specifier.getType());
           return Class && Class != &Derived && isOrDerivesFrom(*Class, Base);
         });
}

const TypeFacts &Types::of(QualType Type) {
  if (Type.isNull())
    return Nothing;
  const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Record ? of(*Record) : Nothing;
}

const TypeFacts &Types::of(const CXXRecordDecl &Record) {
  auto &Slot = Known[Record.getCanonicalDecl()];
  if (!Slot) {
    // A type that asks about itself on the way sees facts that claim nothing.
    Slot = std::make_unique<TypeFacts>();
    TypeFacts Facts = compute(Record);
    *Known[Record.getCanonicalDecl()] = Facts;
  }
  return *Known[Record.getCanonicalDecl()];
}

/// Whether the destructor of \p Record runs a coroutine: who drops the task wants that.
static bool resumesAtEnd(const CXXRecordDecl &Record) {
  return llvm::any_of(Record.methods(), [](const CXXMethodDecl *Method) {
    return isa<CXXDestructorDecl>(Method) &&
           namesMember(bodyOrPattern(*Method), {"resume"});
  });
}

TypeFacts Types::compute(const CXXRecordDecl &Named) {
  const CXXRecordDecl &Record = *definitionOrPattern(&Named);
  TypeFacts Facts;
  if (!Record.hasDefinition())
    return Facts;
  Facts.IsGuard = isGuard(Record);
  Facts.IsView = isView(Record);
  Transfer Can = transferOf(Record);
  Facts.IsMoveOnly = Can.ByMove && !Can.ByCopy;
  Facts.IsImmovable = !Can.ByMove && !Can.ByCopy;
  Facts.DropHasMeaning = Words.DropMeans.matches(Record);
  if (!hasCoroutines())
    return Facts;
  findAwaiter(Record, Facts);
  if (Facts.Awaits == Awaitable::No && Words.Operations.matches(Record))
    Facts.Awaits = Awaitable::Family;
  Facts.Promise = promiseOf(Named);
  Facts.IsSingleShot =
      Words.SingleShotTypes.matches(Record) ||
      (Facts.Awaits == Awaitable::Rvalue && (Facts.Promise || Facts.IsMoveOnly));
  if (!Facts.Promise) {
    Facts.IsOperation = Facts.Awaits != Awaitable::No &&
                        llvm::none_of(Record.methods(), [&](const CXXMethodDecl *Method) {
                          return Words.WaitMembers.matches(*Method);
                        });
    Facts.DropHasMeaning |= Facts.IsOperation && startsAtEnd(Record);
    return Facts;
  }

  Facts.Starts = Words.EagerTypes.matches(Record)  ? Start::Eager
                 : Words.LazyTypes.matches(Record) ? Start::Lazy
                                                   : startOf(*Facts.Promise);
  Facts.DropHasMeaning |= resumesAtEnd(Record);
  Facts.IsGenerator = !members(*Facts.Promise, "yield_value").empty();
  if (Facts.Awaits == Awaitable::No)
    Facts.ShortCircuits |= transformsIntoEnds(*Facts.Promise);
  Facts.IsDetached =
      Words.DetachedTypes.matches(Record) ||
      (Facts.Awaits == Awaitable::No && !Facts.IsGenerator && !Facts.ShortCircuits &&
       Facts.Starts == Start::Eager &&
       neverSuspends(*Facts.Promise, "final_suspend") == std::optional(true) &&
       !hasAccessor(Record));
  bool HasTransform = transforms(*Facts.Promise);
  if (Facts.IsDetached)
    Facts.Awaits = Awaitable::No;
  else if (Facts.Awaits == Awaitable::No && HasTransform && !Facts.IsGenerator &&
           !Facts.ShortCircuits)
    Facts.Awaits = Awaitable::Family;
  if (Facts.Awaits != Awaitable::No)
    findFallbackYield(Named, Facts);
  return Facts;
}

const CXXRecordDecl *Types::promiseOf(const CXXRecordDecl &Record) {
  auto Nested = [&](const CXXRecordDecl &Scope) -> const CXXRecordDecl * {
    for (const NamedDecl *Member : members(Scope, "promise_type"))
      if (const auto *Type = dyn_cast<TypeDecl>(Member)) {
        if (const auto *Class = dyn_cast<CXXRecordDecl>(Type))
          return definitionOrPattern(Class);
        if (const auto *Alias = dyn_cast<TypedefNameDecl>(Type))
          if (const CXXRecordDecl *Promise = record(Alias->getUnderlyingType()))
            return Promise;
      }
    return nullptr;
  };
  auto Specialised = [&](const Decl *Key) -> const CXXRecordDecl * {
    auto Found = TraitsByResult.find(Key);
    return Found == TraitsByResult.end() ? nullptr : Nested(*Found->second);
  };
  if (const CXXRecordDecl *Promise = Specialised(Record.getCanonicalDecl()))
    return Promise;
  if (const ClassTemplateDecl *Template = templateOf(Record))
    if (const CXXRecordDecl *Promise = Specialised(Template))
      return Promise;
  return Nested(*definitionOrPattern(&Record));
}

Start Types::startOf(const CXXRecordDecl &Promise) {
  std::optional<bool> StartsAtOnce = neverSuspends(Promise, "initial_suspend");
  if (!StartsAtOnce)
    return Start::Unknown;
  if (*StartsAtOnce)
    return Start::Eager;
  // An awaiter that suspends and does something with the handle may well resume it.
  for (const NamedDecl *Found : members(Promise, "initial_suspend"))
    if (const CXXRecordDecl *Awaiter = record(awaiterOf(*cast<FunctionDecl>(Found))))
      for (const NamedDecl *Suspend : members(*Awaiter, "await_suspend")) {
        const FunctionDecl *Method = Suspend->getAsFunction();
        if (Method && Method->getNumParams() &&
            mentions(bodyOrPattern(*Method), Method->getParamDecl(0)))
          return Start::Unknown;
      }
  return Start::Lazy;
}

bool Types::isView(const CXXRecordDecl &Record) const {
  if (Record.isLambda() || Record.isDependentContext() || !Record.hasTrivialDestructor())
    return false;
  if (Record.hasAttr<PointerAttr>())
    return true;
  auto HasNoPointer = [](const CXXRecordDecl *Part) {
    return llvm::none_of(Part->fields(), [](const FieldDecl *Field) {
      return Field->getType()->isPointerType();
    });
  };
  auto Has = [&](llvm::StringRef Name) { return !members(Record, Name).empty(); };
  return !(HasNoPointer(&Record) && Record.forallBases(HasNoPointer)) && Has("size") &&
         (Has("data") || Has("begin"));
}

/// Whether \p Node moves out of a member of its object.
static bool movesFromSelf(const Stmt *Node) {
  const auto *Move = dyn_cast_or_null<CallExpr>(Node);
  if (Move && Move->isXValue() && Move->getNumArgs() == 1) {
    const auto *Member = dyn_cast<MemberExpr>(written(Move->getArg(0)));
    if (Member && isa<CXXThisExpr>(written(Member->getBase())))
      return true;
  }
  return Node && llvm::any_of(Node->children(), movesFromSelf);
}

/// Whether the destructor of \p Record, what it awaits by, hands on what it was made of:
/// who does not await it wants that.
bool Types::startsAtEnd(const CXXRecordDecl &Record) {
  return llvm::any_of(Record.methods(), [](const CXXMethodDecl *Method) {
    return isa<CXXDestructorDecl>(Method) && movesFromSelf(bodyOrPattern(*Method));
  });
}

bool Types::isGuard(const CXXRecordDecl &Record) {
  if (Record.hasAttr<ScopedLockableAttr>())
    return true;
  if (!Record.getIdentifier() || !Record.hasUserDeclaredDestructor())
    return false;
  if (!members(Record, "mutex_type").empty())
    return true;
  // getDestructor() does not find that of a pattern.
  const Stmt *Body = nullptr;
  bool IsElsewhere = true;
  for (const CXXMethodDecl *Method : Record.methods())
    if (isa<CXXDestructorDecl>(Method)) {
      Body = bodyOrPattern(*Method);
      IsElsewhere = !isBodySkipped(*Method);
    }
  if (!Body) // A lock that moves from hand to hand is no mutex.
    return IsElsewhere && isMoveOnly(Record) &&
           llvm::any_of(Record.methods(), [&](const auto *Method) {
             return Words.UnlockMembers.matches(*Method);
           });
  std::function<bool(const Stmt *)> Unlocks = [&](const Stmt *Node) {
    if (!Node)
      return false;
    DeclarationName Named;
    if (const auto *Member = dyn_cast<MemberExpr>(Node))
      Named = isa<CXXMethodDecl>(Member->getMemberDecl())
                  ? Member->getMemberDecl()->getDeclName()
                  : DeclarationName();
    else if (const auto *Overloads = dyn_cast<UnresolvedMemberExpr>(Node))
      Named = Overloads->getMemberName();
    else if (const auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Node))
      Named = Dependent->getMember();
    if (const IdentifierInfo *Name = Named.getAsIdentifierInfo();
        Name && Words.UnlockMembers.matchesName(Name->getName()))
      return true;
    return llvm::any_of(Node->children(), Unlocks);
  };
  return Unlocks(Body);
}

std::optional<QualType> Types::elementOf(const CXXRecordDecl &Record) const {
  if (members(Record, "begin").empty() || members(Record, "end").empty())
    return std::nullopt;
  for (const NamedDecl *Member : members(Record, "value_type"))
    if (const auto *Alias = dyn_cast<TypedefNameDecl>(Member))
      return Alias->getUnderlyingType();
  return std::nullopt;
}

} // namespace async_checks
