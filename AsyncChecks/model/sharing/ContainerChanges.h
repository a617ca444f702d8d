// Who changes a container, as far as one can see.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

struct ContainerChanges {
  struct Changes {
    /// The first change; invalid if there is none in sight.
    clang::SourceLocation Any;
    /// One that ends the life of elements.
    clang::SourceLocation Removal;
  };
  Changes All;
  /// Those that are not of the one who asks, in none of its instances.
  Changes Others;
  /// All code that could change it has been seen.
  bool IsComplete = false;
};

/// What a mention does to a container.
enum class ContainerEffect { None, Insertion, Removal };

/// What \p Use, a mention of a container in \p In, does to it.
ContainerEffect effectOn(Model &Unit, const clang::Expr &Use, const Body &In);

/// The members of the class of \p Container that the unit does not define; nullopt if
/// others than members can name it.
std::optional<llvm::SmallVector<const clang::FunctionDecl *, 4>>
membersElsewhere(const clang::ValueDecl &Container);

/// The changes of \p Container, a variable or a field, in the whole unit, and of a field,
/// in the program, those by its constructors and destructors left out. \p Asker asks.
ContainerChanges changesOf(Model &Unit, const clang::ValueDecl &Container,
                           const clang::FunctionDecl &Asker);

} // namespace async_checks
