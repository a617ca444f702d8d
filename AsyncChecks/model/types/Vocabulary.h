// What the model knows by name: the library table and what the user adds to it.
#pragma once

#include "model/types/Names.h"
#include <functional>

namespace async_checks {

/// The facts of one library that its types do not show. Lists are `;`-separated and
/// follow NamePatterns. A row of Libraries.def fills in what it has.
struct Library {
  const char *Name;
  /// The namespaces whose functions and types the row describes.
  const char *Namespace = "";
  /// Functions and members that park the thread until what they are given, or are called
  /// on, completes.
  const char *BlockingWaits = "";
  /// Functions and members that park the thread for another reason, and classes whose
  /// objects do when they are made with arguments.
  const char *BlockingCalls = "";
  /// Functions and members that park the thread while a database reads or writes its
  /// file, and that have nothing to wait for if it is kept in memory.
  const char *FileQueries = "";
  /// What is written instead of `std::this_thread::sleep_for($1)` in the library's
  /// coroutines.
  const char *Sleep = "";
  /// Members that look like a blocking wait and never block.
  const char *ReadyAccessors = "";
  /// Task types that start when called, whatever their promise seems to say.
  const char *EagerTypes = "";
  /// Task types that start when awaited, whatever their promise seems to say.
  const char *LazyTypes = "";
  /// Task types whose drop has a meaning, as to cancel or to detach, and functions whose
  /// tasks nobody has to await.
  const char *DropMeans = "";
  /// Types of operations that begin when the library's coroutines await them, although
  /// nothing in the types shows that they can be awaited.
  const char *Operations = "";
  /// Task types of which nobody can await an object that no coroutine made, where the
  /// types do not show it.
  const char *NullTasks = "";
  /// What makes a task that is complete and has no value, and behind a `=` one with the
  /// value `$1` of the type `$T`.
  const char *Ready = "";
  /// Task and future types that hand out their result once, although an lvalue can be
  /// awaited or asked for it.
  const char *SingleShotTypes = "";
  /// Parameter types of a coroutine that make its `void` result legitimate: another
  /// object, such as a composed operation, owns the frame.
  const char *FrameOwners = "";
  /// What an awaited operation throws when it was cancelled.
  const char *CancellationExceptions = "";
  /// Whether a task hears of a cancellation from whoever awaits it, without a token that
  /// is handed on.
  bool CancellationTravels = false;
  /// Functions that start a task and let go of it, exceptions included.
  const char *DetachedSpawns = "";
  /// Types of arguments that make a function let go of the task it starts.
  const char *DetachedTokens = "";
  /// Functions and classes that call what they are given and drop its result.
  const char *VoidCallbackSinks = "";
  /// Classes whose objects keep a callable for as long as somebody listens, and no
  /// longer.
  const char *Delegates = "";
  /// Functions that keep the callable they are given, and what it returns, until the work
  /// is done.
  const char *KeepAliveSinks = "";
  /// Functions that call what they are given once, wait for what it returns, and let go
  /// of it before.
  const char *Continuations = "";
  /// Functions that call what they are given, store what it returns, and let go of it.
  const char *Fillers = "";
  /// Functions that call what they are given before they return, in a way that their
  /// bodies do not show.
  const char *ImmediateCallers = "";
  /// Functions and classes that keep what they are given and call it when the call is
  /// over, perhaps.
  const char *Deferrers = "";
  /// Functions that make a callable of one of their arguments.
  const char *Binders = "";
  /// Classes in whose objects the blocking functions of their bases wait for nothing: to
  /// connect a socket of datagrams only says where these go.
  const char *PromptClasses = "";
  /// Functions and members that throw when the other side of a connection is gone, unless
  /// they are given something to put the error in.
  const char *PeerThrowers = "";
  /// Types that tell of a request to stop.
  const char *TokenTypes = "";
  /// Functions that run a callable on another thread and hand out its result.
  const char *Offloads = "";
  /// Functions that start all tasks of a container, or a task for each of its elements.
  /// `name=form` tells what starts a few at a time: `$1`, `$2` stand for the arguments,
  /// `$n` for how many.
  const char *Gathers = "";
  /// Functions that start a task and keep it in a group, without waiting for anything.
  const char *GroupSpawns = "";
  /// Types of objects that hold a lock while they live.
  const char *Guards = "";
  /// Functions that lock what their first argument points to: `name=name` tells what
  /// unlocks it.
  const char *LockCalls = "";
  /// Task types whose coroutines go on where they were suspended, always on one thread.
  const char *OneThreadTypes = "";
  /// How to start a task without awaiting it, for advice in notes.
  const char *Spawn = "";
  /// What one awaits until others say that something has happened, for advice in notes.
  const char *Event = "";
};

/// The rows of Libraries.def.
llvm::ArrayRef<Library> libraries();

/// The shared options of all checks, as the user wrote them.
struct SharedOptions {
#define OPTION(Name) std::string Name;
#include "SharedOptions.def"
#undef OPTION
};

/// The names of all libraries and of the user, ready for matching.
class Vocabulary {
public:
  /// Tells of a malformed entry: the name of the option, and what is wrong with it.
  using ErrorHandler =
      std::function<void(llvm::StringRef Option, const std::string &Why)>;

