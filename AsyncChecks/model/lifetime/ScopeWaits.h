// Whether a scope waits for what it has handed over.
#pragma once

#include "model/tasks/Deferrals.h"

namespace async_checks {

/// Whether \p In may wait, behind \p To, for the call of \p Lambda, before \p Variable
/// goes; null stands for what the whole function has.
bool mayWaitFor(const Deferral &To, const clang::VarDecl *Variable,
                const clang::LambdaExpr &Lambda, const Body &In, Model &Model);

} // namespace async_checks
