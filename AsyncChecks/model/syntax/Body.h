// The index of one callable's body, made in one walk and shared by all checks.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/TinyPtrVector.h"
#include <vector>

namespace clang {
class CXXConstructExpr;
class CXXThisExpr;
class CXXThrowExpr;
class LambdaExpr;
} // namespace clang

namespace async_checks {

/// A `co_await` or `co_yield` that the user wrote.
struct Suspension {
  const clang::Expr *Keyword; ///< the whole expression
  const clang::Expr *Operand; ///< what the user wrote behind the keyword
};

/// What a function, method or lambda does in its own body. Nested lambdas are listed and
/// not entered: they are callables of their own. Unevaluated operands are left out.
/// The operand of a `co_await`, which Clang's AST holds several times, is walked once.
class Body {
public:
  explicit Body(const clang::FunctionDecl &Function);

  /// The initialiser \p Init of \p Initialised, a variable outside of functions or a
  /// member in its class. \p Function stands for the one that runs it, which nobody
  /// writes.
  Body(const clang::FunctionDecl &Function, const clang::ValueDecl &Initialised,
       const clang::Expr &Init);

  const clang::FunctionDecl &Function;
  /// What the initialiser is of; null for a function.
  const clang::ValueDecl *Initialised = nullptr;
  /// Null for a callable that is not a coroutine.
  const clang::CoroutineBodyStmt *Coroutine = nullptr;
  /// Whether the coroutine waits for nobody: what it awaits is there, or ends it, or it
  /// only yields to who asks it for more.
  bool IsSynchronous = false;
  /// The promise of the coroutine that a function would be with a `co_await` in it: it
  /// must return a task, and returns nothing. Null for any other, and if Model did not
  /// make this.
  const clang::CXXRecordDecl *MissingPromise = nullptr;

  // In the order of the source, an outer expression before the inner ones.
  llvm::SmallVector<Suspension, 4> Suspensions;
  llvm::SmallVector<const clang::CallExpr *, 8> Calls;
  llvm::SmallVector<const clang::CXXConstructExpr *, 4> Constructions;
  llvm::SmallVector<const clang::DeclStmt *, 4> Declarations;
  llvm::SmallVector<const clang::LambdaExpr *, 2> Lambdas;
  llvm::SmallVector<const clang::ReturnStmt *, 4> Returns;
  llvm::SmallVector<const clang::CoreturnStmt *, 2> CoReturns;
  llvm::SmallVector<const clang::CXXTryStmt *, 2> Tries;
  llvm::SmallVector<const clang::CXXThrowExpr *, 2> Throws;
  /// Every mention of `this`, most of them not written.
  llvm::SmallVector<const clang::CXXThisExpr *, 4> Selves;
  /// Expressions whose value is dropped: they stand as a statement, in a loop header or
  /// before a comma.
  llvm::SmallVector<const clang::Expr *, 8> Discarded;
  /// Functions that are named without being called there.
  llvm::SmallVector<const clang::DeclRefExpr *, 2> AddressesTaken;

  /// Whether it is a coroutine that can wait, or lacks nothing but a `co_await` to be
  /// one.
  bool isCoroutine() const { return (Coroutine && !IsSynchronous) || MissingPromise; }

  /// The promise class of the coroutine, null if there is none or it is dependent.
  const clang::CXXRecordDecl *promise() const;

  /// Every evaluated mention of a variable or field, captures of lambdas included.
  llvm::ArrayRef<const clang::Expr *> uses(const clang::ValueDecl &Named) const;

  /// The fields that it mentions, in the order of the source.
  llvm::SmallVector<const clang::FieldDecl *, 8> fields() const;

  /// Whether the value of \p E is dropped: it stands as a statement or before a comma, or
  /// in parentheses, behind a comma or in a cast to `void` that does.
  bool isDiscarded(const clang::Expr &E) const;

  /// Whether \p Use, a mention of a task, neither awaits it nor passes it on: `(void)t`,
  /// `t.is_ready()`.
  bool leavesAlone(const clang::Expr &Use) const;

  /// Whether no mention of \p Named, which holds a task, awaits it or passes it on.
  bool isLeftAlone(const clang::ValueDecl &Named) const;

  /// Whether what \p Variable has is moved elsewhere at some place: `std::move(v)`.
  bool movesFrom(const clang::VarDecl &Variable) const;

  /// The node around \p Node; null for the body itself.
  const clang::Stmt *parent(const clang::Stmt &Node) const;

  /// The node around \p Node, nodes that nobody writes looked through.
  const clang::Stmt *writtenParent(const clang::Stmt &Node) const;

  /// The outermost expression around \p Node, which is \p Node itself if none is.
  const clang::Stmt &fullExpression(const clang::Stmt &Node) const;

  /// Whether \p Node is \p Around or stands in it.
  bool isWithin(const clang::Stmt &Node, const clang::Stmt &Around) const;

  /// The node whose end ends the life of what \p Declaration declares.
  const clang::Stmt *scopeOf(const clang::DeclStmt &Declaration) const;

  /// The node whose end ends the life of \p Local; null for a parameter.
  const clang::Stmt *scopeOf(const clang::VarDecl &Local) const;

