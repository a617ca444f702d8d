#include "model/syntax/Flow.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

/// Clang may repeat the operand of a `co_await` for each one around it.
constexpr unsigned MaxNestedSuspensions = 8;
constexpr unsigned MaxBlocks = 20'000;

static bool isTooDeep(const Body &Of) {
  return llvm::any_of(Of.Suspensions, [&](const Suspension &Each) {
    unsigned Depth = 0;
    for (const Stmt *Node = Each.Keyword; Node; Node = Of.parent(*Node))
      Depth += suspensionOperand(*Node) != nullptr;
    return Depth > MaxNestedSuspensions;
  });
}

Flow::Flow(const Body &Of, ASTContext &Context, llvm::ArrayRef<const Stmt *> Throwers)
    : Of(Of) {
  const Stmt *Root = Of.Coroutine ? Of.Coroutine->getBody() : Of.Function.getBody();
  if (!Root || isTooDeep(Of))
    return;
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Graph = CFG::buildCFG(&Of.Function, const_cast<Stmt *>(Root), &Context, Options);
  if (!Graph || Graph->size() > MaxBlocks)
    return;

  for (const CFGBlock *Block : *Graph) {
    if (const Stmt *Terminator = Block->getTerminatorStmt();
        isa_and_nonnull<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Terminator))
      Loops.try_emplace(Terminator, Block);
    if (const Stmt *Terminator = Block->getTerminatorStmt();
        isa_and_nonnull<ContinueStmt>(Terminator))
      Points[Terminator] = {Block, Block->size()};
    if (isa_and_nonnull<CXXCatchStmt>(Block->getLabel()))
      Handlers[Block->getLabel()] = Block;
    for (unsigned Index = 0; Index < Block->size(); ++Index) {
      std::optional<CFGStmt> Element = (*Block)[Index].getAs<CFGStmt>();
      if (!Element)
        continue;
      // Of an operand that is repeated, the first copy stands for all.
      const Stmt *Node = Element->getStmt();
      Point &Place = Points[Node];
      if (!Place.Block || Place.Block->getBlockID() < Block->getBlockID())
        Place = {Block, Index};
      if (const auto *Declaration = dyn_cast<DeclStmt>(Node))
        for (const Decl *Declared : Declaration->decls())
          if (const auto *Variable = dyn_cast<VarDecl>(Declared))
            Declarations[Variable] = Node;
    }
  }
  for (const Suspension &Each : Of.Suspensions)
    if (Point Place = Points.lookup(Each.Keyword); Place.Block)
      Suspensions[Place.Block].push_back({Place.Index, &Each});
  for (auto &[Block, InBlock] : Suspensions)
    llvm::sort(InBlock, llvm::less_first());
  for (const Stmt *Each : Throwers)
    addThrow(*Each);
}

/// Whether a handler of \p Try sees everything.
static bool isClosed(const CXXTryStmt &Try) {
  return !Try.getHandler(Try.getNumHandlers() - 1)->getExceptionDecl();
}

void Flow::addThrow(const Stmt &Thrower) {
  Point Place = Points.lookup(&Thrower);
  if (!Place.Block)
    return;
  Throw Leaves{Place.Index, {}};
  for (const CXXTryStmt *Try = Of.enclosingTry(Thrower); Try;
       Try = isClosed(*Try) ? nullptr : Of.enclosingTry(*Try))
    for (unsigned I = 0; I != Try->getNumHandlers(); ++I)
      if (const CFGBlock *Handler = Handlers.lookup(Try->getHandler(I))) {
        Leaves.Handlers.push_back(Handler);
        ThrownInto[Handler].push_back({Place.Block, Place.Index + 1});
      }
  ThrownFrom[Place.Block].push_back(std::move(Leaves));
}

Flow::Stops Flow::stopsOf(const Marks &Looked, bool IsForward) const {
  Stops Found;
  for (const Stmt *Node : Looked)
    if (Point Place = Points.lookup(Node); Place.Block)
      Found[Place.Block].push_back({Place.Index, Node});
  for (auto &[Block, InBlock] : Found)
    llvm::sort(InBlock, [=](const auto &A, const auto &B) {
      return IsForward ? A.first < B.first : A.first > B.first;
    });
  return Found;
}

