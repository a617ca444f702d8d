#include "model/lifetime/Lifetimes.h"
#include "model/Model.h"
#include "model/syntax/Callables.h"
#include "model/tasks/Fates.h"
#include "model/tasks/Spawns.h"
#include "model/types/Containers.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

static bool isWeakReference(const FunctionDecl &Method) {
  return Method.getName().contains("weak");
}

bool isShared(const CXXRecordDecl &Class, const CXXMethodDecl *&Owner, Model &Model) {
  bool IsShared = false;
  for (const Decl *Member : Class.decls()) {
    if (const auto *Friend = dyn_cast<FriendDecl>(Member))
      Member = Friend->getFriendDecl();
    const FunctionDecl *Function = Member ? Member->getAsFunction() : nullptr;
    if (!Function || !Function->getIdentifier())
      continue;
    if (Model.Words.SelfReferences.matches(*Function)) {
      IsShared = true;
      if (const auto *Method = dyn_cast<CXXMethodDecl>(Function);
          Method && !isWeakReference(*Method) && Method->getNumParams() == 0)
        Owner = Method;
    }
    IsShared |= Model.Words.CountMembers.matches(*Function);
  }
  for (const CXXBaseSpecifier &Base : Class.bases()) {
    const CXXRecordDecl *Record = Model.Types.record(Base.getType());
    if (Record && Record != &Class && Record->hasDefinition())
      IsShared |= isShared(*Record->getDefinition(), Owner, Model);
  }
  return IsShared;
}

namespace {

bool isThis(const Expr *E) {
  E = written(E);
  if (const auto *Deref = dyn_cast<UnaryOperator>(E);
      Deref && Deref->getOpcode() == UO_Deref)
    E = written(Deref->getSubExpr());
  return isa<CXXThisExpr>(E);
}

bool mentionsThis(const Stmt *Node) {
  if (!Node || isa<CXXThisExpr>(Node))
    return Node;
  if (const Expr *Operand = suspensionOperand(*Node))
    return mentionsThis(Operand);
  return llvm::any_of(Node->children(), mentionsThis);
}

/// Looks for what keeps objects, and for what lets go of the tasks of their coroutines.
class Keepers {
public:
  explicit Keepers(Model &Unit) : Unit(Unit), Kinds(Unit.Containers) {}

  /// Whether an object of \p Type owns one of \p Class.
  bool isOwner(QualType Type, const CXXRecordDecl &Class) const {
    const CXXRecordDecl *Pointer = classOf(Type);
    const CXXRecordDecl *To =
        Pointer && !Kinds.isIterator(Type) ? classOf(firstArgument(*Pointer)) : nullptr;
    return To && !Type->isReferenceType() && Kinds.isPointer(Type) &&
           (sameTemplate(*To, Class) || derives(*To, Class) || derives(Class, *To));
  }

  static bool derives(const CXXRecordDecl &From, const CXXRecordDecl &To) {
    return From.hasDefinition() && From.isDerivedFrom(&To);
  }

  /// The call that drops the task made at \p Site, or starts it without keeping it.
  const CallExpr *drop(const CallSite &Site) {
    const TypeFacts &Facts = Unit.Types.of(Site.Call->getType());
    if (Facts.Starts != Start::Eager || Facts.DropHasMeaning)
      return nullptr;
    Fate End = fateOf(*Site.Call, *Site.In, Unit);
    const auto *By = dyn_cast_or_null<CallExpr>(End.By);
    bool IsLost = End.Is == Destiny::Dropped ||
                  (End.Is == Destiny::Started && By && forgets(Unit, *By));
    return IsLost && !staysUntilDone(Site, Unit) ? Site.Call : nullptr;
  }

  /// The call that lets go of the coroutine called at \p Site, one of \p Class, and keeps
  /// nothing but a bare `this`.
  const CallExpr *spawn(const CallSite &Site, const CXXRecordDecl &Class) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(Site.Call);
    if (!Call || !isThis(Call->getImplicitObjectArgument()))
      return nullptr;
    for (const Stmt *Around = Site.In->parent(*Call); isa_and_nonnull<Expr>(Around);
         Around = Site.In->parent(*Around))
      if (const auto *Outer = dyn_cast<CallExpr>(Around);
          Outer && (abandons(*Outer, *Call, Class) || dropsFuture(*Outer, *Site.In)))
        return Outer;
    // `co_spawn(executor, [this] { return run(); }, detached)`
    bool IsForwarded = isa_and_nonnull<ReturnStmt>(Site.In->writtenParent(*Call));
    return IsForwarded ? letGo(Site.In->Function, Class) : nullptr;
  }

