// Makes an `await_suspend` return the coroutine that it resumes now.
#pragma once

#include "fix/Edit.h"
#include "model/Model.h"
#include "model/tasks/Resumptions.h"

namespace async_checks {

/// The edit that makes \p Callable return what it resumes, and the coroutine that does
/// nothing where it resumes none. Nullopt if something follows a resumption, or if
/// somebody else calls the function or says what it returns.
std::optional<Edit> returnHandles(Model &Model, const Body &Callable,
                                  llvm::ArrayRef<Resumption> Resumptions);

} // namespace async_checks
