#include "model/Flow.h"
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

Flow::Flow(const Body &Of, ASTContext &Context) : Of(Of) {
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

Flow::Arrivals Flow::after(const Stmt &From, const Marks &Looked) const {
  Arrivals Found;
  Point Start = Points.lookup(&From);
  if (!Start.Block)
    return Found;
  Stops ByBlock = stopsOf(Looked, /*IsForward=*/true);
  for (const auto &[Index, Node] : ByBlock.lookup(Start.Block))
    if (Index > Start.Index) {
      Found.Nodes.insert(Node);
      return Found;
    }
  llvm::SmallPtrSet<const CFGBlock *, 32> Seen;
  llvm::SmallVector<const CFGBlock *, 32> Pending;
  auto Enter = [&](const CFGBlock &Left) {
    for (const CFGBlock *Next : Left.succs())
      if (Next && Seen.insert(Next).second)
        Pending.push_back(Next);
  };
  Enter(*Start.Block);
  while (!Pending.empty()) {
    const CFGBlock *Block = Pending.pop_back_val();
    auto Here = ByBlock.find(Block);
    if (Here != ByBlock.end()) {
      Found.Nodes.insert(Here->second.front().second);
      continue;
    }
    Found.IsOpen |= Block == &Graph->getExit();
    Enter(*Block);
  }
  return Found;
}

Flow::Arrivals Flow::before(const Stmt &To, const Marks &Looked) const {
  Arrivals Found;
  Point Start = Points.lookup(&To);
  if (!Start.Block)
    return Found;
  Stops ByBlock = stopsOf(Looked, /*IsForward=*/false);
  for (const auto &[Index, Node] : ByBlock.lookup(Start.Block))
    if (Index < Start.Index) {
      Found.Nodes.insert(Node);
      return Found;
    }
  llvm::SmallPtrSet<const CFGBlock *, 32> Seen;
  llvm::SmallVector<const CFGBlock *, 32> Pending = {Start.Block};
  while (!Pending.empty()) {
    const CFGBlock *Block = Pending.pop_back_val();
    Found.IsOpen |= Block == &Graph->getEntry();
    for (const CFGBlock *Previous : Block->preds()) {
      if (!Previous || !Seen.insert(Previous).second)
        continue;
      auto Here = ByBlock.find(Previous);
      if (Here != ByBlock.end())
        Found.Nodes.insert(Here->second.front().second);
      else
        Pending.push_back(Previous);
    }
  }
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

Flow::Suspended Flow::suspensionsAfter(const Stmt &From, const Marks &Barriers) const {
  Suspended Found;
  Point Start = Points.lookup(&From);
  if (!Start.Block)
    return Found;
  Stops ByBlock = stopsOf(Barriers, /*IsForward=*/true);
  llvm::SmallPtrSet<const CFGBlock *, 32> Seen;
  llvm::SmallVector<Point, 32> Pending = {{Start.Block, Start.Index + 1}};
  while (!Pending.empty()) {
    auto [Block, Begin] = Pending.pop_back_val();
    llvm::ArrayRef<std::pair<unsigned, const Stmt *>> Stops = ByBlock[Block];
    auto First = llvm::partition_point(
        Stops, [Begin = Begin](const auto &Stop) { return Stop.first < Begin; });
    bool IsOpen = First == Stops.end();
    collect(*Block, Begin, IsOpen ? Block->size() : First->first, Found);
    if (IsOpen)
      for (const CFGBlock *Next : Block->succs())
        if (Next && Seen.insert(Next).second)
          Pending.push_back({Next, 0});
  }
  llvm::sort(Found, inOrderOf(Of));
  Found.erase(std::unique(Found.begin(), Found.end()), Found.end());
  return Found;
}

Flow::Suspended Flow::suspensionsBefore(const Stmt &To, const Marks &Barriers) const {
  Suspended Found;
  Point Start = Points.lookup(&To);
  if (!Start.Block)
    return Found;
  Stops ByBlock = stopsOf(Barriers, /*IsForward=*/true);
  llvm::SmallPtrSet<const CFGBlock *, 32> Seen;
  llvm::SmallVector<Point, 32> Pending = {Start};
  while (!Pending.empty()) {
    auto [Block, End] = Pending.pop_back_val();
    llvm::ArrayRef<std::pair<unsigned, const Stmt *>> Stops = ByBlock[Block];
    auto Behind = llvm::partition_point(
        Stops, [End = End](const auto &Stop) { return Stop.first < End; });
    bool IsOpen = Behind == Stops.begin();
    collect(*Block, IsOpen ? 0 : std::prev(Behind)->first + 1, End, Found);
    if (IsOpen)
      for (const CFGBlock *Previous : Block->preds())
        if (Previous && Seen.insert(Previous).second)
          Pending.push_back({Previous, Previous->size()});
  }
  llvm::sort(Found, inOrderOf(Of));
  Found.erase(std::unique(Found.begin(), Found.end()), Found.end());
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

bool Flow::isInEachRound(const Stmt &Loop, const Marks &Looked) const {
  const CFGBlock *Decision = Loops.lookup(&Loop);
  if (!Decision || Decision->succ_empty() || !*Decision->succ_begin())
    return false;
  Stops ByBlock = stopsOf(Looked, /*IsForward=*/true);
  llvm::SmallPtrSet<const CFGBlock *, 32> Seen;
  llvm::SmallVector<const CFGBlock *, 32> Pending = {*Decision->succ_begin()};
  while (!Pending.empty()) {
    const CFGBlock *Block = Pending.pop_back_val();
    if (ByBlock.count(Block) || !Seen.insert(Block).second)
      continue;
    if (Block == Decision)
      return false;
    for (const CFGBlock *Next : Block->succs())
      if (Next)
        Pending.push_back(Next);
  }
  return true;
}

} // namespace async_checks
