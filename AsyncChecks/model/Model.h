// The one place that answers questions about the asynchronous code of a translation unit.
#pragma once

#include "model/Body.h"
#include "model/Handovers.h"
#include "model/Types.h"
#include "model/Uses.h"
#include "model/Waits.h"

namespace async_checks {

/// All answers about one AST. Each is computed when first asked for and kept until the
/// AST goes. A model belongs to one thread; units in other threads have their own.
class Model {
public:
  Model(clang::ASTContext &Context, const Vocabulary &Words)
      : Context(Context), Words(Words), Types(Context, Words) {}

  clang::ASTContext &Context;
  const Vocabulary &Words;
  async_checks::Types Types;

  /// The index of the body of \p Function, which must be a definition.
  const Body &bodyOf(const clang::FunctionDecl &Function);

  /// Who calls what in the whole unit. The first question walks every body.
  const Uses &uses();

  /// The blocking wait that \p Call is, nullopt if it is none or cannot block.
  std::optional<BlockingWait> blockingWait(const clang::CallExpr &Call, const Body &In);

  /// The callables that \p In hands to somebody who drops the task that they return.
  std::vector<Handover> lostTasks(const Body &In);

  /// Whether \p Function may block by its nature: `main`, the body of a test, or what the
  /// user lists in `async.SyncEntryPoints`.
  bool isSyncEntryPoint(const clang::FunctionDecl &Function) const;

private:
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Body>> Bodies;
  std::unique_ptr<Uses> UnitUses;
};

} // namespace async_checks