  /// The call that is handed the lambda of \p Operator, which keeps nothing but `this`,
  /// and lets go of its task.
  const CallExpr *letGo(const FunctionDecl &Operator, const CXXRecordDecl &Class) {
    auto [Outer, Lambda] = Unit.uses().lambda(Operator);
    if (!Lambda)
      return nullptr;
    for (const LambdaCapture &Each : Lambda->captures())
      if (!Each.capturesThis() &&
          !(Each.capturesVariable() &&
            Each.getCapturedVar()->getType()->isScalarType()) &&
          Each.capturesVariable() && Kinds.isPointer(Each.getCapturedVar()->getType()))
        return nullptr;
    const Stmt *Around = Outer->writtenParent(*Lambda);
    const auto *Call = dyn_cast_or_null<CallExpr>(Around);
    return Call && abandons(*Call, *Lambda, Class) ? Call : nullptr;
  }

private:
  /// `with_executor(executor, run()).start();`, where nobody has the future
  bool dropsFuture(const CallExpr &Start, const Body &In) const {
    QualType Type = Start.getType();
    return In.isDiscarded(Start) && isStart(Unit, Start) &&
           (Kinds.isFuture(Type) || Unit.Types.of(Type).Awaits != Awaitable::No);
  }

  /// Whether \p Call starts \p Work and goes on, and is handed nothing that may keep the
  /// object of \p Class meanwhile.
  bool abandons(const CallExpr &Call, const Expr &Work, const CXXRecordDecl &Class) {
    return forgets(Unit, Call) && llvm::none_of(Call.arguments(), [&](const Expr *Each) {
             return written(Each) != &Work && mayKeep(*written(Each), Class);
           });
  }

  /// Whether \p Handed, which whoever starts the coroutine has until it is done, may keep
  /// the object of \p Class: it is an owner, has one, or is called by somebody else.
  bool mayKeep(const Expr &Handed, const CXXRecordDecl &Class) {
    if (isOwner(Handed.getType(), Class))
      return true;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(&Handed))
      return llvm::any_of(Lambda->captures(), [&](const LambdaCapture &Each) {
        if (Each.capturesThis())
          return handsItselfOn(*Lambda);
        return !Each.capturesVariable() ||
               !Each.getCapturedVar()->getType()->isArithmeticType();
      });
    if (const auto *Call = dyn_cast<CallExpr>(&Handed))
      return llvm::any_of(Call->arguments(), [&](const Expr *Each) {
        return mayKeep(*written(Each), Class);
      });
    const auto *Name = dyn_cast<DeclRefExpr>(&Handed);
    bool IsFunction = Name && isa<FunctionDecl>(Name->getDecl());
    return !IsFunction && !resultOfCallable(Handed.getType(), Unit.Context).isNull();
  }

  /// Whether \p Handler, which has captured its object, does more with it than use its
  /// fields: it may tell an owner that the coroutine is done.
  bool handsItselfOn(const LambdaExpr &Handler) {
    const Body &Work = Unit.bodyOf(*Handler.getCallOperator());
    return llvm::any_of(Work.Selves, [&](const CXXThisExpr *Self) {
      const auto *Member = dyn_cast_or_null<MemberExpr>(Work.writtenParent(*Self));
      return !Member || !isa<FieldDecl>(Member->getMemberDecl());
    });
  }

  Model &Unit;
  Containers &Kinds;
};

class LateUseFinder {
public:
  LateUseFinder(Model &Unit, const Body &In) : Unit(Unit), In(In), Owners(Unit) {}

  std::optional<LateUse> find() {
    LateUse Found = {};
    Found.Class = classOfThis();
    if (!Found.Class || !isShared(*Found.Class, Found.Owner, Unit) ||
        isKept(*Found.Class) || !outlivesCaller(Found))
      return std::nullopt;
    llvm::SmallVector<const Expr *, 16> Uses = usesOfThis(*Found.Class);
    llvm::sort(Uses,
               [this](const Expr *A, const Expr *B) { return In.isBefore(*A, *B); });
    const Flow &Flow = Unit.flowOf(In);
    for (const Expr *Use : Uses)
      for (const Suspension *Each : suspensionsBeforeUse(Use, {Use}, In, Flow))
        if (maySuspend(*Each, In, Unit) && !isKeptAt(*Found.Class, *Use, *Each)) {
          Found.Use = Use;
          Found.Suspension = Each->Keyword;
          return Found;
        }
    return std::nullopt;
  }

private:
  // --- Whose coroutine it is ---

