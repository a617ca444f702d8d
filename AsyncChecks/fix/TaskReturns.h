// Writes anew what functions return that hand out tasks.
#pragma once

#include "fix/Edit.h"
#include "model/Model.h"
#include "model/tasks/NullReturns.h"

namespace async_checks {

/// The edit that makes a coroutine of \p Callable: it returns at once where it returns
/// none of \p Nulls now, and awaits each other task that it returns. Nullopt if its task
/// has a value, if something is done before that would be done later, or if a parameter
/// may be gone by then.
std::optional<Edit> coReturnInstead(Model &Model, const Body &Callable,
                                    llvm::ArrayRef<NullReturn> Nulls);

/// The edit that makes an ordinary function of \p Callable, a coroutine that awaits
/// nothing: it returns a complete task, made by \p Form, where it ends now. Nullopt if
/// that cannot be.
std::optional<Edit> returnReady(Model &Model, const Body &Callable, llvm::StringRef Form);

/// \p Form, which makes a complete task, for \p Task.
std::string readyTask(llvm::StringRef Form, const clang::CXXRecordDecl &Task,
                      Model &Model);

/// The edit that writes \p Text where \p Task is handed back; empty if that cannot be.
Edit replaceTask(const clang::Expr &Task, llvm::StringRef Text, Model &Model);

} // namespace async_checks