/// Runs what may come after \p Pending: calls \p Visit with each block, the part of it
/// that is run and the node of \p Stops that ends it, null if none does.
template <typename Visitor>
void Flow::goForward(Starts Pending, const Stops &Stops, Handling Throws,
                     Visitor Visit) const {
  llvm::SmallPtrSet<const CFGBlock *, 32> Seen;
  auto Enter = [&](const CFGBlock *Next) {
    if (Next && Seen.insert(Next).second)
      Pending.push_back({Next, 0});
  };
  while (!Pending.empty()) {
    auto [Block, Begin] = Pending.pop_back_val();
    unsigned End = Block->size();
    const Stmt *Stop = nullptr;
    if (auto Here = Stops.find(Block); Here != Stops.end()) {
      auto First = llvm::partition_point(
          Here->second, [Begin = Begin](const auto &Stop) { return Stop.first < Begin; });
      if (First != Here->second.end())
        std::tie(End, Stop) = *First;
    }
    Visit(*Block, Begin, End, Stop);
    if (auto Thrown = ThrownFrom.find(Block);
        Throws == Handling::Followed && Thrown != ThrownFrom.end())
      for (const Throw &Each : Thrown->second)
        if (Begin <= Each.Index && Each.Index < End)
          llvm::for_each(Each.Handlers, Enter);
    if (!Stop)
      for (const CFGBlock *Next : Block->succs())
        Enter(Next);
  }
}

/// Runs backwards what may come before \p To, as goForward().
template <typename Visitor>
void Flow::goBack(Point To, const Stops &Stops, Visitor Visit) const {
  llvm::DenseSet<std::pair<const CFGBlock *, unsigned>> Seen;
  llvm::SmallVector<Point, 32> Pending = {To};
  auto Enter = [&](Point Previous) {
    if (Seen.insert({Previous.Block, Previous.Index}).second)
      Pending.push_back(Previous);
  };
  while (!Pending.empty()) {
    auto [Block, End] = Pending.pop_back_val();
    unsigned Begin = 0;
    const Stmt *Stop = nullptr;
    if (auto Here = Stops.find(Block); Here != Stops.end()) {
      auto Last = llvm::partition_point(
          Here->second, [End = End](const auto &Stop) { return Stop.first >= End; });
      if (Last != Here->second.end()) {
        Begin = Last->first + 1;
        Stop = Last->second;
      }
    }
    Visit(*Block, Begin, End, Stop);
    if (Stop)
      continue;
    for (const CFGBlock *Previous : Block->preds())
      if (Previous)
        Enter({Previous, Previous->size()});
    if (auto Thrown = ThrownInto.find(Block); Thrown != ThrownInto.end())
      llvm::for_each(Thrown->second, Enter);
  }
}

Flow::Starts Flow::handlersOf(const Stmt &Thrower) const {
  Point Place = Points.lookup(&Thrower);
  Starts Found;
  for (const Throw &Each : ThrownFrom.lookup(Place.Block))
    if (Each.Index == Place.Index)
      for (const CFGBlock *Handler : Each.Handlers)
        Found.push_back({Handler, 0});
  return Found;
}

/// Where the body goes on behind \p From. A call that throws may not have done what it
/// does.
Flow::Starts Flow::behind(const Stmt &From, Handling Throws) const {
  Starts Found;
  if (Throws == Handling::Followed && suspensionOperand(From))
    Found = handlersOf(From);
  if (Point Place = Points.lookup(&From); Place.Block)
    Found.push_back({Place.Block, Place.Index + 1});
  return Found;
}

Flow::Arrivals Flow::arrivals(Starts From, const Marks &Looked, Handling Throws) const {
  Arrivals Found;
  goForward(std::move(From), stopsOf(Looked, /*IsForward=*/true), Throws,
            [&](const CFGBlock &Block, unsigned, unsigned, const Stmt *Stop) {
              if (Stop)
                Found.Nodes.insert(Stop);
              else
                Found.IsOpen |= &Block == &Graph->getExit();
            });
  return Found;
}

