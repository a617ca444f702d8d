#include "model/tasks/Cancellation.h"
#include "model/Model.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

Cancellations::Cancellations(Model &Unit) : Unit(Unit) {
  const NamePatterns &Listed = Unit.Words.ListedCancellations;
  if (std::optional<std::vector<std::string>> Names = Listed.qualifiedNames())
    for (const std::string &Name : *Names)
      add(Name, nullptr);
  else
    findListedIn(*Unit.Context.getTranslationUnitDecl());
  for (const Library &Row : libraries())
    for (llvm::StringRef Name : listItems(Row.CancellationExceptions))
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

bool isToken(QualType Type, const Model &Model) {
  const CXXRecordDecl *Record = Model.Types.record(Type);
  return Record && Model.Words.TokenTypes.matches(*Record);
}

bool isEmptyToken(const Expr &Given) {
  const Expr *Value = written(&Given);
  while (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Value))
    Value = written(Cast->getSubExpr());
  if (const auto *List = dyn_cast<InitListExpr>(Value))
    return llvm::all_of(List->inits(), [](const Expr *Part) {
      return isa<CXXDefaultInitExpr, ImplicitValueInitExpr>(Part);
    });
  const auto *Construction = dyn_cast<CXXConstructExpr>(Value);
  return isa<CXXScalarValueInitExpr>(Value) ||
         (Construction && llvm::all_of(Construction->arguments(), [](const Expr *Part) {
            return isa<CXXDefaultArgExpr>(Part);
          }));
}

llvm::SmallVector<const CXXRecordDecl *, 1>
Cancellations::thrownAt(const Suspension &Suspension, const Body &In) {
  const Library *Own = libraryOf(In.Function.getReturnType());
  const Library *Awaited = libraryOf(Suspension.Operand->getType());
  std::optional<bool> IsHeard;
  auto Comes = [&](const Library &Of) {
    if (Of.CancellationTravels)
      return true;
    if (!IsHeard)
      IsHeard = hasTokenOfItsOwn(In) || hears(Suspension.Operand, In, Asker::Anybody);
    return *IsHeard;
  };
  llvm::SmallVector<const CXXRecordDecl *, 1> Thrown;
  for (const auto &[Class, Of] : Known)
    if (!Of || ((Of == Own || Of == Awaited) && Comes(*Of)))
      Thrown.push_back(Class);
  return Thrown;
}

/// `token.throw_if_cancellation_requested()`: to ask and to hear no answer is to throw.
static const CXXMemberCallExpr *throwingQuestion(const CallExpr &Call,
                                                 const Model &Unit) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
  return Method && Method->isConst() && Method->getNumParams() == 0 &&
                 Method->getReturnType()->isVoidType() &&
                 isToken(Member->getObjectType(), Unit)
             ? Member
             : nullptr;
}

llvm::SmallVector<const CXXRecordDecl *, 1>
Cancellations::thrownBy(const CallExpr &Call) const {
  llvm::SmallVector<const CXXRecordDecl *, 1> Thrown;
  const CXXMemberCallExpr *Question = throwingQuestion(Call, Unit);
  const Library *Asked = Question ? libraryOf(Question->getObjectType()) : nullptr;
  for (const auto &[Class, Of] : Known)
    if (Asked && Of == Asked)
      Thrown.push_back(Class);
  return Thrown;
}

bool Cancellations::areOfOneLibrary(const CXXRecordDecl &A,
                                    const CXXRecordDecl &B) const {
  auto LibraryOf = [this](const CXXRecordDecl &Class) -> const Library * {
    for (const Exception &Each : Known)
      if (declaresSameEntity(Each.Class, &Class))
        return Each.Of;
    return nullptr;
  };
  return LibraryOf(A) && LibraryOf(A) == LibraryOf(B);
}

bool Cancellations::isKnown(QualType Type) const {
  const CXXRecordDecl *Record = Unit.Types.record(Type);
  return Record && llvm::any_of(Known, [&](const Exception &Each) {
           return declaresSameEntity(Each.Class, Record);
         });
}

// --- Where a request comes ---

/// Whether \p In asks for the token by which it can be cancelled itself:
/// `auto token = co_await get_cancellation_token();`.
bool Cancellations::hasTokenOfItsOwn(const Body &In) const {
  return llvm::any_of(In.Suspensions, [this](const Suspension &Each) {
    return isToken(Each.Keyword->getType(), Unit);
  });
}

