// Callables that somebody keeps and calls when the call is over that has handed them on.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// A callable in the hands of one who calls it later.
struct Deferral {
  /// The call that takes it, the object that is made of it, or the assignment.
  const clang::Expr *By = nullptr;
  /// It is known by name that what takes the callable runs on its own. Otherwise the
  /// callable is kept in sight, and whoever has it may be told to call it at once.
  bool IsListed = false;
  /// It is put into a member or a global variable by its name.
  bool IsPut = false;
};

/// Who keeps \p Lambda, which stands in \p In, itself or bound to something, or the local
/// variable that holds it. Nullopt if nobody does, as far as is known.
std::optional<Deferral> deferralOf(const clang::Expr &Lambda, const Body &In,
                                   Model &Model);

/// Who keeps the coroutine lambda \p Lambda, which stands in \p In, starts it, and goes
/// on.
std::optional<Deferral> startOf(const clang::Expr &Lambda, const Body &In, Model &Model);

/// Whether \p In puts what it is given for \p Callable where it lives on, to be called
/// later. What is left to callees is told by \p HandOn, with the number of the parameter.
bool defersItself(const clang::ParmVarDecl &Callable, const Body &In, Model &Model,
                  llvm::function_ref<void(const clang::FunctionDecl &, unsigned)> HandOn);

/// What becomes of what a Deferral hands back, by which one could wait for the callable.
enum class HandleEnd {
  Unknown, ///< it goes where the model does not follow, or somebody waits by it
  Dropped, ///< nobody keeps it
  Kept,    ///< a member or a global variable holds it
  Returned,
};

/// What becomes of what \p By, a Deferral, hands back.
HandleEnd endOfHandle(const clang::Expr &By, const Body &In, Model &Model);

} // namespace async_checks