Flow::Arrivals Flow::after(const Stmt &From, const Marks &Looked) const {
  return arrivals(behind(From, Handling::Followed), Looked, Handling::Followed);
}

Flow::Arrivals Flow::afterQuiet(const Stmt &From, const Marks &Looked) const {
  return arrivals(behind(From, Handling::Ignored), Looked, Handling::Ignored);
}

Flow::Arrivals Flow::afterThrow(const Stmt &From, const Marks &Looked) const {
  return arrivals(handlersOf(From), Looked, Handling::Ignored);
}

Flow::Arrivals Flow::before(const Stmt &To, const Marks &Looked) const {
  Arrivals Found;
  if (!contains(To))
    return Found;
  goBack(Points.lookup(&To), stopsOf(Looked, /*IsForward=*/false),
         [&](const CFGBlock &Block, unsigned, unsigned, const Stmt *Stop) {
           if (Stop)
             Found.Nodes.insert(Stop);
           else
             Found.IsOpen |= &Block == &Graph->getEntry();
         });
  return Found;
}

static auto inOrderOf(const Body &In) {
  return [&In](const Suspension *A, const Suspension *B) {
    return In.isBefore(*A->Keyword, *B->Keyword);
  };
}

void Flow::collect(const CFGBlock &Block, unsigned Begin, unsigned End,
                   Suspended &Into) const {
  auto Here = Suspensions.find(&Block);
  if (Here == Suspensions.end())
    return;
  auto Each = llvm::partition_point(
      Here->second, [=](const auto &Known) { return Known.first < Begin; });
  for (; Each != Here->second.end() && Each->first < End; ++Each)
    Into.push_back(Each->second);
}

void Flow::order(Suspended &Found) const {
  llvm::sort(Found, inOrderOf(Of));
  Found.erase(std::unique(Found.begin(), Found.end()), Found.end());
}

Flow::Suspended Flow::suspensionsAfter(const Stmt &From, const Marks &Barriers) const {
  Suspended Found;
  goForward(behind(From, Handling::Followed), stopsOf(Barriers, /*IsForward=*/true),
            Handling::Followed,
            [&](const CFGBlock &Block, unsigned Begin, unsigned End, const Stmt *) {
              collect(Block, Begin, End, Found);
            });
  order(Found);
  return Found;
}

Flow::Suspended Flow::suspensionsBefore(const Stmt &To, const Marks &Barriers) const {
  Suspended Found;
  if (!contains(To))
    return Found;
  goBack(Points.lookup(&To), stopsOf(Barriers, /*IsForward=*/false),
         [&](const CFGBlock &Block, unsigned Begin, unsigned End, const Stmt *) {
           collect(Block, Begin, End, Found);
         });
  order(Found);
  return Found;
}

Flow::Suspended Flow::suspensionsBetween(const Stmt &From, const Marks &First,
                                         const Stmt &To, const Marks &Last) const {
  Suspended After = suspensionsAfter(From, First), Found;
  if (After.empty())
    return Found;
  Suspended Before = suspensionsBefore(To, Last);
  std::set_intersection(After.begin(), After.end(), Before.begin(), Before.end(),
                        std::back_inserter(Found), inOrderOf(Of));
  return Found;
}

bool Flow::isMissedInRound(const Stmt &Loop, const Marks &Looked, bool CountsLast) const {
  const CFGBlock *Decision = Loops.lookup(&Loop);
  if (!Decision || Decision->succ_empty() || !*Decision->succ_begin())
    return true;
  bool IsMissed = false;
  goForward({{*Decision->succ_begin(), 0}}, stopsOf(Looked, /*IsForward=*/true),
            Handling::Ignored,
            [&](const CFGBlock &Block, unsigned, unsigned, const Stmt *Stop) {
              bool IsRound =
                  &Block == Decision || (CountsLast && &Block == &Graph->getExit());
              IsMissed |= IsRound && !Stop;
            });
  return IsMissed;
}

} // namespace async_checks
