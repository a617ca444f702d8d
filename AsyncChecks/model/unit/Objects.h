// What runs where objects are made and end, without being called by name.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// A constructor or destructor of the user's that runs in a body.
struct ObjectRun {
  /// What makes the object, or has it made: `device d`, `std::make_unique<device>()`.
  const clang::Expr *At;
  const clang::FunctionDecl *Function;
};

/// Finds the constructors and destructors with a body of their own that others run:
/// through declarations, temporaries, members, bases, and templates of the system's
/// headers that make an object of what they are given.
class Objects {
public:
  explicit Objects(Model &Unit) : Unit(Unit) {}

  /// What runs in \p In, in the order of the source. The end of an object that is moved
  /// or handed out is left out.
  llvm::SmallVector<ObjectRun, 4> runsIn(const Body &In);

private:
  using Functions = llvm::SmallVector<const clang::FunctionDecl *, 1>;

  const Functions &beginOfLife(const clang::CXXConstructorDecl &Constructor);
  const Functions &endOfLife(const clang::CXXRecordDecl &Record);
  const Functions &madeBehind(const clang::FunctionDecl &Template);
  void addParts(const clang::CXXConstructorDecl &Constructor, Functions &Found);
  bool mentionsMaker(const clang::FunctionDecl &Function);
  bool mentionsMaker(const clang::TemplateArgument &Argument, unsigned Level);
  bool staysHere(const clang::VarDecl &Variable, const Body &In) const;

  Model &Unit;
  llvm::DenseMap<const clang::Decl *, Functions> Begins, Ends, Behind;
};

} // namespace async_checks
