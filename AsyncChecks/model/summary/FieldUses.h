// What a function does to fields, for the program.
#pragma once

#include "model/syntax/Body.h"
#include "program/Records.h"

namespace async_checks {

class Model;

struct FieldUse {
  const clang::FieldDecl *Field;
  clang::SourceLocation At;
  program::Words<program::FieldWord> Does;
};

/// What \p In does to fields that other units may see, the first use of each kind.
std::vector<FieldUse> fieldUses(Model &Unit, const Body &In);

} // namespace async_checks
