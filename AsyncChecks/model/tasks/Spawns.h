// Calls that start a task without waiting for it.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// Whether \p Call lets go of the task that it is given, exceptions included:
/// `co_spawn(executor, f(), detached)`, `start_detached(f())`, `spawn(f()).detach()`,
/// `+f()`.
bool letsGo(const Model &Model, const clang::CallExpr &Call);

/// Whether \p Call starts the task that it is given and hands back nothing by which
/// somebody could wait: it lets go of it, or tells a handler in the end.
bool forgets(Model &Model, const clang::CallExpr &Call);

/// Whether \p Call starts a task and goes on at once: it lets go of it, or keeps it in a
/// group.
bool startsTask(Model &Model, const clang::CallExpr &Call);

/// Whether \p Call starts a task and hands out a future of its result, which is no task.
bool startsForFuture(Model &Model, const clang::CallExpr &Call);

/// Whether \p Call is, by its name at least, a start of something: no such call waits for
/// what another one has started.
bool isStart(Model &Model, const clang::CallExpr &Call);

/// The first function whose task \p Call handles, made in the same expression, that is
/// one of those wanted; null if none is.
const clang::FunctionDecl *
workOf(Model &Model, const clang::CallExpr &Call,
       llvm::function_ref<bool(const clang::FunctionDecl &)> IsWanted);

/// The coroutine whose task \p Call handles, made in the same expression; null if it is
/// not in sight.
const Body *workOf(Model &Model, const clang::CallExpr &Call);

/// The body of \p Function if it is in sight and the body of a task's coroutine.
const Body *coroutineOf(Model &Model, const clang::FunctionDecl &Function);

/// From where an exception leaves the coroutine that \p Call starts and lets go of; null
/// if none does.
const clang::Stmt *lostException(Model &Model, const clang::CallExpr &Call);

} // namespace async_checks
