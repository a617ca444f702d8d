// What a function does with its parameters and its object.
#pragma once

#include "model/syntax/Body.h"
#include "program/Records.h"

namespace async_checks {

class Model;
using program::TakeWord;

/// A parameter that is handed on to that of a callee.
struct HandedOn {
  const clang::FunctionDecl *Callee;
  unsigned Parameter; ///< counted from 1, 0 is the object
  /// What holds if it holds of the callee, and if nothing is known of that.
  program::Words<TakeWord> Says, Assumed;
};
using HandedOns = llvm::SmallVector<HandedOn, 2>;

/// What a function does with a parameter itself, and what it leaves to others.
struct OwnTaking {
  program::Words<TakeWord> Says;
  HandedOns To;
};

/// Knows what functions do with the tasks and callables that they are given.
class Takings {
public:
  explicit Takings(Model &Unit) : Unit(Unit) {}

  /// What a call of \p Callee does with what it is given for \p Parameter, a task, a
  /// future or a callable: it is touched, if nobody knows. Parameters are counted from 1.
  program::Words<TakeWord> of(const clang::FunctionDecl &Callee, unsigned Parameter);

  /// What the body of \p Definition tells by itself; nullopt if nobody has to know. Of
  /// what a task refers to, it tells as well, the object included.
  std::optional<OwnTaking> own(const clang::FunctionDecl &Definition, unsigned Parameter);

  /// Whether the task that a call of \p Callee returns is kept elsewhere, too.
  bool shares(const clang::FunctionDecl &Callee);

  /// The same, of the function that \p Definition is.
  bool sharesItself(const clang::FunctionDecl &Definition);

private:
  using Key = std::pair<const clang::FunctionDecl *, unsigned>;

  std::optional<OwnTaking> ofValue(const Body &In, const clang::ParmVarDecl &Parameter);

  Model &Unit;
  /// A body speaks for itself: what it tells does not depend on what others tell.
  bool IsBusy = false;
  llvm::DenseMap<Key, program::Words<TakeWord>> Known;
};

/// The parameter of \p Callee, counted from 1, that \p Argument is given to; 0 if there
/// is none.
unsigned parameterFor(const clang::Expr &Argument, const clang::CallExpr &Call);

/// The call that is given \p Use, by itself or moved, with the parameter that takes it;
/// null and 0 if none is.
std::pair<const clang::CallExpr *, unsigned> takerOf(const clang::Expr &Use,
                                                     const Body &In);

} // namespace async_checks
