// Functions that come back without waiting for anybody.
#pragma once

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace async_checks {

class Model;

/// Knows the functions that wait for nobody, whatever their names say: they
/// read, check, throw, or start something and return.
class PromptFunctions {
public:
  explicit PromptFunctions(Model &Unit) : Unit(Unit) {}

  /// Whether the bodies of \p Function and of all that it calls are known, and none of
  /// them waits or may go on for long.
  bool contains(const clang::FunctionDecl &Function);

  /// Whether \p Definition waits for nobody, unless one of \p Callees does, which are
  /// added.
  bool isUnless(const clang::FunctionDecl &Definition,
                llvm::SmallVectorImpl<const clang::FunctionDecl *> &Callees);

private:
  Model &Unit;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Known;
};

} // namespace async_checks
