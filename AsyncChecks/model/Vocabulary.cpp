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
/// Functions that park the thread for the time that is their argument.
constexpr const char *Sleeps = "std::this_thread::sleep_for";
/// Functions that park the thread if their descriptor is a blocking one.
constexpr const char *DescriptorIO =
    "::read;::write;::pread;::pwrite;::readv;::writev;::recv;::recvfrom;::recvmsg;::send;"
    "::sendto;::sendmsg;::accept;::accept4;::connect;::sendfile;::splice";
/// Members that ask whether a result is there.
constexpr const char *ReadyQueries =
    "ready;is_ready;isReady;available;is_available;done;is_done;isDone;isFinished;"
    "is_finished;completed;is_completed;failed;await_ready;hasValue;has_value";
/// Members that ask whether there is a value or an error instead.
constexpr const char *ValueQueries = "has_value;hasValue;has_error;hasError";
/// Arguments that ask a function of the system not to block.
constexpr const char *NonBlockingFlags = "WNOHANG;LOCK_UN;(_NB|NONBLOCK|DONTWAIT)";
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
/// Functions that write their arguments as text.
constexpr const char *Formatters =
    "std::format;std::format_to;std::format_to_n;std::formatted_size;"
    "std::make_format_args;std::print;std::println;std::to_string;std::to_wstring;"
    "fmt::format;fmt::format_to;fmt::format_to_n;fmt::formatted_size;"
    "fmt::make_format_args;fmt::print;fmt::println;fmt::to_string";
/// Functions that ask whether somebody wants the work to end.
constexpr const char *CancellationQueries =
    "[Cc]ancell?ation_?[Rr]equested;[Ss]top_?[Rr]equested;[Aa]bort_?[Rr]equested;"
    "^([Ii]s|[Ww]as)_?[Cc]ancell?(ed|ation|ing);^cancell?ed$";
/// Classes that whatever is thrown is expected to derive from.
constexpr const char *BaseExceptions = "std::exception";
/// Classes that tell of an error instead of throwing it.
constexpr const char *ErrorValues = "error_code;expected;Expected";
/// Functions that keep the current exception for later, or pass it on.
constexpr const char *ExceptionKeepers =
    "current_exception;make_exception_ptr;make_exception_wrapper;rethrow_exception;"
    "rethrow_if_nested;throw_with_nested;throw_exception";
/// Functions of the standard library that report a wrong argument or state by throwing.
constexpr const char *Throwers =
    "^std::.*::(at|value)$;^std::(any_cast|get|rethrow_exception|sto[a-z]+)$;"
    "^std::.*future::get$";
/// Members that let go of a task that was started.
constexpr const char *DetachMembers = "detach";
/// Types that tell of a request to stop.
constexpr const char *TokenTypes =
    "stop_token;StopToken;cancellation_token;CancellationToken;cancel_token;CancelToken";
/// Functions that run a callable on another thread, if they hand out its result.
constexpr const char *OffloadFunctions =
    "submit;submit_task;submitTask;enqueue;enqueue_task;enqueueTask;offload;"
    "spawn_blocking;spawnBlocking;to_thread;toThread;"
    "^run_?([Ii]n|[Oo]n)_?([Bb]ackground|[Pp]ool|[Tt]hread|[Tt]hread_?[Pp]ool)$";
/// Functions that start many tasks, if what they return can be awaited.
constexpr const char *GatherFunctions =
    "when_all;whenAll;WhenAll;when_all_ready;whenAllReady;when_all_succeed;"
    "when_all_range;gather;join_all;joinAll;collect_all;collectAll;collect_all_range;"
    "collectAllRange;"
    "wait_all;waitAll;await_all;awaitAll;parallel_for_each;parallelForEach;"
    "for_each_parallel;forEachParallel;for_each_concurrent;forEachConcurrent";
/// Functions that start the task they are given, if they return nothing.
constexpr const char *SpawnFunctions =
    "spawn;co_spawn;spawn_detached;spawnDetached;start_detached;startDetached;"
    "launch_detached;run_detached;detach;fire_and_forget;fireAndForget";
/// Functions that come back when the work is done, or see to it that it ends.
constexpr const char *Finishers =
    "^(run|exec|poll|pump|join|wait|drain|dispatch|process|spin|tick|step|loop|stop|"
    "shutdown|close)";
/// Functions and classes that run what they are given on another thread, perhaps at once.
constexpr const char *Schedulers =
    "std::thread;std::jthread;std::async;post;dispatch;defer;execute;schedule;"
    "schedule_after;scheduleAfter;submit;submit_task;submitTask;enqueue;enqueue_task;"
    "enqueueTask;add_task;addTask;spawn;run_async;runAsync;"
    "^(post|resume|run)_?([Ii]n|[Oo]n)_?(([Bb]ackground|[Pp]ool|[Tt]hread)_?)+$";
