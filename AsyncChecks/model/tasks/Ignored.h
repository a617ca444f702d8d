// Tasks that are given to somebody who does nothing with them.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// The call that is given \p Task, by itself or moved, and does not even keep it; null if
/// there is none.
const clang::CallExpr *ignoredBy(const clang::Expr &Task, const Body &In, Model &Model);

/// Whether no mention of \p Holder, which holds a task, awaits it or passes it on to
/// somebody who does more than look at it.
bool isLeftAlone(const clang::VarDecl &Holder, const Body &In, Model &Model);

/// Where another task is put into \p Holder, a local variable of \p In, before anybody
/// has looked at the one that it is made with; null if that is not sure.
const clang::Expr *replacedBy(const clang::VarDecl &Holder, const Body &In, Model &Model);

} // namespace async_checks
