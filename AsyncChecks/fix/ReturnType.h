// Gives a coroutine another return type, in every declaration at once.
#pragma once

#include "fix/Edit.h"
#include "model/Model.h"
#include "model/tasks/TaskTypes.h"

namespace async_checks {

/// The edit that makes every declaration of \p Family return a \p Task of \p Value, in
/// the commonest spelling that is valid there. Nullopt if one of them cannot be edited or
/// spelled.
std::optional<Edit> changeReturnType(Model &Model,
                                     llvm::ArrayRef<const clang::FunctionDecl *> Family,
                                     const TaskType &Task, clang::QualType Value);

} // namespace async_checks
