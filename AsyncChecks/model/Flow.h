// In which order a body may run: Clang's control flow graph of it, searched both ways.
#pragma once

#include "model/Body.h"
#include "clang/Analysis/CFG.h"

namespace async_checks {

/// The control flow of one body. Suspension points and every other expression stand in it
/// where they are evaluated, a `co_await` behind its operand. An exception leads to no
/// handler unless a `throw` stands in the `try` block.
class Flow {
public:
  Flow(const Body &Of, clang::ASTContext &Context);

  /// Whether \p Node stands in the graph. None does if the body is too large, or if Clang
  /// makes no graph of it.
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
  /// back to it.
  Arrivals after(const clang::Stmt &From, const Marks &Looked) const;

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

  /// Whether each round of \p Loop that leads to another one runs one of \p Looked.
  bool isInEachRound(const clang::Stmt &Loop, const Marks &Looked) const;

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

  Stops stopsOf(const Marks &Looked, bool IsForward) const;
  void collect(const clang::CFGBlock &Block, unsigned Begin, unsigned End,
               Suspended &Into) const;

  const Body &Of;
  std::unique_ptr<clang::CFG> Graph;
  llvm::DenseMap<const clang::Stmt *, Point> Points;
  llvm::DenseMap<const clang::VarDecl *, const clang::Stmt *> Declarations;
  /// The suspension points of each block, by their indices.
  llvm::DenseMap<const clang::CFGBlock *,
                 llvm::SmallVector<std::pair<unsigned, const Suspension *>, 2>>
      Suspensions;
  /// The blocks that decide about another round.
  llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *> Loops;
};

} // namespace async_checks