  /// The innermost `try` whose handlers see what \p Node throws; null if there is none.
  const clang::CXXTryStmt *enclosingTry(const clang::Stmt &Node) const;

  /// Whether a `co_await` may be written at \p Node: this is a coroutine, and the place
  /// allows it.
  bool mayAwaitAt(const clang::Stmt &Node) const {
    return isCoroutine() && allowsAwait(Node);
  }

  /// Whether \p Node stands outside of handlers and of initialisers of static variables.
  bool allowsAwait(const clang::Stmt &Node) const;

  /// Whether \p A comes before \p B in the walk. Both must belong to the body.
  bool isBefore(const clang::Stmt &A, const clang::Stmt &B) const {
    return Indices.lookup(&A) < Indices.lookup(&B);
  }

  /// Whether \p Node comes after \p Start in the walk and is no part of it.
  bool isBehind(const clang::Stmt &Node, const clang::Stmt &Start) const {
    return isBefore(Start, Node) && !isWithin(Node, Start);
  }

  /// The suspension points in \p Around, itself included.
  llvm::ArrayRef<Suspension> suspensionsIn(const clang::Stmt &Around) const;

private:
  static constexpr unsigned None = -1;
  /// A node in the order of the walk, with the indices of the node around it and of the
  /// last one in it.
  struct Place {
    const clang::Stmt *Node;
    unsigned Parent;
    unsigned Last;
  };

  void walk(llvm::ArrayRef<const clang::Stmt *> Roots);
  void visit(const clang::Stmt &Node, const clang::Stmt *Parent);
  void noteUses(const clang::Stmt *Node);

  std::vector<Place> Places;
  llvm::SmallDenseMap<const clang::Stmt *, unsigned, 32> Indices;
  llvm::SmallDenseMap<const clang::ValueDecl *, llvm::TinyPtrVector<const clang::Expr *>,
                      8>
      UsesOf;
  llvm::SmallPtrSet<const clang::Stmt *, 2> StaticInitialisers;
  llvm::SmallPtrSet<const clang::Expr *, 8> DiscardedSet;
};

/// What stands behind `co_await` or `co_yield`, dependent ones included; null if \p Node
/// is neither.
const clang::Expr *suspensionOperand(const clang::Stmt &Node);

/// The body of \p Function, or of the pattern it would be instantiated from; null if
/// there is none in sight.
const clang::Stmt *bodyOrPattern(const clang::FunctionDecl &Function);

/// The declaration that stands for \p Function, its template and all instances.
const clang::FunctionDecl &pattern(const clang::FunctionDecl &Function);

/// The declaration that stands for \p Field in the pattern of its class and all
/// instances.
const clang::FieldDecl &pattern(const clang::FieldDecl &Field);

/// The definition that a call of \p Function runs; null if it is not in sight, or if an
/// override may run instead.
const clang::FunctionDecl *certainDefinition(const clang::FunctionDecl &Function);

/// Whether \p Function, or its pattern, has a body that was not parsed: clangd skips most
/// of those in headers.
bool isBodySkipped(const clang::FunctionDecl &Function);

/// Where \p Node begins. For a call of a function object, CallExpr::getBeginLoc() tells
/// of the parenthesis.
inline clang::SourceLocation beginOf(const clang::Stmt &Node) {
  return Node.getBeginLoc();
}

/// What the user calls the callee of \p Call, which must be known: the function, or the
/// function object.
std::string calleeName(const clang::CallExpr &Call);

/// What the user calls \p Function, which runs at \p At: as calleeName() has it, or the
/// constructor or destructor of what is made there.
std::string runAt(const clang::Expr &At, const clang::FunctionDecl &Function);

/// Where \p Call names its callee; invalid if it names none.
clang::SourceLocation calleeLocation(const clang::CallExpr &Call);

/// What a call names and hands over. Of a function object, as customisation points are,
/// that is the object and what stands between the parentheses.
struct NamedCall {
  const clang::NamedDecl *Name; ///< null if the call names nothing
  llvm::ArrayRef<const clang::Expr *> Arguments;
};
NamedCall namedCall(const clang::CallExpr &Call);

/// Whether the promise of \p Coroutine is made of what the coroutine is called with.
bool givesPromiseArguments(const clang::CoroutineBodyStmt &Coroutine);

/// The type of the object that \p Call is made on, as the user has it: that of the method
/// may be a base of it.
clang::QualType objectTypeOf(const clang::CXXMemberCallExpr &Call);

/// Adds the variables that \p Node names, those in lambdas left out.
void addVariables(const clang::Stmt &Node,
                  llvm::SmallPtrSetImpl<const clang::VarDecl *> &To);

bool isLoop(const clang::Stmt &Node);

/// The innermost loop around \p Node, which stands in \p In; null if there is none.
const clang::Stmt *loopAround(const clang::Stmt &Node, const Body &In);

/// The condition of \p Loop; null for one over a range, where there is none, and for what
/// is no loop.
const clang::Expr *conditionOf(const clang::Stmt &Loop);

/// What \p Loop, which must be one, does again and again.
const clang::Stmt &bodyOfLoop(const clang::Stmt &Loop);

/// The expression below casts, temporaries and cleanups that nobody writes, and below
/// parentheses.
const clang::Expr *written(const clang::Expr *E);

} // namespace async_checks
