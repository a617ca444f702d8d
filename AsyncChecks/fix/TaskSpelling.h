// How a task type is written at a place.
#pragma once

#include "model/Model.h"
#include "model/tasks/TaskTypes.h"

namespace async_checks {

/// The written return type of \p Function; invalid if it is not written in one piece.
clang::SourceRange returnTypeRange(const clang::FunctionDecl &Function);

/// Whether \p Type, or a template, is declared where \p At is.
bool isDeclaredBefore(const clang::NamedDecl &Type, const clang::FunctionDecl &At);

/// How the instance of \p Task for \p Value is written at \p At: as the functions around
/// write it, an alias included, if that is valid there. \p ValueText is how the value is
/// written there, empty if nobody writes it. Empty if that is unknown, or if the task
/// type is declared further down.
std::string spellingAt(Model &Model, const TaskType &Task, const clang::FunctionDecl &At,
                       clang::QualType Value, llvm::StringRef ValueText);

} // namespace async_checks