/// Types of objects that let only so many pass.
constexpr const char *Limiters =
    "[Ss]emaphore;[Ll]imiter;[Tt]hrottle;[Pp]ermit;[Bb]ucket;[Ww]indow;[Mm]utex";
/// Functions that wait until somebody may pass.
constexpr const char *LimitFunctions =
    "[Aa]cquire;[Pp]ermit;[Tt]hrottle;get_units;with_semaphore;^limit";
/// Functions that wait for a lock.
constexpr const char *LockFunctions = "[Ll]ock";
/// Members that put elements into a container, or move its elements to make room.
constexpr const char *Insertions =
    "^(push|emplace|insert|try_emplace|append|prepend|enqueue);add;put;set";
/// Members that end the life of elements of a container, or move them.
constexpr const char *Removals =
    "^(pop|erase|clear|remove|resize|assign|swap|extract|merge|splice|take|reset|reserve|"
    "shrink_to_fit|rehash|replace|truncate|unique|sort|reverse|dequeue)";
/// Members that look whether a container has an element.
constexpr const char *Lookups = "find;contains;count";
/// Members by which an object hands out a reference that keeps it, or can be made one
/// that does.
constexpr const char *SelfReferences =
    "shared_from_this;weak_from_this;shared_from_base;get_strong;get_weak;"
    "intrusive_from_this";
/// Members that count those who keep an object.
constexpr const char *CountMembers =
    "AddRef;add_ref;addRef;inc_ref;incRef;retain;Retain;intrusive_ptr_add_ref";
/// Members that ask how many elements a container has.
constexpr const char *SizeMembers = "size;ssize;length;count";
/// What a program has only a few of, whatever the data: words in the name of a container.
constexpr const char *FewThings =
    "[Ww]orker;[Tt]hread;[Cc]ore(s|_|$);[Cc]pu;CPU;[Ss]hard;[Pp]artition;[Ll]oops?_?$;"
    "[Ee]xecutor;[Ll]istener;[Aa]cceptor;[Ee]ndpoint;[Ss]ervice;[Ss]erver;[Bb]ackend;"
    "[Dd]evice;[Pp]lugin;[Mm]odule;[Bb]atch;[Cc]hunk;[Ww]indow;[Pp]age(s?)(_?)$;[Ss]lice";
/// Members that lock a mutex, and those that unlock it.
constexpr const char *LockMembers =
    "^[Ll]ock(_?([Ss]hared|[Ee]xclusive|[Uu]pgrade|[Rr]ead|[Ww]rite|ForRead|ForWrite))?$;"
    "^([Rr]ead(er)?|[Ww]rite(r)?)_?[Ll]ock$;relock;emplace";
constexpr const char *PlainUnlockMembers =
    "^[Uu]nlock(_?([Ss]hared|[Ee]xclusive|[Uu]pgrade|[Rr]ead|[Ww]rite))?$;"
    "^([Rr]ead(er)?|[Ww]rite(r)?)_?[Uu]nlock$";
/// Members that give up a lock, and hold it again when they return.
constexpr const char *LockWaits = "^[Ww]ait";
/// Words in the names of mutexes and of what holds them.
constexpr const char *MutexNames =
    "[Mm]utex;MUTEX;[Mm]tx;[Ll]ock;[Cc]ritical_?[Ss]ection;CRITICAL";
constexpr const char *GuardNames = "[Ll]ock;[Gg]uard";
/// Types of arguments that make an object which holds nothing yet.
constexpr const char *EmptyTags = "defer_lock_t;nullopt_t";
/// Functions that ask for the error of the last call on the same thread, as `errno` does.
constexpr const char *ThreadErrors =
    "::__errno_location;::__error;::_errno;::__errno;::___errno;::GetLastError;"
    "::WSAGetLastError";
/// Members that ask whether there is something inside.
constexpr const char *SizeQueries =
    "empty;isEmpty;IsEmpty;has_value;hasValue;is_null;isNull;valid";
} // namespace common

} // namespace

