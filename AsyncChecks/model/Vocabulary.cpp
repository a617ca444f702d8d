#include "model/Vocabulary.h"
#include "clang/AST/Decl.h"

namespace async_checks {

static const Library Table[] = {
#include "model/Libraries.def"
};

llvm::ArrayRef<Library> libraries() { return Table; }

namespace {

/// The words that coroutine code of no particular library uses for one thing.
namespace common {
/// Functions that, given an awaitable, park the thread until it completes.
constexpr const char *WaitFunctions =
    "sync_wait;syncWait;sync_await;syncAwait;blocking_wait;blockingWait;block_on;blockOn;"
    "run_blocking;runBlocking";
/// Members of an awaitable that park the thread until it completes.
constexpr const char *WaitMembers = "get;wait;join;result;value";
/// Members that ask whether a result is there.
constexpr const char *ReadyQueries =
    "ready;is_ready;isReady;available;is_available;done;is_done;isDone;isFinished;"
    "is_finished;completed;is_completed;failed;await_ready;hasValue;has_value";
/// Types whose mention in a parameter marks an event handler.
constexpr const char *EventTypes = "(Event|EventArgs)$";
/// Classes, and functions that macros write, of the test frameworks.
constexpr const char *TestBases = "testing::Test;^CATCH2_INTERNAL_TEST_;^DOCTEST_ANON_";
/// Objects that swallow what is assigned to them.
constexpr const char *Discards = "std::ignore";
/// Members by which a destructor gives up what a guard holds.
constexpr const char *UnlockMembers =
    "unlock;unlock_shared;Unlock;release;signal;return_all;return_units";
/// What follows the access in a section of methods that a framework calls.
constexpr const char *SlotSections = "slots;Q_SLOTS";
/// Types that tell of a request to stop.
constexpr const char *TokenTypes =
    "stop_token;StopToken;cancellation_token;CancellationToken;cancel_token;CancelToken";
} // namespace common

} // namespace

Vocabulary::Vocabulary(SharedOptions Given, const ErrorHandler &OnError)
    : Options(std::move(Given)) {
  for (const Library &Row : libraries()) {
    BlockingWaits.add(Row.BlockingWaits);
    ReadyAccessors.add(Row.ReadyAccessors);
    EagerTypes.add(Row.EagerTypes);
    LazyTypes.add(Row.LazyTypes);
    DropMeans.add(Row.DropMeans);
    FrameOwners.add(Row.FrameOwners);
    VoidCallbackSinks.add(Row.VoidCallbackSinks);
    KeepAliveSinks.add(Row.KeepAliveSinks);
    Binders.add(Row.Binders);
    TokenTypes.add(Row.TokenTypes);
  }
  WaitFunctions.add(common::WaitFunctions);
  WaitMembers.add(common::WaitMembers);
  ReadyQueries.add(common::ReadyQueries);
  EventTypes.add(common::EventTypes);
  TestBases.add(common::TestBases);
  Discards.add(common::Discards);
  UnlockMembers.add(common::UnlockMembers);
  SlotSections.add(common::SlotSections);
  TokenTypes.add(common::TokenTypes);

  auto AddOption = [&](llvm::StringRef Name, NamePatterns &To, llvm::StringRef List) {
    for (const std::string &Why : To.add(List))
      OnError(Name, Why);
  };
  AddOption("BlockingWaits", BlockingWaits, Options.BlockingWaits);
  AddOption("DetachedTypes", DetachedTypes, Options.DetachedTypes);
  AddOption("EventHandlers", EventHandlers, Options.EventHandlers);
  AddOption("KeepAliveSinks", KeepAliveSinks, Options.KeepAliveSinks);
  AddOption("SyncEntryPoints", SyncEntryPoints, Options.SyncEntryPoints);
  AddOption("TokenTypes", TokenTypes, Options.TokenTypes);
  AddOption("VoidCallbackSinks", VoidCallbackSinks, Options.VoidCallbackSinks);
}

llvm::StringRef Vocabulary::spawnAdvice(const clang::NamedDecl &TaskType) const {
  std::string Name = qualifiedName(TaskType);
  for (const Library &Row : libraries())
    if (*Row.Namespace && Name.rfind(std::string(Row.Namespace) + "::", 0) == 0)
      return Row.Spawn;
  return {};
}

} // namespace async_checks
