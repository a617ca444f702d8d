// Gives a coroutine another return type, in every declaration at once.
#pragma once

#include "fix/Edit.h"
#include "model/Model.h"

namespace async_checks {

/// A task type that a coroutine could return.
struct TaskType {
  /// The facts of \c Record; null if the type is only named by the user and not in sight.
  const TypeFacts *Facts = nullptr;
  const clang::ClassTemplateDecl *Template = nullptr;
  /// The void instance where nothing else is asked for, else one that has a value.
  const clang::CXXRecordDecl *Record = nullptr;
  std::string Configured; ///< the spelling that the user has set, or empty
};

/// The task type that \p Callable should return instead: `async.TaskType`, else the one
/// whose tasks it awaits or waits for, else the one that its class, its namespace or the
/// unit uses most. Nullopt if there is nothing to go by, or if a coroutine could not
/// await in it what \p Callable awaits now.
std::optional<TaskType> inferTaskType(Model &Model, const Body &Callable);

/// \p Task for the value of \p Callable, nullopt if that cannot be.
std::optional<TaskType> sameTaskType(Model &Model, const Body &Callable, TaskType Task);

/// The edit that makes every declaration of \p Family return a \p Task of \p Value, in
/// the commonest spelling that is valid there. Nullopt if one of them cannot be edited or
/// spelled.
std::optional<Edit> changeReturnType(Model &Model,
                                     llvm::ArrayRef<const clang::FunctionDecl *> Family,
                                     const TaskType &Task, clang::QualType Value);

} // namespace async_checks
