// What belongs to one thread, and is used by a coroutine that may be on another by then.
#pragma once

#include "model/syntax/Body.h"
#include <string>
#include <vector>

namespace async_checks {

class Model;

/// A use of what belongs to the thread that the coroutine was on before a suspension.
struct ForeignUse {
  enum Kind {
    Alias,   ///< through a reference or pointer to the thread's variable
    Error,   ///< `errno` of a call before, or that was asked for before
    Restore, ///< the thread's variable gets a value that was read, or undoes a change
    Read,    ///< the thread's variable, which was given a value, is read
    Object,  ///< the destructor of an object changes what its constructor used
  } Is;
  const clang::Expr *Use;
  const clang::Stmt *Before; ///< what was done on the other thread
  const Suspension *Across;
  std::string Name; ///< of the variable that is used
  /// Of the variable that belongs to the thread or, out of sight, of the function that
  /// hands it out; or of the call that `errno` tells of. Empty if there is none.
  std::string Of;
};

/// Whether \p Function returns a reference or a pointer to a variable of the thread that
/// calls it, in sight.
bool handsOutThreads(const clang::FunctionDecl &Function);

std::vector<ForeignUse> findForeignUses(Model &Model, const Body &In);

} // namespace async_checks
