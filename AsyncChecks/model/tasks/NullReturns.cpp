#include "model/tasks/NullReturns.h"
#include "model/Model.h"
#include "model/tasks/Spawns.h"
#include "model/unit/Signatures.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

/// \p E, or what `std::move` in it moves.
static const Expr *unmoved(const Expr *E) {
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->isCallToStdMove())
    return objectIn(Call->getArg(0));
  return E;
}

namespace {

class NullReturnFinder {
public:
  NullReturnFinder(Model &Unit, const Body &In) : Unit(Unit), In(In) {}

  std::vector<NullReturn> find() {
    if (In.Coroutine || In.Returns.empty() || !handsOutTasks())
      return {};
    for (const ReturnStmt *Return : In.Returns)
      if (Return->getRetValue())
        examine(*Return, *Return->getRetValue());
    if (!Found.empty())
      askCallers(isMeantEmpty());
    return std::move(Found);
  }

private:
  /// Whether the function makes tasks for others. A promise makes those of its
  /// coroutines, and the class of a task those that it needs.
  bool handsOutTasks() {
    QualType Result = In.Function.getReturnType();
    const TypeFacts &Facts = Unit.Types.of(Result);
    Task = Result->getAsCXXRecordDecl();
    if (!Task || !Facts.isTask() || Facts.IsGenerator ||
        Unit.Words.PromiseFactories.matches(In.Function))
      return false;
    const DeclContext *Around = In.Function.getDeclContext();
    const auto *Class = dyn_cast<CXXRecordDecl>(Around);
    return !Class || !sameTemplate(*Class, *Task);
  }

  /// Whether \p Type is what the function returns.
  bool isTask(QualType Type) const {
    return declaresSameEntity(Type->getAsCXXRecordDecl(), Task);
  }

  void examine(const ReturnStmt &Return, const Expr &Value) {
    const Expr *Inner = objectIn(&Value);
    if (const auto *Choice = dyn_cast<ConditionalOperator>(Inner)) {
      examine(Return, *Choice->getTrueExpr());
      examine(Return, *Choice->getFalseExpr());
      return;
    }
    NullReturn Null{&Return, Inner};
    const auto *Name = dyn_cast<DeclRefExpr>(unmoved(Inner));
    const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    if (!Variable)
      Null.Awaiting = Unit.EmptyTasks.awaitMade(*Inner);
    else if (Variable->hasLocalStorage() && isTask(Variable->getType()))
      examineVariable(*Variable, *Name, Null);
    if (isTask(Inner->getType()) && Null.Awaiting.isMistake() && isMeant(Return))
      Found.push_back(Null);
  }

  /// What \p Use of \p Variable hands back, if each way to it comes from where the
  /// variable was made of nothing, or moved elsewhere.
  void examineVariable(const VarDecl &Variable, const Expr &Use, NullReturn &Null) const {
    const Flow &Flow = Unit.flowOf(In);
    Flow::Marks Looked;
    for (const Expr *Each : In.uses(Variable))
      if (Each != &Use)
        Looked.insert(Each);
    const Stmt *Declaration = Flow.declaration(Variable);
    if (Declaration)
      Looked.insert(Declaration);
    if (!Flow.contains(Use) ||
        !llvm::all_of(Looked, [&](const Stmt *Each) { return Flow.contains(*Each); }))
      return;
    Flow::Arrivals Before = Flow.before(Use, Looked);
    if (Before.IsOpen || Before.Nodes.size() != 1)
      return;
    const Stmt *Last = *Before.Nodes.begin();
    Null.Variable = &Variable;
    if (Last != Declaration) {
      Null.Move = moveOf(*Last);
      if (Null.Move)
        Null.Awaiting = Unit.EmptyTasks.awaitMoved(*Task);
    } else if (Variable.getInit()) {
      Null.Awaiting = Unit.EmptyTasks.awaitMade(*Variable.getInit());
    }
  }

