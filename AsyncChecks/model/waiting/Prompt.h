// Functions that come back without waiting for anybody.
#pragma once

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"

namespace async_checks {

class Model;

/// Knows the functions of a unit that wait for nobody, whatever their names say: they
/// read, check, throw, or start something and return.
class PromptFunctions {
public:
  explicit PromptFunctions(Model &Unit) : Unit(Unit) {}

  /// Whether the bodies of \p Function and of all that it calls are in sight, and none of
  /// them waits or may go on for long. False where that is not known.
  bool contains(const clang::FunctionDecl &Function);

private:
  Model &Unit;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Known;
};

} // namespace async_checks
