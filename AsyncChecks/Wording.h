// What several checks say in the same words.
#pragma once

#include "AsyncCheck.h"

namespace async_checks {

/// The task or operation that \p Call makes: `the task that 'f' returns`.
std::string resultOf(const clang::CallExpr &Call, Model &Model);

/// What \p Type is to a user: `task`, `future`, `operation`.
llvm::StringRef kindOf(clang::QualType Type, Model &Model);

/// What comes of a task or an operation that nobody awaits.
llvm::StringRef effectOfLoss(const TypeFacts &Facts);

/// Says at \p Finding, unless it is in a coroutine, how a task is started there.
void addStartAdvice(Finding &Finding, clang::QualType Task, const Body &Callable,
                    Model &Model);

/// How the library of \p Task starts one without awaiting it.
llvm::StringRef startAdvice(clang::QualType Task, Model &Model);

} // namespace async_checks
