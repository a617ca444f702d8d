// What runs without being called by name: where objects are made and end, and what the
// standard library calls of what it is given.
#pragma once

#include "model/syntax/Body.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseSet.h"

namespace async_checks {

class Model;

/// A constructor, destructor or call operator of the user's that runs in a body.
struct ObjectRun {
  /// What makes the object, or has it made or called: `device d`,
  /// `std::make_unique<device>()`, `std::for_each(first, last, [] { … })`.
  const clang::Expr *At;
  const clang::FunctionDecl *Function;
};

/// Finds the constructors and destructors with a body of their own that others run:
/// through declarations, temporaries, members, bases, and templates of the system's
/// headers that make an object of what they are given. So are the call operators that
/// templates of the standard library call before they return, and what calledAtOnce()
/// tells of.
class Objects {
public:
  explicit Objects(Model &Unit) : Unit(Unit) {}

  /// What runs in \p In, in the order of the source. The end of an object that is moved
  /// or handed out is left out.
  llvm::SmallVector<ObjectRun, 4> runsIn(const Body &In);

  /// Whether \p Function, of the standard library, calls a pointer to a function that it
  /// is given, before it returns.
  bool callsPointers(const clang::FunctionDecl &Function);

private:
  using Functions = llvm::SmallVector<const clang::FunctionDecl *, 1>;

  const Functions &beginOfLife(const clang::CXXConstructorDecl &Constructor);
  const Functions &endOfLife(const clang::CXXRecordDecl &Record);
  const Functions &runBehind(const clang::FunctionDecl &Template);
  void addParts(const clang::CXXConstructorDecl &Constructor, Functions &Found);
  bool mentionsRunner(const clang::FunctionDecl &Function);
  bool mentionsRunner(const clang::TemplateArgument &Argument, unsigned Level);
  bool staysHere(const clang::VarDecl &Variable, const Body &In) const;

  Model &Unit;
  llvm::DenseMap<const clang::Decl *, Functions> Begins, Ends, Behind;
  llvm::DenseSet<const clang::FunctionDecl *> PointerCallers;
};

} // namespace async_checks