/// Whether \p E is a token, or leads to one, by which somebody can ask to stop.
bool Cancellations::isLiveToken(const Expr &E, const Body &In, Asker By) const {
  QualType Type = E.getType().getNonReferenceType();
  if (!Type->getPointeeType().isNull())
    Type = Type->getPointeeType();
  const CXXRecordDecl *Record = Unit.Types.record(Type);
  if (!Record || !(isToken(Type, Unit) || holdsToken(*Record)))
    return false;
  if (isa<CallExpr, MemberExpr>(E))
    return true;
  const auto *Reference = dyn_cast<DeclRefExpr>(&E);
  const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  if (!Variable)
    return false;
  if (isa<ParmVarDecl>(Variable))
    return By == Asker::Anybody || Variable->getDeclContext() != &In.Function;
  // A copy of nothing stays nothing; what cannot be copied is asked itself.
  const TypeFacts &Facts = Unit.Types.of(*Record);
  return Facts.IsMoveOnly || Facts.IsImmovable || !Variable->getInit() ||
         !isEmptyToken(*Variable->getInit());
}

/// Whether \p Record is a pointer, a reference or an optional to a token.
bool Cancellations::holdsToken(const CXXRecordDecl &Record) const {
  QualType Held = firstArgument(Record);
  return !Held.isNull() && isToken(Held, Unit) &&
         Unit.Types.of(Record).Awaits == Awaitable::No;
}

/// Whether \p Awaited, an operand or a part of one, mentions a live token, or calls a
/// function in sight that waits with one.
bool Cancellations::hears(const Stmt *Awaited, const Body &In, Asker By) {
  if (!Awaited || suspensionOperand(*Awaited))
    return false;
  if (const auto *E = dyn_cast<Expr>(Awaited); E && isLiveToken(*E, In, By))
    return true;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Awaited))
    return stops(*Lambda->getCallOperator()) ||
           llvm::any_of(Lambda->capture_inits(),
                        [&](const Expr *Captured) { return hears(Captured, In, By); });
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Awaited)) {
    const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
    return Variable && Variable->isLocalVarDecl() && Variable->getInit() &&
           Unit.Types.of(Variable->getType()).Awaits != Awaitable::No &&
           !In.isWithin(*Reference, *Variable->getInit()) &&
           hears(Variable->getInit(), In, By);
  }
  if (const auto *Call = dyn_cast<CallExpr>(Awaited)) {
    bool IsAwaitable = Unit.Types.of(Call->getType()).Awaits != Awaitable::No;
    // `token.stop_requested()` tells what was, not what will be.
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
        Member && !IsAwaitable && isToken(Member->getObjectType(), Unit))
      return false;
    const FunctionDecl *Callee = Call->getDirectCallee();
    const FunctionDecl *Definition = Callee ? certainDefinition(*Callee) : nullptr;
    if (IsAwaitable && Definition && stops(*Definition))
      return true;
  }
  return llvm::any_of(Awaited->children(),
                      [&](const Stmt *Part) { return hears(Part, In, By); });
}

/// Whether \p Definition lets a cancellation out that its caller has not asked for.
bool Cancellations::stops(const FunctionDecl &Definition) {
  // A function on its way into itself adds nothing.
  auto [Slot, IsNew] = Stops.try_emplace(&Definition, false);
  if (!IsNew || !Definition.hasBody())
    return Slot->second;
  bool Answer = computeStops(Unit.bodyOf(Definition));
  return Stops[&Definition] = Answer;
}

bool Cancellations::computeStops(const Body &In) {
  auto IsFree = [&](const Stmt &Node) { return !In.enclosingTry(Node); };
  auto Hears = [&](const Stmt *Node) { return hears(Node, In, Asker::NotTheCaller); };
  return llvm::any_of(In.Suspensions,
                      [&](const Suspension &Each) {
                        return IsFree(*Each.Keyword) && Hears(Each.Operand);
                      }) ||
         llvm::any_of(In.Calls,
                      [&](const CallExpr *Call) {
                        const CXXMemberCallExpr *Question = throwingQuestion(*Call, Unit);
                        return Question && IsFree(*Call) &&
                               Hears(Question->getImplicitObjectArgument());
                      }) ||
         llvm::any_of(In.Throws,
                      [&](const CXXThrowExpr *Throw) {
                        return Throw->getSubExpr() && IsFree(*Throw) &&
                               isKnown(Throw->getSubExpr()->getType());
                      }) ||
         llvm::any_of(In.Returns, [&](const ReturnStmt *Return) {
           return IsFree(*Return) && Hears(Return->getRetValue());
         });
}

} // namespace async_checks