  const CXXRecordDecl *classOfThis() const {
    const auto *Method = dyn_cast<CXXMethodDecl>(&In.Function);
    if (!Method || Method->isStatic())
      return nullptr;
    if (!isLambdaCallOperator(Method))
      return Method->getParent();
    for (const LambdaCapture &Capture : Method->getParent()->captures())
      if (Capture.getCaptureKind() == LCK_This) {
        const DeclContext *Outer = Method->getParent()->getDeclContext();
        while (Outer && Outer->isFunctionOrMethod() && !isMethod(Outer))
          Outer = Outer->getParent();
        while (Outer && isMethod(Outer) &&
               isLambdaCallOperator(cast<CXXMethodDecl>(Outer)))
          Outer = Outer->getParent()->getParent();
        return Outer && isMethod(Outer) ? cast<CXXMethodDecl>(Outer)->getParent()
                                        : nullptr;
      }
    return nullptr;
  }
  static bool isMethod(const DeclContext *Context) { return isa<CXXMethodDecl>(Context); }

  // --- Who keeps the object ---

  /// Whether a parameter or a capture keeps the object.
  bool isKept(const CXXRecordDecl &Class) const {
    auto Keeps = [&](const ValueDecl *Named) {
      return Owners.isOwner(Named->getType(), Class);
    };
    if (llvm::any_of(In.Function.parameters(), Keeps))
      return true;
    const auto *Method = cast<CXXMethodDecl>(&In.Function);
    return isLambdaCallOperator(Method) &&
           llvm::any_of(Method->getParent()->captures(), [&](const LambdaCapture &Each) {
             return Each.capturesVariable() && Each.getCaptureKind() == LCK_ByCopy &&
                    Keeps(Each.getCapturedVar());
           });
  }

