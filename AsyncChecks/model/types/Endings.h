// Awaiters that end the coroutine that awaits them.
#pragma once

#include "clang/AST/Decl.h"

namespace async_checks {

/// The member of an object that \p Node names, whether its type is known or not; nulls if
/// it names none.
struct NamedMember {
  const clang::Expr *Object = nullptr;
  llvm::StringRef Name;
};
NamedMember namedMember(const clang::Stmt &Node);

/// Whether something in \p Node, which may be null, names a member by one of \p Names.
bool namesMember(const clang::Stmt *Node, llvm::ArrayRef<llvm::StringRef> Names);

/// Whether \p Suspend, an `await_suspend()`, destroys the coroutine that it is given, and
/// leaves its handle to nobody.
bool endsCoroutine(const clang::FunctionDecl &Suspend);

} // namespace async_checks
