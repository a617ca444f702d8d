// Callables that are handed to somebody who calls them and looks at no result.
#pragma once

#include "model/syntax/Body.h"
#include <string>
#include <vector>

namespace async_checks {

class Model;

/// A callable in the hands of one who drops what it returns.
struct Handover {
  /// What the user wrote: a lambda, a function, a bound member.
  const clang::Expr *Callable;
  /// What a call of it returns.
  clang::QualType Result;
  /// The name of the function or class that takes it.
  std::string To;
};

/// See Model::lostTasks().
std::vector<Handover> findLostTasks(Model &Model, const Body &In);

} // namespace async_checks
