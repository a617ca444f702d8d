#include "model/suspension/ThreadLocals.h"
#include "model/Model.h"
#include "model/suspension/Locks.h"
#include "model/suspension/Suspensions.h"
#include "model/unit/Places.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

bool isThreads(const Place &What) {
  return What.Root && What.Root->getTLSKind() != VarDecl::TLS_None;
}

/// The same, but for what a pointer of the thread's leads to: that may belong to all.
bool isThreadsOwn(const Place &What) {
  return isThreads(What) && !llvm::is_contained(What.Path, nullptr);
}

/// The place that \p Function hands out by reference or by pointer; unknown if it does
/// anything else.
Place handedOut(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  if (!Function.hasBody(Definition))
    return {};
  const auto *Block = dyn_cast<CompoundStmt>(Definition->getBody());
  const auto *Return =
      Block && !Block->body_empty() ? dyn_cast<ReturnStmt>(Block->body_back()) : nullptr;
  const Expr *Value = Return ? written(Return->getRetValue()) : nullptr;
  if (!Value)
    return {};
  if (const auto *Address = dyn_cast<UnaryOperator>(Value);
      Address && Address->getOpcode() == UO_AddrOf)
    return placeOf(Address->getSubExpr());
  return Function.getReturnType()->isReferenceType() ? placeOf(Value) : Place();
}

class ThreadLocalFinder {
public:
  ThreadLocalFinder(Model &Unit, const Body &In)
      : Unit(Unit), In(In), Suspensions(realSuspensions(In, Unit)) {}

  std::vector<ForeignUse> find() {
    if (Suspensions.empty() || !mayChangeThread(In, Unit))
      return {};
    for (const DeclStmt *Declaration : In.Declarations)
      for (const Decl *Declared : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Declared);
            Variable && Variable->hasLocalStorage() && Variable->getInit())
          examineAlias(*Variable);
    examineErrors();
    examineChanges();
    for (const DeclStmt *Declaration : In.Declarations)
      for (const Decl *Declared : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Declared);
            Variable && Variable->hasLocalStorage())
          examineObject(*Variable, *Declaration);
    return std::move(Found);
  }

