// Gives a coroutine another return type, in every declaration at once.
#pragma once

#include "fix/Edit.h"
#include "model/Model.h"

namespace async_checks {

/// A task type that a coroutine could return.
struct TaskType {
  /// Its facts; null if the type is only named by the user and not in sight.
  const TypeFacts *Facts = nullptr;
  const clang::ClassTemplateDecl *Template = nullptr;
  const clang::CXXRecordDecl *Record = nullptr;
  std::string Configured; ///< the spelling that the user has set, or empty
};

/// The task type that the coroutine \p Callable should return instead: `async.TaskType`,
/// else the one whose tasks it awaits, else the one that its class, its namespace or the
/// unit uses most. Nullopt if there is nothing to go by, or if the coroutine could not
/// await in it what it awaits now.
std::optional<TaskType> inferTaskType(Model &Model, const Body &Callable);

/// The edit that makes every declaration of \p Family return the `void` instance of
/// \p Task, each in the commonest spelling that is valid there. Nullopt if one of them
/// cannot be edited or spelled.
std::optional<Edit> changeReturnType(Model &Model,
                                     llvm::ArrayRef<const clang::FunctionDecl *> Family,
                                     const TaskType &Task);

} // namespace async_checks
