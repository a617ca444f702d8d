// The one place that answers questions about the asynchronous code of a translation unit.
#pragma once

#include "model/lifetime/Takings.h"
#include "model/program/Program.h"
#include "model/suspension/LockTypes.h"
#include "model/suspension/Suspensions.h"
#include "model/syntax/Body.h"
#include "model/syntax/Flow.h"
#include "model/tasks/Cancellation.h"
#include "model/tasks/Exceptions.h"
#include "model/tasks/Handovers.h"
#include "model/tasks/Nested.h"
#include "model/tasks/Reuses.h"
#include "model/types/Containers.h"
#include "model/types/EmptyTasks.h"
#include "model/types/Types.h"
#include "model/unit/Objects.h"
#include "model/unit/Requirements.h"
#include "model/unit/Signatures.h"
#include "model/unit/Tests.h"
#include "model/unit/Uses.h"
#include "model/waiting/Blocking.h"
#include "model/waiting/Offloads.h"
#include "model/waiting/Prompt.h"
#include "model/waiting/Reach.h"
#include "model/waiting/Waits.h"

namespace async_checks {

/// All answers about one AST. Each is computed when first asked for and kept until the
/// AST goes. A model belongs to one thread; units in other threads have their own.
class Model {
public:
  Model(clang::ASTContext &Context, const Vocabulary &Words)
      : Context(Context), Words(Words), Types(Context, Words),
        BeyondUnit(Context, Words.Options) {}

  clang::ASTContext &Context;
  const Vocabulary &Words;
  async_checks::Types Types;
  async_checks::EmptyTasks EmptyTasks{Types, Words, Context};
  async_checks::Containers Containers{*this};
  async_checks::LockTypes LockTypes{*this};
  async_checks::Objects Objects{*this};

  /// The index of the body of \p Function, which must be a definition.
  const Body &bodyOf(const clang::FunctionDecl &Function);

  /// The control flow of \p Of.
  const Flow &flowOf(const Body &Of);

  /// Who calls what in the whole unit. The first question walks every body.
  const Uses &uses();

  /// What concepts ask of the classes of the unit.
  Requirements &requirements() { return UnitRequirements; }

  /// What other units know. The model asks it last.
  Program &program() { return BeyondUnit; }

  /// What functions do with the tasks and callables that they are given.
  Takings &takings() { return UnitTakings; }

  /// Which ordinary functions park the thread.
  const Blocking &blocking();

  /// Whether some call of the unit names a database that is kept in memory.
  bool keepsDatabaseInMemory();

  /// Which ordinary functions run as a part of coroutines.
  const Reach &reach();

  /// What cancelled operations throw. The first question walks all namespaces.
  Cancellations &cancellations();

  /// What may be thrown, and where it ends.
  Exceptions &exceptions() { return UnitExceptions; }

  /// The call that \p Call is by which one waits until something completes, whether it is
  /// complete already or not.
  std::optional<BlockingWait> wait(const clang::CallExpr &Call);

  /// Whether the caller of \p Call is held up until something completes, if it is not
  /// yet.
  bool waits(const clang::CallExpr &Call, const Body &In);

  /// The coroutines that never let others run.
  UninterruptedCoroutines &uninterrupted() { return UnitUninterrupted; }

  /// Whether the task that \p Call makes has done all it had to do when the call returns:
  /// it is eager, and its coroutine neither lets others run nor throws.
  bool endsAtOnce(const clang::CallExpr &Call);

  /// The functions that wait for nobody.
  PromptFunctions &promptFunctions() { return UnitPrompt; }

  /// The blocking wait that \p Call is, nullopt if it is none or cannot block.
  std::optional<BlockingWait> blockingWait(const clang::CallExpr &Call, const Body &In);

  /// Whether \p Function exists to wait, by its name or by its structure: `sync_wait`,
  /// and `get` of something awaitable.
  bool isBlockingWait(const clang::FunctionDecl &Function);

  /// Whether \p Function takes a task of any value and hands that back, and parks the
  /// thread in sight: whatever it is called, it waits for the task.
  bool isWaitFunction(const clang::FunctionDecl &Function);

  /// Whether \p Call returns, by value, a task that somebody should await.
  bool returnsTask(const clang::CallExpr &Call);

  /// See model/Nested.h.
  clang::QualType nestedTask(const clang::CallExpr &Call);

  /// The work that \p Call gives away only to wait for a task elsewhere; nullopt if it
  /// does not, and in an ordinary function that does not wait for it at once.
  std::optional<Offload> offload(const clang::CallExpr &Call, const Body &In);

  /// The offload whose result \p Wait awaits or blocks for; nullopt if there is none.
  std::optional<Offload> offloadBehind(const clang::Expr &Wait, const Body &In);

  /// The part of \p Dropped, with its parentheses, whose value is dropped on purpose:
  /// `(void)f()`, `std::ignore = f()`. Null if nobody says so.
  const clang::Expr *droppedOnPurpose(const clang::Expr &Dropped) const;

  /// The variables of \p In whose one result is wanted twice.
  std::vector<Reuse> reuses(const Body &In);

  /// The callables that \p In hands to somebody who drops the task that they return.
  std::vector<Handover> lostTasks(const Body &In);

  /// Whether \p Function may block by its nature: `main`, the body of a test, or what the
  /// user lists in `async.SyncEntryPoints`.
  bool isSyncEntryPoint(const clang::FunctionDecl &Function) const;

private:
  Program BeyondUnit;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Body>> Bodies;
  llvm::DenseMap<const Body *, std::unique_ptr<Flow>> Flows;
  std::unique_ptr<Uses> UnitUses;
  std::unique_ptr<Blocking> UnitBlocking;
  std::optional<bool> KeepsDatabaseInMemory;
  std::unique_ptr<Reach> UnitReach;
  llvm::DenseMap<const clang::FunctionDecl *, bool> WaitFunctions;
  std::unique_ptr<Cancellations> UnitCancellations;
  Exceptions UnitExceptions{*this};
  PromptFunctions UnitPrompt{*this};
  Requirements UnitRequirements{*this};
  Takings UnitTakings{*this};
  UninterruptedCoroutines UnitUninterrupted{*this};
};

} // namespace async_checks
