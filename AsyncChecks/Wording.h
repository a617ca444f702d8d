// What several checks say in the same words.
#pragma once

#include "AsyncCheck.h"
#include "model/lifetime/Continuations.h"

namespace async_checks {

/// What an object of \p Type is to one who waits for it: `task`, `future`, `operation`.
llvm::StringRef kindOf(clang::QualType Type, Model &Model);

/// The task or operation that \p Call makes: `the task that 'f' returns`.
std::string resultOf(const clang::CallExpr &Call, Model &Model);

/// What \p Lost refers to: `'x'`, `a temporary`, `the object`.
std::string nameOf(const LostCapture &Lost);

/// What comes of a task or an operation that nobody awaits.
llvm::StringRef effectOfLoss(const TypeFacts &Facts);

/// Says at \p Finding, unless it is in a coroutine, how a task is started there.
void addStartAdvice(Finding &Finding, clang::QualType Task, const Body &Callable,
                    Model &Model);

/// How the library of \p Task starts one without awaiting it.
llvm::StringRef startAdvice(clang::QualType Task, Model &Model);

} // namespace async_checks
