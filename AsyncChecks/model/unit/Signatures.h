// Who decides what a function returns, and who could await it.
#pragma once

#include "model/unit/Uses.h"

namespace async_checks {

class Model;

/// Functions whose signatures can only change together.
using SignatureFamily = std::vector<const clang::FunctionDecl *>;

/// The redeclarations of \p Function and, for a virtual method, all that it overrides or
/// that override it. The first declaration of each function is in the list.
SignatureFamily signatureFamily(Model &Model, const clang::FunctionDecl &Function);

/// The calls of all members of \p Family, those of one template counted once.
std::vector<CallSite> callsOf(Model &Model, const SignatureFamily &Family);

/// Somebody who calls a coroutine that nobody can await.
struct Caller {
  clang::SourceLocation At; ///< invalid if it is not known any more
  bool CouldAwait;
  bool IsStatement;
  /// The call, if it stands in the unit; nulls if not.
  CallSite Site;
};

/// Who calls a member of \p Family: everybody in the unit, and of others one of each
/// kind.
std::vector<Caller> callersOf(Model &Model, const SignatureFamily &Family);

/// Whether a coroutine with the result of \p Function is one that nobody can wait for.
bool isUnawaitable(const clang::FunctionDecl &Function, Model &Model);

/// Whether the call is a statement where a `co_await` could stand.
bool couldAwait(const CallSite &Site);

/// Whether another object owns the frame of the coroutine \p Function: a composed
/// operation.
bool hasFrameOwner(Model &Model, const clang::FunctionDecl &Function);

/// Whether the unit names \p Function without calling it. What calls it where a variable
/// outside of functions begins counts as well, if it may be a coroutine: nobody can await
/// that.
bool isNamedOnly(Model &Model, const clang::FunctionDecl &Function);

/// Whether the author of \p Function may return something else: no framework, callback,
/// concept or operation dictates the signature.
bool isOwnChoice(Model &Model, const clang::FunctionDecl &Function);

/// Whether \p Function, a coroutine that nobody can await, should return a task instead,
/// as async-void-coroutine asks.
bool shouldBeTask(Model &Model, const clang::FunctionDecl &Function);

/// The words for \p Function in a message: "coroutine 'f'".
std::string describeCoroutine(const clang::FunctionDecl &Function);

} // namespace async_checks