  /// Whether a variable or a count keeps the object at \p Use, which comes after \p At.
  bool isKeptAt(const CXXRecordDecl &Class, const Expr &Use, const Suspension &At) {
    for (const DeclStmt *Each : In.Declarations) {
      const Stmt *Scope = In.parent(*Each);
      if (!In.isBefore(*Each, Use) || (Scope && !In.isWithin(Use, *Scope)))
        continue;
      bool IsEarly = In.isBefore(*Each, *At.Keyword);
      for (const Decl *Declared : Each->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Declared);
            Variable && Variable->getInit() &&
            (IsEarly
                 ? Owners.isOwner(Variable->getType(), Class) || isMadeOfOwner(*Variable)
                 : Owners.isOwner(Variable->getType(), Class) &&
                       !mentionsThis(Variable->getInit())))
          return true;
    }
    return llvm::any_of(In.Calls,
                        [&](const CallExpr *Call) {
                          const FunctionDecl *Callee = Call->getDirectCallee();
                          return Callee && Callee->getIdentifier() &&
                                 In.isBefore(*Call, *At.Keyword) &&
                                 (Unit.Words.CountMembers.matches(*Callee) ||
                                  Unit.Words.GateEntries.matches(*Callee));
                        }) ||
           llvm::any_of(In.Constructions, [&](const CXXConstructExpr *Made) {
             return Made->getNumArgs() != 0 && In.isBefore(*Made, *At.Keyword) &&
                    Unit.Words.GateEntries.matches(*Made->getConstructor()->getParent());
           });
  }

  bool isMadeOfOwner(const VarDecl &Variable) const {
    return llvm::any_of(In.Calls, [&](const CallExpr *Call) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      return Callee && Callee->getIdentifier() && !isWeakReference(*Callee) &&
             Unit.Words.SelfReferences.matches(*Callee) &&
             In.isWithin(*Call, *Variable.getInit());
    });
  }

  // --- Who waits for the coroutine ---

  /// Whether the coroutine of \p Late runs on when its caller does not wait. Of a task,
  /// that takes a call in sight that does not.
  bool outlivesCaller(LateUse &Late) {
    const TypeFacts &Facts = Unit.Types.of(In.Function.getReturnType());
    Late.IsEager = Facts.Starts != Start::Lazy;
    if (isUnawaitable(In.Function, Unit))
      return !isKeptByCallers();
    if (!Facts.isTask() || Facts.IsGenerator)
      return false;
    Late.Spawn = lettingGo();
    return Late.Spawn.isValid();
  }

  /// Where somebody lets go of the task of the coroutine.
  SourceLocation lettingGo() {
    const auto &Method = cast<CXXMethodDecl>(In.Function);
    const CXXRecordDecl &Class = *classOfThis();
    if (isLambdaCallOperator(&Method))
      if (const CallExpr *Start = Owners.letGo(Method, Class))
        return beginOf(*Start);
    llvm::ArrayRef<CallSite> Calls = Unit.uses().of(Method).Calls;
    llvm::ArrayRef<program::Caller> Elsewhere =
        Unit.program().callers(Method, program::Question::Lost);
    if (!isLambdaCallOperator(&Method))
      for (const CallSite &Site : Calls)
        if (const CallExpr *Start = Owners.spawn(Site, Class))
          return beginOf(*Start);
    for (const CallSite &Site : Calls)
      if (const CallExpr *Drop = Owners.drop(Site))
        return beginOf(*Drop);
    for (const program::Caller &Each : Elsewhere)
      if (Each.Says.has(program::CallWord::Lost))
        if (SourceLocation At = Unit.program().locate(Each.At); At.isValid())
          return At;
    return {};
  }

  /// Whether all who call the coroutine in the program keep the object until it is done.
  bool isKeptByCallers() {
    const FunctionUses &Uses = Unit.uses().of(In.Function);
    return Unit.program().knows(In.Function, program::Question::AllKeep) &&
           !Uses.IsAddressTaken &&
           !Unit.program().knows(In.Function, program::Question::Named) &&
           llvm::all_of(Uses.Calls, [this](const CallSite &Site) {
             return staysUntilDone(Site, Unit);
           });
  }

  // --- What the coroutine does with it ---

  llvm::SmallVector<const Expr *, 16> usesOfThis(const CXXRecordDecl &Class) const {
    llvm::SmallVector<const Expr *, 16> Uses;
    addFields(Class, Uses);
    for (const CallExpr *Call : In.Calls) {
      if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
          Member && isThis(Member->getImplicitObjectArgument()))
        Uses.push_back(Call);
      for (const Expr *Argument : Call->arguments())
        if (isa<CXXThisExpr>(written(Argument)))
          Uses.push_back(Call);
    }
    for (const LambdaExpr *Lambda : In.Lambdas)
      for (const LambdaCapture &Each : Lambda->captures())
        if (Each.getCaptureKind() == LCK_This)
          Uses.push_back(Lambda);
    llvm::sort(Uses,
               [this](const Expr *A, const Expr *B) { return In.isBefore(*A, *B); });
    return Uses;
  }

  void addFields(const CXXRecordDecl &Class,
                 llvm::SmallVectorImpl<const Expr *> &Uses) const {
    for (const FieldDecl *Field : Class.fields())
      for (const Expr *Use : In.uses(*Field))
        if (const auto *Member = dyn_cast<MemberExpr>(Use);
            Member && isThis(Member->getBase()))
          Uses.push_back(Use);
    for (const CXXBaseSpecifier &Base : Class.bases())
      if (const CXXRecordDecl *Record = classOf(Base.getType()))
        addFields(*Record, Uses);
  }

  Model &Unit;
  const Body &In;
  Keepers Owners;
};

} // namespace

bool isOwnerOf(QualType Type, const CXXRecordDecl &Class, Model &Model) {
  return Keepers(Model).isOwner(Type, Class);
}

std::optional<LateUse> findLateUse(Model &Model, const Body &In) {
  // A pattern does not tell what owns; its instances do.
  if (!In.Coroutine || In.Suspensions.empty() || In.Function.isDependentContext())
    return std::nullopt;
  return LateUseFinder(Model, In).find();
}

const CallExpr *lettingGo(const CallSite &Site, Model &Model) {
  Keepers Owners(Model);
  const auto *Method = dyn_cast<CXXMethodDecl>(Site.Call->getDirectCallee());
  if (!Method || Method->isStatic())
    return nullptr;
  const CallExpr *Start = Owners.spawn(Site, *Method->getParent());
  return Start ? Start : Owners.drop(Site);
}

bool staysUntilDone(const CallSite &Site, Model &Model) {
  return Model.isSyncEntryPoint(Site.In->Function) &&
         waitsBehind(*Site.Call, nullptr, *Site.In, Model);
}

} // namespace async_checks