Vocabulary::Vocabulary(SharedOptions Given, const ErrorHandler &OnError)
    : Options(std::move(Given)) {
  for (const Library &Row : libraries()) {
    BlockingCalls.add(Row.BlockingCalls);
    BlockingWaits.add(Row.BlockingWaits);
    ReadyAccessors.add(Row.ReadyAccessors);
    EagerTypes.add(Row.EagerTypes);
    LazyTypes.add(Row.LazyTypes);
    DropMeans.add(Row.DropMeans);
    SingleShotTypes.add(Row.SingleShotTypes);
    FrameOwners.add(Row.FrameOwners);
    CancellationExceptions.add(Row.CancellationExceptions);
    DetachedSpawns.add(Row.DetachedSpawns);
    DetachedTokens.add(Row.DetachedTokens);
    VoidCallbackSinks.add(Row.VoidCallbackSinks);
    KeepAliveSinks.add(Row.KeepAliveSinks);
    Continuations.add(Row.Continuations);
    Binders.add(Row.Binders);
    TokenTypes.add(Row.TokenTypes);
    Offloads.add(Row.Offloads);
    GroupSpawns.add(Row.GroupSpawns);
    Guards.add(Row.Guards);
    OneThreadTypes.add(Row.OneThreadTypes);
    for (const std::string &Item : listItems(Row.LockCalls)) {
      auto [Lock, Unlock] = llvm::StringRef(Item).split('=');
      LockCalls.add(Lock);
      UnlockCalls.add(Unlock);
    }
    for (const std::string &Item : listItems(Row.Gathers)) {
      auto [Name, Form] = llvm::StringRef(Item).split('=');
      Gathers.add(Name);
      BoundedForms[Name] = Form.str();
    }
  }
  DescriptorIO.add(common::DescriptorIO);
  Sleeps.add(common::Sleeps);
  WaitFunctions.add(common::WaitFunctions);
  WaitMembers.add(common::WaitMembers);
  ReadyQueries.add(common::ReadyQueries);
  ValueQueries.add(common::ValueQueries);
  NonBlockingFlags.add(common::NonBlockingFlags);
  EventTypes.add(common::EventTypes);
  TestBases.add(common::TestBases);
  Discards.add(common::Discards);
  UnlockMembers.add(common::UnlockMembers);
  SlotSections.add(common::SlotSections);
  Formatters.add(common::Formatters);
  CancellationQueries.add(common::CancellationQueries);
  BaseExceptions.add(common::BaseExceptions);
  ErrorValues.add(common::ErrorValues);
  ExceptionKeepers.add(common::ExceptionKeepers);
  Throwers.add(common::Throwers);
  DetachMembers.add(common::DetachMembers);
  TokenTypes.add(common::TokenTypes);
  OffloadFunctions.add(common::OffloadFunctions);
  GatherFunctions.add(common::GatherFunctions);
  SpawnFunctions.add(common::SpawnFunctions);
  Finishers.add(common::Finishers);
  Schedulers.add(common::Schedulers);
  Limiters.add(common::Limiters);
  LimitFunctions.add(common::LimitFunctions);
  LockFunctions.add(common::LockFunctions);
  Insertions.add(common::Insertions);
  Removals.add(common::Removals);
  Lookups.add(common::Lookups);
  SelfReferences.add(common::SelfReferences);
  CountMembers.add(common::CountMembers);
  SizeMembers.add(common::SizeMembers);
  FewThings.add(common::FewThings);
  LockMembers.add(common::LockMembers);
  PlainUnlockMembers.add(common::PlainUnlockMembers);
  LockWaits.add(common::LockWaits);
  MutexNames.add(common::MutexNames);
  GuardNames.add(common::GuardNames);
  EmptyTags.add(common::EmptyTags);
  ThreadErrors.add(common::ThreadErrors);
  SizeQueries.add(common::SizeQueries);

  auto AddOption = [&](llvm::StringRef Name, NamePatterns &To, llvm::StringRef List) {
    for (const std::string &Why : To.add(List))
      OnError(Name, Why);
  };
  AddOption("BlockingCalls", BlockingCalls, Options.BlockingCalls);
  AddOption("BlockingWaits", BlockingWaits, Options.BlockingWaits);
  AddOption("CancellationExceptions", ListedCancellations,
            Options.CancellationExceptions);
  AddOption("DetachedTypes", DetachedTypes, Options.DetachedTypes);
  AddOption("EventHandlers", EventHandlers, Options.EventHandlers);
  AddOption("KeepAliveSinks", KeepAliveSinks, Options.KeepAliveSinks);
  AddOption("SpawnFunctions", DetachedSpawns, Options.SpawnFunctions);
  AddOption("SyncEntryPoints", SyncEntryPoints, Options.SyncEntryPoints);
  AddOption("TokenTypes", TokenTypes, Options.TokenTypes);
  AddOption("VoidCallbackSinks", VoidCallbackSinks, Options.VoidCallbackSinks);
}

llvm::StringRef Vocabulary::boundedForm(const clang::NamedDecl &Gather) const {
  auto Found = BoundedForms.find(qualifiedName(Gather));
  return Found == BoundedForms.end() ? llvm::StringRef() : Found->second;
}

const Library *Vocabulary::libraryOf(const clang::NamedDecl &Type) {
  std::string Name = qualifiedName(Type);
  for (const Library &Row : libraries())
    for (const std::string &Namespace : listItems(Row.Namespace))
      if (Name.rfind(Namespace + "::", 0) == 0)
        return &Row;
  return nullptr;
}

llvm::StringRef Vocabulary::spawnAdvice(const clang::NamedDecl &TaskType) {
  const Library *Row = libraryOf(TaskType);
  return Row ? Row->Spawn : "";
}

} // namespace async_checks
