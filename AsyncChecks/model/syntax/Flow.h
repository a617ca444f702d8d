// In which order a body may run: Clang's control flow graph of it, searched both ways.
#pragma once

#include "model/syntax/Body.h"
#include "clang/Analysis/CFG.h"

namespace async_checks {

/// The control flow of one body. Suspension points and every other expression stand in it
/// where they are evaluated, a `co_await` behind its operand. An exception leads from
/// what throws it, when that has done what it does, to the handlers around; one that no
/// handler sees leads nowhere.
class Flow {
public:
  /// \p Throwers are the nodes in `try` blocks of \p Of that may throw, apart from
  /// `throw`.
  Flow(const Body &Of, clang::ASTContext &Context,
       llvm::ArrayRef<const clang::Stmt *> Throwers);

  /// Whether \p Node stands in the graph, a `continue` where it leaves. None does if the
  /// body is too large, or if Clang makes no graph of it.
  bool contains(const clang::Stmt &Node) const { return Points.count(&Node) != 0; }

  /// The node that makes \p Variable; null for a parameter.
  const clang::Stmt *declaration(const clang::VarDecl &Variable) const {
    return Declarations.lookup(&Variable);
  }

  using Marks = llvm::SmallPtrSet<const clang::Stmt *, 8>;

  /// What a search comes to that does not go beyond the nodes it looks for.
  struct Arrivals {
    Marks Nodes;
    /// It has come to the end of the body, or to its beginning.
    bool IsOpen = false;

    bool isOnly(const clang::Stmt &Node) const {
      return !IsOpen && Nodes.size() == 1 && Nodes.contains(&Node);
    }
  };

  /// Which of \p Looked the body may run next after \p From: \p From too, if a loop leads
  /// back to it. A suspension point may have thrown, a call has not.
  Arrivals after(const clang::Stmt &From, const Marks &Looked) const;

  /// after(), if nothing throws from there on.
  Arrivals afterQuiet(const clang::Stmt &From, const Marks &Looked) const;

  /// after(), if \p From throws and nothing does from there on: no node, and not the end,
  /// if no handler sees it.
  Arrivals afterThrow(const clang::Stmt &From, const Marks &Looked) const;

  /// Which of \p Looked the body may have run last before \p To.
  Arrivals before(const clang::Stmt &To, const Marks &Looked) const;

  using Suspended = llvm::SmallVector<const Suspension *, 4>;

  /// The suspension points that the body may come to after \p From before it runs one of
  /// \p Barriers, in the order of the source.
  Suspended suspensionsAfter(const clang::Stmt &From, const Marks &Barriers) const;

  /// The suspension points from which the body may come to \p To before it runs one of
  /// \p Barriers, in the order of the source.
  Suspended suspensionsBefore(const clang::Stmt &To, const Marks &Barriers) const;

  /// The suspension points on the way from \p From to \p To: with none of \p First in
  /// front of them, and none of \p Last behind.
  Suspended suspensionsBetween(const clang::Stmt &From, const Marks &First,
                               const clang::Stmt &To, const Marks &Last) const;

  /// Whether each round of \p Loop that leads to another one, without anything that
  /// throws, runs one of \p Looked.
  bool isInEachRound(const clang::Stmt &Loop, const Marks &Looked) const {
    return !isMissedInRound(Loop, Looked, /*CountsLast=*/false);
  }

  /// isInEachRound(), for the rounds that end the body, too.
  bool isInLastRound(const clang::Stmt &Loop, const Marks &Looked) const {
    return !isMissedInRound(Loop, Looked, /*CountsLast=*/true);
  }

private:
  struct Point {
    const clang::CFGBlock *Block = nullptr;
    unsigned Index = 0;
  };
  /// The indices of nodes that a search looks for, block by block, in the order of the
  /// search.
  using Stops =
      llvm::DenseMap<const clang::CFGBlock *,
                     llvm::SmallVector<std::pair<unsigned, const clang::Stmt *>, 2>>;

  /// Whether a search follows exceptions.
  enum class Handling { Followed, Ignored };
  using Starts = llvm::SmallVector<Point, 32>;
  /// What leads from the middle of a block to handlers.
  struct Throw {
    unsigned Index;
    llvm::SmallVector<const clang::CFGBlock *, 2> Handlers;
  };

  bool isMissedInRound(const clang::Stmt &Loop, const Marks &Looked,
                       bool CountsLast) const;
  void addThrow(const clang::Stmt &Thrower);
  Stops stopsOf(const Marks &Looked, bool IsForward) const;
  Starts handlersOf(const clang::Stmt &Thrower) const;
  Starts behind(const clang::Stmt &From, Handling Throws) const;
  template <typename Visitor>
  void goForward(Starts Pending, const Stops &Stops, Handling Throws,
                 Visitor Visit) const;
  template <typename Visitor>
  void goBack(Point To, const Stops &Stops, Visitor Visit) const;
  Arrivals arrivals(Starts From, const Marks &Looked, Handling Throws) const;
  void collect(const clang::CFGBlock &Block, unsigned Begin, unsigned End,
               Suspended &Into) const;
  void order(Suspended &Found) const;

  const Body &Of;
  std::unique_ptr<clang::CFG> Graph;
  llvm::DenseMap<const clang::Stmt *, Point> Points;
  llvm::DenseMap<const clang::VarDecl *, const clang::Stmt *> Declarations;
  /// The suspension points of each block, by their indices.
  llvm::DenseMap<const clang::CFGBlock *,
                 llvm::SmallVector<std::pair<unsigned, const Suspension *>, 2>>
      Suspensions;
  /// What may throw in each block, by its indices, and what each handler may be entered
  /// from.
  llvm::DenseMap<const clang::CFGBlock *, llvm::SmallVector<Throw, 2>> ThrownFrom;
  llvm::DenseMap<const clang::CFGBlock *, llvm::SmallVector<Point, 4>> ThrownInto;
  llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *> Handlers;
  /// The blocks that decide about another round.
  llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *> Loops;
};

} // namespace async_checks