private:
  // --- References and pointers ---

  /// What \p Variable refers to: `auto &r = tls;`, `auto *p = &tls;`,
  /// `auto &c = current();`.
  struct Referent {
    Place Is;
    const FunctionDecl *From = nullptr; ///< who hands it out, out of sight
  };

  Referent referent(const VarDecl &Variable) const {
    QualType Type = Variable.getType();
    const Expr *Init = written(Variable.getInit());
    if (!Type->isReferenceType() && !Type->isPointerType())
      return {};
    const auto *Address = dyn_cast<UnaryOperator>(Init);
    bool IsPlace = Type->isReferenceType();
    if (Address && Address->getOpcode() == UO_AddrOf && !IsPlace) {
      Init = written(Address->getSubExpr());
      IsPlace = true;
    }
    const auto *Call = dyn_cast<CallExpr>(Init);
    if (!Call)
      return {IsPlace ? placeOf(Init) : Place()};
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || Callee->getReturnType()->isReferenceType() != IsPlace)
      return {};
    return {handedOut(*Callee), Callee->hasBody() ? nullptr : Callee};
  }

  /// The name of what \p Of stands for if that belongs to a thread; empty if not.
  std::string nameOfThreads(const Referent &Of) const {
    if (!Of.From)
      return isThreadsOwn(Of.Is) ? Of.Is.Root->getNameAsString() : std::string();
    bool IsOne = Unit.program().knows(*Of.From, program::Question::ThreadLocal);
    return IsOne ? Of.From->getNameAsString() : std::string();
  }

  void examineAlias(const VarDecl &Variable) {
    const Referent Of = referent(Variable);
    if (!Of.From && nameOfThreads(Of).empty())
      return;
    const Flow &Flow = Unit.flowOf(In);
    const Stmt *Made = Flow.declaration(Variable);
    if (!Made)
      return;
    Flow::Marks Ends = {Made};
    llvm::SmallVector<const Expr *, 8> Uses;
    for (const Expr *Use : In.uses(Variable)) {
      if (isNewValue(*Use))
        Ends.insert(Use);
      else
        Uses.push_back(Use);
    }
    for (const Expr *Use : Uses)
      if (const Suspension *Across = between(*Made, *Use, Ends, Flow)) {
        if (std::string Name = nameOfThreads(Of); !Name.empty())
          Found.push_back({ForeignUse::Alias, Use, Made, Across,
                           Variable.getNameAsString(), std::move(Name)});
        return;
      }
  }

  /// `p = …`
  bool isNewValue(const Expr &Use) const {
    const auto *Binary = dyn_cast_or_null<BinaryOperator>(In.writtenParent(Use));
    return Binary && Binary->getOpcode() == BO_Assign &&
           written(Binary->getLHS()) == &Use && Use.getType()->isPointerType() &&
           !cast<DeclRefExpr>(Use).getDecl()->getType()->isReferenceType();
  }

  // --- errno ---

  void examineErrors() {
    for (const CallExpr *Call : In.Calls) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      if (Callee && Unit.Words.ThreadErrors.matches(*Callee) && !isWritten(*Call))
        examineError(*Call);
    }
  }

  bool isWritten(const CallExpr &Error) const {
    const Stmt *Around = In.writtenParent(Error);
    while (isa_and_nonnull<UnaryOperator, ParenExpr>(Around)) {
      const Stmt *Outer = In.writtenParent(*Around);
      if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Outer);
          Binary && Binary->getOpcode() == BO_Assign &&
          written(Binary->getLHS()) == written(cast<Expr>(Around)))
        return true;
      Around = Outer;
    }
    return false;
  }

  /// The call that \p Error tells of, or another question, stands before a suspension
  /// point whose own result nobody wants.
  void examineError(const CallExpr &Error) {
    const Flow &Flow = Unit.flowOf(In);
    Flow::Marks Calls, Questions;
    for (const CallExpr *Call : In.Calls) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      if (isInSuspension(*Call) || isWithinStatementOf(*Call, Error))
        continue;
      bool IsError = Callee && Unit.Words.ThreadErrors.matches(*Callee);
      (IsError && !isWritten(*Call) ? Questions : Calls).insert(Call);
    }
    Flow::Marks Looked = Calls;
    for (const Suspension *Each : Suspensions)
      Looked.insert(Each->Keyword);
    Flow::Arrivals Last = Flow.before(Error, Looked);
    for (const Suspension *Each : Suspensions) {
      // A handler asks for the error of what threw.
      if (!Last.Nodes.contains(Each->Keyword) || !In.isDiscarded(*Each->Keyword) ||
          Flow.afterQuiet(*Each->Keyword, {&Error}).Nodes.empty())
        continue;
      Flow::Marks Earlier = Calls;
      bool TellsNothing = Each->Keyword->getType()->isVoidType();
      if (TellsNothing)
        Earlier.insert(Questions.begin(), Questions.end());
      for (const Stmt *Before : Flow.before(*Each->Keyword, Earlier).Nodes) {
        const FunctionDecl *Callee = cast<CallExpr>(Before)->getDirectCallee();
        bool IsQuestion = Questions.contains(Before);
        if (TellsNothing && !IsQuestion && Callee &&
            Unit.Words.ThreadErrors.matches(*Callee)) {
          Found.push_back({ForeignUse::Read, &Error, Before, Each, "errno", ""});
          return;
        }
        if (IsQuestion ||
            (Callee && Callee->isExternC() && !Callee->getReturnType()->isVoidType() &&
             !Unit.Words.ThreadErrors.matches(*Callee))) {
          Found.push_back({ForeignUse::Error, &Error, Before, Each, "errno",
                           IsQuestion ? "" : Callee->getNameAsString()});
          return;
        }
      }
    }
  }

  bool isInSuspension(const Stmt &Node) const {
    return llvm::any_of(Suspensions, [&](const Suspension *Each) {
      return In.isWithin(Node, *Each->Keyword);
    });
  }

  /// Whether \p Call is a part of the expression that asks for \p Error.
  bool isWithinStatementOf(const CallExpr &Call, const CallExpr &Error) const {
    return In.isWithin(Call, In.fullExpression(Error));
  }

  // --- Changes on both sides ---

  struct Change {
    const Expr *Whole;
    Place Target;
    const Expr *Value; ///< null for `++` and `--`
    enum { Set, Up, Down, Other } Does;
  };

  std::optional<Change> changeIn(const Expr &E) const {
    const Expr *Inner = written(&E);
    if (const auto *Unary = dyn_cast<UnaryOperator>(Inner);
        Unary && Unary->isIncrementDecrementOp())
      return Change{Unary, placeOf(Unary->getSubExpr()), nullptr,
                    Unary->isIncrementOp() ? Change::Up : Change::Down};
    if (const auto *Binary = dyn_cast<BinaryOperator>(Inner);
        Binary && Binary->isAssignmentOp())
      return Change{Binary, placeOf(Binary->getLHS()), Binary->getRHS(),
                    Binary->getOpcode() == BO_Assign      ? Change::Set
                    : Binary->getOpcode() == BO_AddAssign ? Change::Up
                    : Binary->getOpcode() == BO_SubAssign ? Change::Down
                                                          : Change::Other};
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Inner);
        Operator && Operator->getOperator() == OO_Equal)
      return Change{Operator, placeOf(Operator->getArg(0)), Operator->getArg(1),
                    Change::Set};
    return std::nullopt;
  }

  void examineChanges() {
    llvm::SmallVector<Change, 4> Changes;
    for (const Expr *Each : In.Discarded)
      if (std::optional<Change> Known = changeIn(*Each);
          Known && isThreads(Known->Target))
        Changes.push_back(*Known);
    for (const Change &Each : Changes)
      if (!examineSaved(Each))
        examineUndone(Each, Changes);
    for (const Change &Each : Changes)
      if (Each.Does == Change::Set && !isNothing(*Each.Value) && !isReported(Each))
        examineRead(Each, Changes);
  }

  /// Whether something is said already of the variable that \p Each changes.
  bool isReported(const Change &Each) const {
    return llvm::any_of(Found, [&](const ForeignUse &Other) {
      return Other.Of == Each.Target.Root->getNameAsString();
    });
  }

  /// `tls = &mine; co_await f(); use(tls);`, `tls->id = 1; co_await f(); use(tls->id);`
  void examineRead(const Change &Set, llvm::ArrayRef<Change> Changes) {
    const async_checks::Flow &Flow = Unit.flowOf(In);
    Flow::Marks Sets;
    for (const Change &Each : Changes)
      if (Each.Does == Change::Set && isWithin(Set.Target, Each.Target))
        Sets.insert(Each.Whole);
    for (const Expr *Use : In.uses(*Set.Target.Root)) {
      const Expr *Read = readOf(*Use, Set.Target);
      if (!Read || !Flow.contains(*Read))
        continue;
      if (const Suspension *Across = between(*Set.Whole, *Read, Sets, Flow)) {
        std::string Name = Set.Target.Root->getNameAsString();
        Found.push_back({ForeignUse::Read, Read, Set.Whole, Across, Name, Name});
        return;
      }
    }
  }

  /// Whether \p Part is \p Whole or a part of it.
  static bool isWithin(const Place &Part, const Place &Whole) {
    return Part.Root == Whole.Root && Whole.Path.size() <= Part.Path.size() &&
           std::equal(Whole.Path.begin(), Whole.Path.end(), Part.Path.begin());
  }

  /// The expression around \p Use, a mention of a variable, that reads \p What of it;
  /// null if that is given a new value, or is not named there.
  const Expr *readOf(const Expr &Use, const Place &What) const {
    const Expr *Named = &Use;
    while (Named && !(placeOf(Named) == What)) {
      const Stmt *Around = In.writtenParent(*Named);
      Named = dyn_cast_or_null<Expr>(Around);
      if (Named && !placeOf(Named).isKnown())
        return nullptr;
    }
    const Stmt *Around = Named ? In.writtenParent(*Named) : nullptr;
    while (isa_and_nonnull<ParenExpr>(Around))
      Around = In.writtenParent(*Around);
    const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around);
    const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around);
    const auto *Unary = dyn_cast_or_null<UnaryOperator>(Around);
    bool IsWritten = (Binary && Binary->isAssignmentOp() &&
                      written(Binary->getLHS()) == written(Named)) ||
                     (Operator && Operator->isAssignmentOp() &&
                      written(Operator->getArg(0)) == written(Named)) ||
                     (Unary && Unary->isIncrementDecrementOp());
    return IsWritten ? nullptr : Named;
  }

  /// `auto saved = tls; co_await f(); tls = saved;`
  bool examineSaved(const Change &Last) {
    if (Last.Does != Change::Set)
      return false;
    const Flow &Flow = Unit.flowOf(In);
    for (const DeclStmt *Declaration : In.Declarations)
      for (const Decl *Declared : Declaration->decls()) {
        const auto *Saved = dyn_cast<VarDecl>(Declared);
        if (!Saved || !Saved->getInit() || Saved->getType()->isReferenceType() ||
            !(savedFrom(*Saved) == Last.Target) || !isNamedIn(*Saved, *Last.Value))
          continue;
        const Stmt *Made = Flow.declaration(*Saved);
        if (Made && report(*Made, Last, {Made, Last.Whole}, Flow))
          return true;
      }
    // `tls = tls + co_await f();`
    for (const Suspension *Each : Suspensions)
      if (In.isWithin(*Each->Keyword, *Last.Value) && Last.Target.Path.empty())
        for (const Expr *Use : In.uses(*Last.Target.Root))
          if (In.isWithin(*Use, *Last.Value) && !In.isWithin(*Use, *Each->Keyword) &&
              In.isBefore(*Use, *Each->Keyword) && isRead(*Use)) {
            push(*Use, Last, *Each);
            return true;
          }
    return false;
  }

  bool isRead(const Expr &Use) const {
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(In.parent(Use));
    return Cast && Cast->getCastKind() == CK_LValueToRValue;
  }

  /// The place that \p Saved is a copy of, as by `std::exchange(tls, …)`, too.
  static Place savedFrom(const VarDecl &Saved) {
    const Expr *Init = written(Saved.getInit());
    if (Place Of = placeOf(Init); Of.isKnown())
      return Of;
    const auto *Call = dyn_cast<CallExpr>(Init);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
        Construct && Construct->getNumArgs() == 1)
      return placeOf(Construct->getArg(0));
    return Call && Call->getNumArgs() == 2 && !isa<CXXMemberCallExpr>(Call)
               ? placeOf(Call->getArg(0))
               : Place();
  }

  bool isNamedIn(const VarDecl &Variable, const Expr &Value) const {
    return llvm::any_of(In.uses(Variable),
                        [&](const Expr *Use) { return In.isWithin(*Use, Value); });
  }

  /// `++tls; co_await f(); --tls;`, `tls = this; co_await f(); tls = nullptr;`
  void examineUndone(const Change &Last, llvm::ArrayRef<Change> Changes) {
    const async_checks::Flow &Flow = Unit.flowOf(In);
    Flow::Marks All; // of one variable
    for (const Change &Each : Changes)
      if (Each.Target == Last.Target)
        All.insert(Each.Whole);
    for (const Change &First : Changes)
      if (First.Whole != Last.Whole && First.Target == Last.Target &&
          undoes(Last, First) && report(*First.Whole, Last, All, Flow))
        return;
  }

  static bool undoes(const Change &Last, const Change &First) {
    if (Last.Does == Change::Set)
      return First.Does == Change::Set && isNothing(*Last.Value) &&
             !isNothing(*First.Value);
    return (Last.Does == Change::Down && First.Does == Change::Up) ||
           (Last.Does == Change::Up && First.Does == Change::Down);
  }

  // --- Objects ---

  /// `scope s(tls); co_await f();` where the constructor uses what the destructor
  /// changes.
  void examineObject(const VarDecl &Variable, const DeclStmt &Declaration) {
    const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(
        Variable.getInit() ? Variable.getInit()->IgnoreImplicit() : nullptr);
    const CXXRecordDecl *Class = Unit.Types.record(Variable.getType());
    const Stmt *Scope = In.scopeOf(Declaration);
    if (!Construct || !Class || Class->hasTrivialDestructor() || !Scope)
      return;
    const VarDecl *Of = restoredBy(*Construct->getConstructor(), *Class);
    const Stmt *Made = Of ? Unit.flowOf(In).declaration(Variable) : nullptr;
    if (!Made)
      return;
    for (const Suspension *Each : Unit.flowOf(In).suspensionsAfter(*Made, {Made}))
      if (maySuspend(*Each, In, Unit) && In.isWithin(*Each->Keyword, *Scope) &&
          In.isBefore(Declaration, *Each->Keyword)) {
        Found.push_back({ForeignUse::Object, Construct, Made, Each,
                         Variable.getNameAsString(), Of->getNameAsString()});
        return;
      }
  }

  /// The variable of a thread that \p Constructor uses and the destructor of \p Class
  /// changes; null if there is none in sight.
  const VarDecl *restoredBy(const CXXConstructorDecl &Constructor,
                            const CXXRecordDecl &Class) const {
    const CXXDestructorDecl *Destructor = Class.getDestructor();
    const FunctionDecl *Begins = nullptr, *Ends = nullptr;
    if (!Destructor || Destructor->isDefaulted() || !Constructor.hasBody(Begins) ||
        !Destructor->hasBody(Ends))
      return nullptr;
    for (const Expr *Each : Unit.bodyOf(*Ends).Discarded)
      if (std::optional<Change> Known = changeIn(*Each);
          Known && isThreads(Known->Target) &&
          !Unit.bodyOf(*Begins).uses(*Known->Target.Root).empty())
        return Known->Target.Root;
    return nullptr;
  }

  /// Tells of \p Last if it comes after \p First and a suspension point, with none of
  /// \p Looked in between.
  bool report(const Stmt &First, const Change &Last, const Flow::Marks &Looked,
              const Flow &Flow) {
    if (!Flow.contains(*Last.Whole))
      return false;
    const Suspension *Across = between(First, *Last.Whole, Looked, Flow);
    if (Across)
      push(First, Last, *Across);
    return Across;
  }

  /// The first suspension point between \p First and \p Last with none of \p Looked in
  /// between; null if there is none.
  const Suspension *between(const Stmt &First, const Stmt &Last,
                            const Flow::Marks &Looked, const Flow &Flow) const {
    for (const Suspension *Each : Flow.suspensionsBetween(First, Looked, Last, Looked))
      if (maySuspend(*Each, In, Unit) && !In.isWithin(*Each->Keyword, Last))
        return Each;
    return nullptr;
  }

  void push(const Stmt &First, const Change &Last, const Suspension &Across) {
    std::string Name = Last.Target.Root->getNameAsString();
    Found.push_back({ForeignUse::Restore, Last.Whole, &First, &Across, Name, Name});
  }

  Model &Unit;
  const Body &In;
  llvm::SmallVector<const Suspension *, 4> Suspensions;
  std::vector<ForeignUse> Found;
};

} // namespace

bool handsOutThreads(const FunctionDecl &Function) {
  return isThreadsOwn(handedOut(Function));
}

std::vector<ForeignUse> findForeignUses(Model &Model, const Body &In) {
  if (!In.Coroutine || In.Suspensions.empty() || In.Function.isDependentContext())
    return {};
  return ThreadLocalFinder(Model, In).find();
}

} // namespace async_checks
