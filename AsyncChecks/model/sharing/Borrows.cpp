#include "model/sharing/Borrows.h"
#include "model/Model.h"
#include "model/sharing/ContainerChanges.h"
#include "model/sharing/Lenders.h"
#include "model/types/Containers.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

class BorrowFinder {
public:
  BorrowFinder(Model &Unit, const Body &In)
      : Unit(Unit), In(In), Kinds(Unit.Containers), Locks(Unit, In) {}

  std::vector<Borrow> find() {
    for (const DeclStmt *Declaration : In.Declarations) {
      const auto *Loop = dyn_cast_or_null<CXXForRangeStmt>(In.parent(*Declaration));
      if (Loop && Loop->getLoopVarStmt() == Declaration) {
        examine(*Loop);
        continue;
      }
      if (Loop && Loop->getRangeStmt() == Declaration)
        continue;
      std::size_t Before = Found.size();
      for (const Decl *Declared : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Declared);
            Variable && Variable->hasLocalStorage() && Variable->getInit() &&
            Found.size() == Before) // `it = c.begin(), end = c.end()` is one borrow
          examine(*Variable, *Declaration);
    }
    return std::move(Found);
  }

private:
  // --- Loops ---

  void examine(const CXXForRangeStmt &Loop) {
    const Expr *Range = Loop.getRangeInit();
    llvm::ArrayRef<Suspension> Inside = In.suspensionsIn(*Loop.getBody());
    if (!Range || Inside.empty() || isInFoundLoop(Loop))
      return;
    const ValueDecl *Container = containerOf(*Range, In, Unit);
    if (!Container)
      return;
    const Flow &Flow = Unit.flowOf(In);
    const Stmt *Next = Loop.getLoopVarStmt();
    if (!Flow.contains(*Next))
      return;
    for (const Suspension &Each : Inside) {
      if (!letsOthersRun(Each) || Locks.areHeldAt(Each, *Next))
        continue;
      const Expr *Use = nullptr;
      if (!Flow.after(*Each.Keyword, {Next}).Nodes.contains(Next)) {
        const VarDecl *Element = Loop.getLoopVariable();
        if (!Element->getType()->isLValueReferenceType())
          continue;
        Use = usedAfter(Each, usesOf(*Element), {Next}, Flow);
        if (!Use)
          continue;
      }
      if (note({Loop.getForLoc(), nullptr, Container, Each.Keyword, Use},
               /*ForIterators=*/Use == nullptr))
        Loops.push_back(&Loop);
      return;
    }
  }

  bool letsOthersRun(const Suspension &At) const {
    return !isa<CoyieldExpr>(At.Keyword) && maySuspend(At, In, Unit);
  }

  bool isInFoundLoop(const Stmt &Node) const {
    return llvm::any_of(Loops, [&](const CXXForRangeStmt *Loop) {
      return In.isWithin(Node, *Loop->getBody());
    });
  }

  // --- Variables ---

  void examine(const VarDecl &Variable, const DeclStmt &Declaration) {
    bool IsIterator = false;
    const ValueDecl *Container = lender(Variable, IsIterator);
    if (!Container)
      return;
    bool IsFixed = Variable.getType()->isReferenceType();
    const Flow &Flow = Unit.flowOf(In);
    const Stmt *Made = Flow.declaration(Variable);
    if (!Made)
      return;
    llvm::SmallVector<const Expr *, 8> Uses;
    Flow::Marks Ends = {Made};
    for (const Expr *Use : usesOf(Variable)) {
      const Stmt *Renewal = IsFixed ? nullptr : renewalBy(*Use);
      if (Renewal)
        Ends.insert(Renewal);
      else if (!isQuery(*Use))
        Uses.push_back(Use);
    }
    if (Uses.empty())
      return;
    if (!IsIterator)
      addLookups(Ends, *Container);
    for (const Suspension *Each : suspensionsBeforeUse(Uses, Ends, In, Flow)) {
      if (!letsOthersRun(*Each) || In.isWithin(*Each->Keyword, Declaration) ||
          Locks.areHeldAt(*Each, Declaration))
        continue;
      if (const Expr *Use = usedAfter(*Each, Uses, Ends, Flow)) {
        note({Variable.getLocation(), nameOf(Variable, *Use), Container, Each->Keyword,
              Use},
             IsIterator, isOwnElement(Variable));
        return;
      }
    }
  }

  static const ValueDecl *nameOf(const VarDecl &Variable, const Expr &Use) {
    const auto *Name = dyn_cast<DeclRefExpr>(&Use);
    return isa<DecompositionDecl>(Variable) && Name ? Name->getDecl() : &Variable;
  }

  /// The container that \p Variable refers into; null if it does not.
  const ValueDecl *lender(const VarDecl &Variable, bool &IsIterator) {
    QualType Type = Variable.getType();
    const Expr *Init = Variable.getInit();
    if (Type->isLValueReferenceType())
      return lenderOfElement(*Init, In, Unit);
    if (Type->isPointerType())
      return lenderOfPointer(*Init, In, Unit);
    IsIterator = true;
    if (isa<DecompositionDecl>(Variable))
      return Type->isReferenceType() ? nullptr : lenderOfPair(*Init, In, Unit);
    if (Kinds.isIterator(Type))
      return lenderOfIterator(*Init, In, Unit);
    IsIterator = false;
    return Kinds.isView(Type) ? lenderOfView(*Init, In, Unit) : nullptr;
  }

  llvm::SmallVector<const Expr *, 8> usesOf(const VarDecl &Variable) const {
    llvm::SmallVector<const Expr *, 8> Uses;
    auto Add = [&](const ValueDecl &Name) {
      llvm::ArrayRef<const Expr *> Some = In.uses(Name);
      Uses.append(Some.begin(), Some.end());
    };
    Add(Variable);
    if (const auto *Parts = dyn_cast<DecompositionDecl>(&Variable))
      for (const BindingDecl *Part : Parts->bindings())
        if (Parts->getType()->isReferenceType() || Kinds.isIterator(Part->getType()))
          Add(*Part);
    return Uses;
  }

  /// The assignment by which \p Use gives the variable another value; null if it is none.
  const Stmt *renewalBy(const Expr &Use) const {
    const Stmt *Around = In.writtenParent(Use);
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around))
      return Binary->getOpcode() == BO_Assign && written(Binary->getLHS()) == &Use
                 ? Binary
                 : nullptr;
    const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around);
    return Operator && Operator->getOperator() == OO_Equal &&
                   written(Operator->getArg(0)) == &Use
               ? Operator
               : nullptr;
  }

  /// Whether \p Use does nothing, or of a pointer, only asks whether it is null.
  bool isQuery(const Expr &Use) const {
    if (In.isDiscarded(Use))
      return true;
    if (!Use.getType()->isPointerType())
      return false;
    const Stmt *Around = In.writtenParent(Use);
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around))
      return Binary->isEqualityOp() || Binary->isLogicalOp();
    if (const auto *Not = dyn_cast_or_null<UnaryOperator>(Around))
      return Not->getOpcode() == UO_LNot;
    return isa_and_nonnull<IfStmt, WhileStmt>(Around) || In.leavesAlone(Use);
  }

  /// Who looks whether an element is still there knows what to do.
  void addLookups(Flow::Marks &Ends, const ValueDecl &Container) const {
    for (const CallExpr *Call : In.Calls)
      if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
          Member && Member->getMethodDecl() &&
          Unit.Words.Lookups.matches(*Member->getMethodDecl()))
        if (const Expr *Object = written(Member->getImplicitObjectArgument());
            llvm::is_contained(In.uses(Container), Object))
          Ends.insert(Call);
  }

  /// The first of \p Uses that may be the next after \p At.
  const Expr *usedAfter(const Suspension &At, llvm::ArrayRef<const Expr *> Uses,
                        const Flow::Marks &Ends, const Flow &Flow) const {
    const Expr *First = nullptr;
    for (const Expr *Use : Uses) {
      Flow::Marks Looked = Ends;
      Looked.insert(Use);
      bool IsAfter = isNeededAfter(*Use, At, In) ||
                     Flow.after(*At.Keyword, Looked).Nodes.contains(Use);
      if (IsAfter && (!First || In.isBefore(*Use, *First)))
        First = Use;
    }
    return First;
  }

  /// Whether \p Variable refers to what this coroutine has put into a container.
  bool isOwnElement(const VarDecl &Variable) const {
    const Expr *Init = written(Variable.getInit());
    if (const auto *First = dyn_cast<MemberExpr>(Init))
      Init = written(First->getBase());
    const auto *Call = dyn_cast<CXXMemberCallExpr>(Init);
    return Call && Call->getMethodDecl() && Call->getMethodDecl()->getIdentifier() &&
           Unit.Words.Insertions.matches(*Call->getMethodDecl());
  }

  // --- Who may change the container ---

  bool note(Borrow Borrow, bool ForIterators, bool IsOwnElement = false) {
    if (isa<ParmVarDecl>(Borrow.Container) && isLentByCallers(*Borrow.Container))
      return false;
    if (isOfAwaiter(*Borrow.Container))
      return false;
    bool IsStable = Kinds.isStable(Borrow.Container->getType(), ForIterators);
    if (IsStable && IsOwnElement)
      return false;
    auto [Known, IsNew] = Changes.try_emplace(Borrow.Container);
    if (IsNew)
      Known->second = changesOf(Unit, *Borrow.Container, In.Function);
    const ContainerChanges &Who = Known->second;
    auto Harm = [IsStable](const ContainerChanges::Changes &Made) {
      return Made.Removal.isValid() || IsStable ? Made.Removal : Made.Any;
    };
    SourceLocation OfOthers = Harm(Who.Others);
    Borrow.Change = OfOthers.isValid() ? OfOthers : Harm(Who.All);
    if (Who.IsComplete && Borrow.Change.isInvalid())
      return false;
    if (IsStable && !ForIterators && Who.Others.Removal.isInvalid() &&
        onlyPops(*Borrow.Container))
      return false;
    Found.push_back(Borrow);
    return true;
  }

  /// Whether this coroutine takes elements out of \p Container, and only at its ends: the
  /// one that it works with is there until it is done.
  bool onlyPops(const ValueDecl &Container) {
    bool Pops = false;
    for (const Expr *Use : In.uses(Container)) {
      if (effectOn(Unit, *Use, In) != ContainerEffect::Removal)
        continue;
      const auto *Member = dyn_cast_or_null<MemberExpr>(In.writtenParent(*Use));
      Pops = Member && Unit.Words.Pops.matches(*Member->getMemberDecl());
      if (!Pops)
        return false;
    }
    return Pops;
  }

  /// Whether \p Container is a part of what somebody awaits: it belongs to the one who is
  /// suspended by it.
  bool isOfAwaiter(const ValueDecl &Container) const {
    for (const DeclContext *Around = Container.getDeclContext(); Around;
         Around = Around->getParent())
      if (const auto *Class = dyn_cast<CXXRecordDecl>(Around);
          Class && Kinds.isAwaiter(*Class))
        return true;
    return false;
  }

  /// Whether every caller in sight hands over a local variable of its own and waits.
  bool isLentByCallers(const ValueDecl &Parameter) {
    const FunctionUses &Uses = Unit.uses().of(In.Function);
    unsigned Index = cast<ParmVarDecl>(Parameter).getFunctionScopeIndex();
    return !Uses.IsAddressTaken && !Uses.Calls.empty() &&
           llvm::all_of(Uses.Calls, [&](const CallSite &Site) {
             llvm::ArrayRef<const Expr *> Arguments = namedCall(*Site.Call).Arguments;
             if (!isa<CXXOperatorCallExpr>(Site.Call))
               Arguments = {Site.Call->getArgs(), Site.Call->getNumArgs()};
             const auto *Name = Index < Arguments.size()
                                    ? dyn_cast<DeclRefExpr>(written(Arguments[Index]))
                                    : nullptr;
             const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
             return Variable && Variable->hasLocalStorage() &&
                    !Variable->getType()->isReferenceType() && isWaitedFor(Site);
           });
  }

  bool isWaitedFor(const CallSite &Site) {
    for (const Stmt *Around = Site.In->parent(*Site.Call); isa_and_nonnull<Expr>(Around);
         Around = Site.In->parent(*Around)) {
      if (suspensionOperand(*Around))
        return true;
      if (const auto *Call = dyn_cast<CallExpr>(Around);
          Call && Unit.waits(*Call, *Site.In))
        return true;
    }
    return false;
  }

  Model &Unit;
  const Body &In;
  Containers &Kinds;
  TakenLocks Locks;
  llvm::DenseMap<const ValueDecl *, ContainerChanges> Changes;
  llvm::SmallVector<const CXXForRangeStmt *, 2> Loops;
  std::vector<Borrow> Found;
};

} // namespace

std::vector<Borrow> findBorrows(Model &Model, const Body &In) {
  // A pattern does not tell what locks and what may suspend; its instances do.
  if (!In.Coroutine || In.Suspensions.empty() || In.Function.isDependentContext())
    return {};
  return BorrowFinder(Model, In).find();
}

} // namespace async_checks
