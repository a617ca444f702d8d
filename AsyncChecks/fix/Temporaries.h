// Gives names to temporaries, so that they live until the end of their block.
#pragma once

#include "fix/Edit.h"
#include "model/Model.h"
#include "model/lifetime/Holds.h"
#include "llvm/ADT/StringSet.h"

namespace async_checks {

/// Names the temporaries of one function, each differently.
class TemporaryNames {
public:
  TemporaryNames(const Body &In, Model &Unit);

  /// The edit that makes `auto t = f(std::string("x"));` into
  /// `auto name = std::string("x"); auto t = f(name);`, for all temporaries that the task
  /// of \p Task refers to by \p Holds. Empty if one cannot be named.
  Edit give(const clang::CallExpr &Task, llvm::ArrayRef<Hold> Holds);

private:
  std::string typeOf(const clang::Expr &Argument, const clang::Expr &Value) const;
  std::string freeName(const Hold &Held);

  const Body &In;
  Model &Unit;
  const Source Text;
  /// The names that the function has, and those that were given.
  llvm::StringSet<> Known;
};

} // namespace async_checks