  /// Compiles the patterns of \p Options and of every library.
  explicit Vocabulary(
      SharedOptions Options = {},
      const ErrorHandler &OnError = [](llvm::StringRef, const std::string &) {});

  SharedOptions Options;
  /// Every coroutine of a detached type should return a task: a check says so.
  bool WantsTasks = false;
  /// Whether the checks that leave tests alone look at them, too.
  bool ReportInTests = false;
  NamePatterns Blockers, BlockingCalls, BlockingWaits, DescriptorIO, Sleeps,
      WaitFunctions, WaitMembers, ReadyAccessors, ReadyQueries, ValueQueries,
      NonBlockingFlags, EagerTypes, LazyTypes, DropMeans, SingleShotTypes, FrameOwners,
      DetachedTypes, EventHandlers, EventTypes, SyncEntryPoints, TestBases, TestNames,
      TestMacros, TestAssertions, Discards, DiscardRemarks, UnlockMembers, AcquireMembers,
      SlotSections, Formatters, ListedCancellations, CancellationQueries, BaseExceptions,
      ErrorValues, ExceptionKeepers, Throwers, DetachedSpawns, DetachedTokens,
      DetachMembers, VoidCallbackSinks, KeepAliveSinks, Continuations, Binders, Delegates,
      TokenTypes, Offloads, OffloadFunctions, Gathers, GatherFunctions, GroupSpawns,
      SpawnFunctions, Finishers, Limiters, LimitFunctions, SizeMembers, FewThings,
      Schedulers, Guards, LockCalls, UnlockCalls, LockMembers, PlainUnlockMembers,
      LockWaits, MutexNames, GuardNames, EmptyTags, OneThreadTypes, ThreadErrors,
      SizeQueries, LockFunctions, Insertions, Removals, Lookups, SelfReferences,
      CountMembers, Fillers, GateEntries, ListedWaits, NonBlockingSwitches, PromptClasses,
      Joins, LinkFlags, ResultTypes, ErrorAccessors, SuccessQueries, CaughtExceptions,
      Tuples, Holders, HarmlessFailures, Handles, HandleUses, HandleResets, HandleValues,
      PromiseFactories, NullTasks, Assertions, Pauses, Closings, TimerSettings,
      TimerWaits, Deferrers, ImmediateCallers, WaitersAtEnd, FileQueries, MemoryNames,
      PeerThrowers, Consoles, ConsoleReads, Pops, Operations;

  /// What is written to start a few tasks at a time instead of all that \p Gather would
  /// start; empty if its library has nothing.
  llvm::StringRef boundedForm(const clang::NamedDecl &Gather) const;

  /// The row of the table that covers the namespace of \p Type; null if none does.
  static const Library *libraryOf(const clang::NamedDecl &Type);

  /// How the library that owns \p TaskType starts a task without awaiting it; empty if
  /// that is unknown.
  static llvm::StringRef spawnAdvice(const clang::NamedDecl &TaskType);

  /// What the library that owns \p TaskType has to await an event with; empty if that is
  /// unknown.
  static llvm::StringRef eventAdvice(const clang::NamedDecl &TaskType);

  /// What is written for a \p TaskType that is complete, and has a value or none; empty
  /// if its library has nothing, or if that is unknown.
  static llvm::StringRef readyForm(const clang::NamedDecl &TaskType, bool HasValue);

private:
  llvm::StringMap<std::string> BoundedForms;
};

} // namespace async_checks
