// Who calls and names what, over all bodies of a translation unit.
#pragma once

#include "model/syntax/Body.h"
#include <memory>

namespace async_checks {

class Model;

/// One call of a function.
struct CallSite {
  const Body *In;
  const clang::CallExpr *Call;
};

/// One mention of a function that does not call it.
struct NameSite {
  const Body *In;
  const clang::DeclRefExpr *Name;
};

/// One call in the initialiser of a variable outside of functions.
struct OutsideCall {
  const clang::VarDecl *In;
  const clang::CallExpr *Call; ///< its callee is known
};

/// One place where a constructor or destructor runs that nobody names there.
struct ObjectSite {
  const Body *In;
  const clang::Expr *At;
};

/// What the unit does with a function.
struct FunctionUses {
  llvm::SmallVector<CallSite, 2> Calls;
  llvm::SmallVector<ObjectSite, 0> Objects;
  /// It is named somewhere without being called there: a callback, perhaps.
  bool IsAddressTaken = false;
  /// Where bodies name it.
  llvm::SmallVector<NameSite, 0> Names;
  /// It is named outside of bodies as well.
  bool IsNamedOutside = false;
  /// Not all of that are calls in initialisers.
  bool IsTakenOutside = false;
};

/// The calls of the whole unit, system headers left out, made in one pass.
class Uses {
public:
  explicit Uses(Model &Model);

  /// What happens to \p Function; its instantiations count as the template.
  const FunctionUses &of(const clang::FunctionDecl &Function) const;

  /// All bodies of the unit.
  llvm::ArrayRef<const Body *> bodies() const { return Bodies; }

  /// Functions that are named without being called there, once for each place.
  llvm::ArrayRef<const clang::FunctionDecl *> named() const { return Named; }

  /// The calls in initialisers of variables outside of functions.
  llvm::ArrayRef<OutsideCall> outsideCalls() const { return OutsideCalls; }

  /// The initialisers of variables outside of functions, and of members in their classes,
  /// if they make objects of classes.
  const std::vector<std::unique_ptr<Body>> &initialisers() const { return Initialisers; }

  /// Functions and methods that the unit declares with a task as result.
  llvm::ArrayRef<const clang::FunctionDecl *> taskFunctions() const {
    return TaskFunctions;
  }

  /// The expression that makes the closure whose call operator is \p Function, and the
  /// body it stands in; nulls for any other function.
  std::pair<const Body *, const clang::LambdaExpr *>
  lambda(const clang::FunctionDecl &Function) const {
    return LambdaOf.lookup(&Function);
  }

  /// Methods that override \p Method directly or through others.
  llvm::ArrayRef<const clang::CXXMethodDecl *>
  overriders(const clang::CXXMethodDecl &Method) const;

private:
  void addCalls(Model &Model, const clang::FunctionDecl &Function);
  void addLambdas(Model &Model, const Body &In);
  void addInitialiser(Model &Model, const clang::ValueDecl &Initialised,
                      const clang::Expr &Init);
  void addNames(const clang::Stmt *Node, const clang::VarDecl *In);
  FunctionUses &entry(const clang::FunctionDecl &Function);
  FunctionUses &name(const clang::FunctionDecl &Function);
  FunctionUses &nameOutside(const clang::FunctionDecl &Function);

  llvm::DenseMap<const clang::FunctionDecl *, FunctionUses> Entries;
  llvm::DenseMap<const clang::CXXMethodDecl *,
                 llvm::SmallVector<const clang::CXXMethodDecl *, 2>>
      Overriders;
  llvm::DenseMap<const clang::FunctionDecl *,
                 std::pair<const Body *, const clang::LambdaExpr *>>
      LambdaOf;
  llvm::SmallVector<const clang::FunctionDecl *, 32> TaskFunctions;
  llvm::SmallVector<const clang::FunctionDecl *, 16> Named;
  llvm::SmallVector<OutsideCall, 8> OutsideCalls;
  llvm::SmallVector<const Body *, 64> Bodies;
  std::vector<std::unique_ptr<Body>> Initialisers;
};

} // namespace async_checks