  /// The `std::move` of \p Use that makes another task of it; null if there is none.
  const Expr *moveOf(const Stmt &Use) const {
    const auto *Move = dyn_cast_or_null<CallExpr>(In.writtenParent(Use));
    if (!Move || !Move->isCallToStdMove())
      return nullptr;
    const auto *Made = dyn_cast_or_null<CXXConstructExpr>(In.parent(*Move));
    return Made && Made->getConstructor()->isMoveConstructor() && isTask(Made->getType())
               ? Move
               : nullptr;
  }

  /// Whether the author expects to come to \p Return.
  bool isMeant(const ReturnStmt &Return) const {
    const Flow &Flow = Unit.flowOf(In);
    if (Flow.contains(Return) && !Flow.before(Return, {}).IsOpen)
      return false;
    const auto *Block = dyn_cast_or_null<CompoundStmt>(In.parent(Return));
    const Stmt *Before = nullptr;
    if (Block)
      for (const Stmt *Each : Block->body()) {
        if (Each == &Return)
          break;
        Before = Each;
      }
    return !Before || !isUnexpected(*Before, Unit);
  }

  /// Whether the type knows tasks without a coroutine: one can ask for it, or start such
  /// a task all the same.
  bool isMeantEmpty() const {
    return Unit.EmptyTasks.canBeAsked(*Task) ||
           llvm::all_of(Found, [&](const NullReturn &Each) {
             return !Each.Variable && Unit.EmptyTasks.canBeStarted(*Each.Task);
           });
  }

  /// Leaves no finding if all callers in sight look at the task first, and of one whose
  /// type knows empty tasks unless a caller awaits it without asking.
  void askCallers(bool CanBeEmpty) {
    const Expr *Await = nullptr;
    std::vector<CallSite> Sites = callsOf(Unit, signatureFamily(Unit, In.Function));
    bool AllLook = !Sites.empty();
    for (const CallSite &Site : Sites) {
      const VarDecl *Holder = holderOf(Site);
      AllLook &= Holder && isLookedAt(*Holder, *Site.In);
      if (!Await)
        Await =
            Holder ? awaitUnseen(*Holder, *Site.In) : awaitAround(*Site.Call, *Site.In);
    }
    if (AllLook || (CanBeEmpty && !Await))
      Found.clear();
    if (CanBeEmpty)
      for (NullReturn &Each : Found)
        Each.Await = Await;
  }

  /// The variable that is made of what \p Site hands out; null if there is none.
  static const VarDecl *holderOf(const CallSite &Site) {
    const auto *Declaration =
        dyn_cast_or_null<DeclStmt>(Site.In->writtenParent(*Site.Call));
    return Declaration && Declaration->isSingleDecl()
               ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
               : nullptr;
  }

  /// The `co_await` or the start of \p Holder, if nothing else is done with it.
  const Expr *awaitUnseen(const VarDecl &Holder, const Body &In) const {
    const Expr *Await = nullptr;
    for (const Expr *Use : In.uses(Holder)) {
      Await = awaitAround(*Use, In);
      if (!Await)
        return nullptr;
    }
    return Await;
  }

  /// Whether a member of \p Holder is asked for something.
  static bool isLookedAt(const VarDecl &Holder, const Body &In) {
    return llvm::any_of(In.uses(Holder), [&](const Expr *Use) {
      return isa_and_nonnull<MemberExpr>(In.writtenParent(*Use));
    });
  }

  /// The `co_await` of \p Task, or the call that is given it and starts it.
  const Expr *awaitAround(const Expr &Task, const Body &In) const {
    const Stmt *Around = In.writtenParent(Task);
    if (const auto *Move = dyn_cast_or_null<CallExpr>(Around);
        Move && Move->isCallToStdMove())
      Around = In.writtenParent(*Move);
    const auto *Call = dyn_cast_or_null<CallExpr>(Around);
    if (Call && startsTask(Unit, *Call))
      return Call;
    return dyn_cast_or_null<CoawaitExpr>(Around);
  }

  Model &Unit;
  const Body &In;
  const CXXRecordDecl *Task = nullptr;
  std::vector<NullReturn> Found;
};

} // namespace

std::vector<NullReturn> findNullReturns(Model &Model, const Body &In) {
  return NullReturnFinder(Model, In).find();
}

} // namespace async_checks
