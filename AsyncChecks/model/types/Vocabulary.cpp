#include "model/types/Vocabulary.h"
#include "clang/AST/Decl.h"
#include "llvm/Support/YAMLTraits.h"

namespace async_checks {

static const Library Table[] = {
#include "model/types/Libraries.def"
};

llvm::ArrayRef<Library> libraries() { return Table; }

namespace {

/// The words that coroutine code of no particular library uses for one thing.
struct CommonWords {
  NamePatterns Vocabulary::*List;
  const char *Names;
};

constexpr CommonWords Common[] = {
    // Functions that, given an awaitable, park the thread until it completes.
    {&Vocabulary::WaitFunctions,
     "sync_wait;syncWait;sync_await;syncAwait;blocking_wait;blockingWait;block_on;"
     "blockOn;run_blocking;runBlocking"},
    // Members of an awaitable that park the thread until it completes.
    {&Vocabulary::WaitMembers, "get;wait;join;result;value"},
    // Members of a thread that park another until it has come to its end.
    {&Vocabulary::Joins, "join"},
    // Functions that park the thread for the time that is their argument.
    {&Vocabulary::Sleeps, "std::this_thread::sleep_for"},
    // Executors, and functions that go to one, whose threads are there to be blocked.
    {&Vocabulary::Blockers, "[Bb]ackground;[Bb]locking"},
    // Functions that park the thread if their descriptor is a blocking one.
    {&Vocabulary::DescriptorIO,
     "::read;::write;::pread;::pwrite;::readv;::writev;::recv;::recvfrom;::recvmsg;"
     "::send;::sendto;::sendmsg;::accept;::accept4;::connect;::sendfile;::splice"},
    // Where somebody types, and functions that wait for it.
    {&Vocabulary::Consoles, "std::cin;std::wcin;::stdin;::__stdinp"},
    {&Vocabulary::ConsoleReads,
     "std::getline;std::ws;std::basic_istream::get;std::basic_istream::getline;"
     "std::basic_istream::ignore;std::basic_istream::peek;std::basic_istream::read;"
     "::fgets;::fgetc;::fgetws;::fgetwc;::fread;::fscanf;::getc;::getdelim;::getline"},
    // Members that ask whether a result is there.
    {&Vocabulary::ReadyQueries,
     "ready;is_ready;isReady;available;is_available;done;is_done;isDone;isFinished;"
     "is_finished;completed;is_completed;failed;await_ready;hasValue;has_value"},
    // Members that ask whether there is a value or an error instead.
    {&Vocabulary::ValueQueries, "has_value;hasValue;has_error;hasError"},
    // Arguments that ask a function of the system not to block.
    {&Vocabulary::NonBlockingFlags,
     "WNOHANG;LOCK_UN;launch.+deferred;(_NB|NONBLOCK|DONTWAIT)"},
    // What databases that are kept in memory are called in the place of a file.
    {&Vocabulary::MemoryNames, ":memory:|mode=memory"},
    // Arguments that make an operation the first part of the next one.
    {&Vocabulary::LinkFlags, "(^|_)IO_(HARD)?LINK([^A-Za-z0-9_]|$)"},
    // Members that tell an object, for `true`, not to block.
    {&Vocabulary::NonBlockingSwitches,
     "non_blocking;native_non_blocking;set_non_blocking;setNonBlocking;set_nonblocking"},
    // Types whose mention in a parameter marks an event handler.
    {&Vocabulary::EventTypes, "(Event|EventArgs)$"},
    // Classes, and functions that macros write, of the test frameworks.
    {&Vocabulary::TestBases,
     "testing::Test;seastar::testing::seastar_test;^CATCH2_INTERNAL_TEST_;"
     "^_?DOCTEST_ANON_"},
    // Members of a promise, for who plays the coroutine himself.
    {&Vocabulary::DropMeans, "initial_suspend;final_suspend;yield_value"},
    // What tests are called where no framework tells.
    {&Vocabulary::TestNames, "^[Tt]est(_|[A-Z])"},
    // Macros that write the head of a test.
    {&Vocabulary::TestMacros, "(^|_)TEST(_|$);^SCENARIO"},
    // Macros by which a test tells what went wrong.
    {&Vocabulary::TestAssertions,
     "^([A-Z]+_)*(ASSERT|CHECK|EXPECT|REQUIRE|VERIFY|SUCCEED)(_|$);"
     "^((BOOST|CATCH|DOCTEST|GTEST|TEST|UNIT|UNIT_TEST|CPPUNIT)_)?(ADD_)?FAIL(_|URE|$);"
     "^BOOST_(TEST|ERROR)"},
    // Macros that end the program if it comes there, or if a condition does not hold.
    {&Vocabulary::Assertions, "[Uu]nreachable|UNREACHABLE;[Aa]ssert|ASSERT"},
    // Objects that swallow what is assigned to them.
    {&Vocabulary::Discards, "std::ignore"},
    // Words of a comment that says of a result: it is left unread on purpose.
    {&Vocabulary::DiscardRemarks,
     "[Ii]gnor(e|ing);[Bb]est[ -][Ee]ffort;[Dd](on't|o not) care;[Oo]n purpose;"
     "[Ii]ntention;[Dd]eliberate"},
    // Members by which a destructor gives up what a guard holds.
    {&Vocabulary::UnlockMembers,
     "unlock;unlock_shared;Unlock;release;signal;return_all;return_units"},
    // Members by which one gets what these give up.
    {&Vocabulary::AcquireMembers,
     "^([Tt]ry_?)?([Aa]cquire|[Ll]ock|[Ww]ait|[Gg]et_units)"},
    // What follows the access in a section of methods that a framework calls.
    {&Vocabulary::SlotSections, "slots;Q_SLOTS"},
    // Functions that write their arguments as text.
    {&Vocabulary::Formatters,
     "std::format;std::format_to;std::format_to_n;std::formatted_size;"
     "std::make_format_args;std::print;std::println;std::to_string;std::to_wstring;"
     "fmt::format;fmt::format_to;fmt::format_to_n;fmt::formatted_size;"
     "fmt::make_format_args;fmt::print;fmt::println;fmt::to_string"},
    // Functions that ask whether somebody wants the work to end.
    {&Vocabulary::CancellationQueries,
     "[Cc]ancell?ation_?[Rr]equested;[Ss]top_?[Rr]equested;[Aa]bort_?[Rr]equested;"
     "^([Ii]s|[Ww]as)_?[Cc]ancell?(ed|ation|ing);^cancell?ed$"},
    // Classes that whatever is thrown is expected to derive from.
    {&Vocabulary::BaseExceptions, "std::exception"},
    // Classes that tell of an error instead of throwing it.
    {&Vocabulary::ErrorValues, "error_code;expected;Expected"},
    // Types whose values say whether something worked.
    {&Vocabulary::ResultTypes,
     "error_code;error_condition;expected;Expected;exception_ptr;absl::Status;"
     "absl::StatusOr;arrow::Status;arrow::Result;async_simple::Try;"
     "boost::system::result;boost::leaf::result;folly::Try;folly::exception_wrapper;"
     "grpc::Status;leveldb::Status;llvm::Error;rocksdb::Status;rocksdb::IOStatus;"
     "^(boost::)?outcome_v2[a-z0-9_]*::basic_(result|outcome)$"},
    // Members that hand out the error of an operation, and those that ask for it.
    {&Vocabulary::ErrorAccessors, "error;get_error;getError;error_code;errorCode"},
    {&Vocabulary::SuccessQueries,
     "has_value;hasValue;has_error;hasError;ok;is_ok;isOk;success;succeeded;failed"},
    // Objects that hold what was thrown.
    {&Vocabulary::CaughtExceptions, "exception_ptr;folly::exception_wrapper"},
    // Types that are made of the types they are given, in this order; and those that hold
    // one of them.
    {&Vocabulary::Tuples, "std::tuple;std::pair"},
    {&Vocabulary::Holders, "std::tuple;std::pair;std::variant;std::optional"},
    // Operations whose failure nobody has to know: to wait for a timer, to close what
    // one is done with, to go on elsewhere.
    {&Vocabulary::HarmlessFailures, "^(boost::)?asio::basic_waitable_timer::async_wait$;"
                                    "^(boost::)?asio::ssl::stream::async_shutdown$;"
                                    "boost::beast::websocket::stream::async_close;"
                                    "coro_io::dispatch"},
    // What is called when one is done with something, whatever has failed before.
    {&Vocabulary::Closings, "^(async_)?(close|shutdown|disconnect)"},
    // Functions that keep the current exception for later, or pass it on.
    {&Vocabulary::ExceptionKeepers,
     "current_exception;make_exception_ptr;make_exception_wrapper;rethrow_exception;"
     "rethrow_if_nested;throw_with_nested;throw_exception"},
    // Functions of the standard library that report a wrong argument or state by
    // throwing.
    {&Vocabulary::Throwers,
     "^std::.*::(at|value)$;^std::(any_cast|get|rethrow_exception|sto[a-z]+)$;"
     "^std::.*future::get$"},
    // Members that let go of a task that was started.
    {&Vocabulary::DetachMembers, "detach;Detach"},
    // Types that tell of a request to stop.
    {&Vocabulary::TokenTypes,
     "stop_token;StopToken;cancellation_token;CancellationToken;cancel_token;"
     "CancelToken"},
    // Functions that run a callable on another thread, if they hand out its result.
    {&Vocabulary::OffloadFunctions,
     "submit;submit_task;submitTask;enqueue;enqueue_task;enqueueTask;offload;"
     "spawn_blocking;spawnBlocking;to_thread;toThread;^run_?([Ii]n|"
     "[Oo]n)_?([Bb]ackground|[Pp]ool|[Tt]hread|[Tt]hread_?[Pp]ool)$"},
    // Functions that start many tasks, if what they return can be awaited.
    {&Vocabulary::GatherFunctions,
     "when_all;whenAll;WhenAll;when_all_ready;whenAllReady;when_all_succeed;"
     "when_all_range;gather;join_all;joinAll;collect_all;collectAll;collect_all_range;"
     "collectAllRange;wait_all;waitAll;await_all;awaitAll;parallel_for_each;"
     "parallelForEach;for_each_parallel;forEachParallel;for_each_concurrent;"
     "forEachConcurrent"},
    // Functions that start the task they are given, if they return nothing.
    {&Vocabulary::SpawnFunctions,
     "spawn;co_spawn;spawn_detached;spawnDetached;start_detached;startDetached;"
     "launch_detached;run_detached;detach;fire_and_forget;fireAndForget"},
    // Functions that come back when the work is done, or see to it that it ends.
    {&Vocabulary::Finishers,
     "^(run|exec|poll|pump|join|wait|drain|dispatch|process|spin|tick|step|loop|stop|"
     "shutdown|close)"},
    // Functions and classes that run what they are given on another thread, perhaps at
    // once.
    {&Vocabulary::Schedulers,
     "std::thread;std::jthread;std::async;post;dispatch;defer;execute;schedule;"
     "schedule_after;scheduleAfter;submit;submit_task;submitTask;enqueue;enqueue_task;"
     "enqueueTask;add_task;addTask;spawn;run_async;runAsync;^(post|resume|run)_?([Ii]n|"
     "[Oo]n)_?(([Bb]ackground|[Pp]ool|[Tt]hread)_?)+$"},
    // Functions and classes whose results, when they go, wait for what they have started.
    {&Vocabulary::WaitersAtEnd, "std::async;std::jthread"},
    // Types of objects that let only so many pass.
    {&Vocabulary::Limiters,
     "[Ss]emaphore;[Ll]imiter;[Tt]hrottle;[Pp]ermit;[Bb]ucket;[Ww]indow;[Mm]utex"},
    // Functions that wait until somebody may pass.
    {&Vocabulary::LimitFunctions,
     "[Aa]cquire;[Pp]ermit;[Tt]hrottle;get_units;with_semaphore;^limit"},
    // Functions that wait for a lock.
    {&Vocabulary::LockFunctions, "[Ll]ock"},
    // Members that put elements into a container, or move its elements to make room.
    {&Vocabulary::Insertions,
     "^(push|emplace|insert|try_emplace|append|prepend|enqueue);add;put;set"},
    // Members that end the life of elements of a container, or move them.
    {&Vocabulary::Removals,
     "^(pop|erase|clear|remove|resize|assign|swap|extract|merge|splice|take|reset|"
     "reserve|shrink_to_fit|rehash|replace|truncate|unique|sort|reverse|dequeue)"},
    // Members that take an element from an end of a container.
    {&Vocabulary::Pops, "^pop"},
    // Members that look whether a container has an element.
    {&Vocabulary::Lookups, "find;contains;count"},
    // Members by which an object hands out a reference that keeps it, or can be made one
    // that does.
    {&Vocabulary::SelfReferences,
     "shared_from_this;weak_from_this;shared_from_base;get_strong;get_weak;"
     "intrusive_from_this"},
    // Members that count those who keep an object.
    {&Vocabulary::CountMembers,
     "AddRef;add_ref;addRef;inc_ref;incRef;retain;Retain;intrusive_ptr_add_ref"},
    // Functions and classes by which one enters a gate, which whoever owns it closes, and
    // waits, before it goes.
    {&Vocabulary::GateEntries, "[Gg]ate::(hold|holder|enter)$"},
    // Members that ask how many elements a container has.
    {&Vocabulary::SizeMembers, "size;ssize;length;count"},
    // What a program has only a few of, whatever the data: words in the name of a
    // container.
    {&Vocabulary::FewThings,
     "[Ww]orker;[Tt]hread;[Cc]ore(s|_|$);[Cc]pu;CPU;[Ss]hard;[Pp]artition;[Ll]oops?_?$;"
     "[Ee]xecutor;[Ll]istener;[Aa]cceptor;[Ee]ndpoint;[Ss]ervice;[Ss]erver;[Bb]ackend;"
     "[Cc]oncurren;[Pp]arallel;[Ll]imit;^[Mm]ax;[Dd]evice;[Pp]lugin;[Mm]odule;[Bb]atch;["
     "Cc]hunk;[Ww]indow;[Pp]age(s?)(_?)$;"
     "[Ss]lice"},
    // Members that lock a mutex, and those that unlock it.
    {&Vocabulary::LockMembers,
     "^[Ll]ock(_?([Ss]hared|[Ee]xclusive|[Uu]pgrade|[Rr]ead|[Ww]rite|ForRead|"
     "ForWrite))?$;^([Rr]ead(er)?|[Ww]rite(r)?)_?[Ll]ock$;relock;emplace"},
    {&Vocabulary::PlainUnlockMembers,
     "^[Uu]nlock(_?([Ss]hared|[Ee]xclusive|[Uu]pgrade|[Rr]ead|[Ww]rite))?$;"
     "^([Rr]ead(er)?|[Ww]rite(r)?)_?[Uu]nlock$"},
    // Members that give up a lock, and hold it again when they return.
    {&Vocabulary::LockWaits, "^[Ww]ait"},
    // Words in the names of mutexes and of what holds them.
    {&Vocabulary::MutexNames,
     "[Mm]utex;MUTEX;[Mm]tx;[Ll]ock;[Cc]ritical_?[Ss]ection;CRITICAL"},
    {&Vocabulary::GuardNames, "[Ll]ock;[Gg]uard"},
    // Types of arguments that make an object which holds nothing yet.
    {&Vocabulary::EmptyTags, "defer_lock_t;nullopt_t"},
    // Functions that ask for the error of the last call on the same thread, as `errno`
    // does.
    {&Vocabulary::ThreadErrors,
     "::__errno_location;::__error;::_errno;::__errno;::___errno;::GetLastError;"
     "::WSAGetLastError"},
    // Members that ask whether there is something inside.
    {&Vocabulary::SizeQueries,
     "empty;isEmpty;IsEmpty;has_value;hasValue;is_null;isNull;valid"},
    // Classes whose objects point to something, or to nothing; what uses that which they
    // point to, lets go of it, or hands the pointer out.
    {&Vocabulary::Handles,
     "std::coroutine_handle;std::experimental::coroutine_handle;std::unique_ptr;"
     "std::shared_ptr;boost::shared_ptr;boost::intrusive_ptr"},
    {&Vocabulary::HandleUses, "done;resume;destroy;promise"},
    {&Vocabulary::HandleResets, "reset;release"},
    {&Vocabulary::HandleValues, "get;address"},
    // Functions and types that do nothing but let time pass, or others run, when awaited.
    {&Vocabulary::Pauses,
     "^(co_|async_|maybe_)?(sleep|delay|yield|reschedule|pause)(_(for|until|now|async|"
     "on_current_executor|coro|awaiter|awaitable|task|t|ms|msecs?|millis|milliseconds|"
     "us|usecs?|micros|microseconds|s|secs?|seconds|once|briefly|cpu|control|execution))*"
     "_?$;"
     "^([Aa]sync|[Cc]o)?([Ss]leep|[Dd]elay|[Yy]ield|[Rr]eschedule|[Pp]ause)(For|Until|"
     "Now|Async|Coro|Awaiter|Awaitable|Task|Ms|MS|Msecs?|Millis|Milliseconds|Us|Micros|"
     "Microseconds|Secs?|Seconds|Once|Briefly|Control|Execution)*$;"
     "^schedule(_after|_at|After|At)?$;^(wait_until_)?next_?[Tt]ick$"},
    // Members by which one sets a timer, and by which one waits for it.
    {&Vocabulary::TimerSettings, "^expires_(at|after|from_now)$"},
    {&Vocabulary::TimerWaits, "async_wait;wait"},
    // Members of a promise that make a task, also one without a coroutine.
    {&Vocabulary::PromiseFactories,
     "get_return_object;get_return_object_on_allocation_failure"},
};

/// The columns of the library table that are lists of names.
struct Column {
  NamePatterns Vocabulary::*List;
  const char *Library::*Names;
};

constexpr Column Columns[] = {
    {&Vocabulary::BlockingCalls, &Library::BlockingCalls},
    {&Vocabulary::BlockingCalls, &Library::FileQueries},
    {&Vocabulary::FileQueries, &Library::FileQueries},
    {&Vocabulary::BlockingWaits, &Library::BlockingWaits},
    {&Vocabulary::ReadyAccessors, &Library::ReadyAccessors},
    {&Vocabulary::EagerTypes, &Library::EagerTypes},
    {&Vocabulary::LazyTypes, &Library::LazyTypes},
    {&Vocabulary::DropMeans, &Library::DropMeans},
    {&Vocabulary::Operations, &Library::Operations},
    {&Vocabulary::NullTasks, &Library::NullTasks},
    {&Vocabulary::SingleShotTypes, &Library::SingleShotTypes},
    {&Vocabulary::FrameOwners, &Library::FrameOwners},
    {&Vocabulary::DetachedSpawns, &Library::DetachedSpawns},
    {&Vocabulary::DetachedTokens, &Library::DetachedTokens},
    {&Vocabulary::VoidCallbackSinks, &Library::VoidCallbackSinks},
    {&Vocabulary::Delegates, &Library::Delegates},
    {&Vocabulary::KeepAliveSinks, &Library::KeepAliveSinks},
    {&Vocabulary::Continuations, &Library::Continuations},
    {&Vocabulary::Fillers, &Library::Fillers},
    {&Vocabulary::ImmediateCallers, &Library::ImmediateCallers},
    {&Vocabulary::Deferrers, &Library::Deferrers},
    {&Vocabulary::Binders, &Library::Binders},
    {&Vocabulary::PromptClasses, &Library::PromptClasses},
    {&Vocabulary::PeerThrowers, &Library::PeerThrowers},
    {&Vocabulary::TokenTypes, &Library::TokenTypes},
    {&Vocabulary::Offloads, &Library::Offloads},
    {&Vocabulary::GroupSpawns, &Library::GroupSpawns},
    {&Vocabulary::Guards, &Library::Guards},
    {&Vocabulary::OneThreadTypes, &Library::OneThreadTypes},
};

/// The shared options that are lists of names.
struct ListOption {
  const char *Name;
  NamePatterns Vocabulary::*List;
  std::string SharedOptions::*Names;
};

const ListOption ListOptions[] = {
    {"BlockingCalls", &Vocabulary::BlockingCalls, &SharedOptions::BlockingCalls},
    {"BlockingWaits", &Vocabulary::BlockingWaits, &SharedOptions::BlockingWaits},
    {"CancellationExceptions", &Vocabulary::ListedCancellations,
     &SharedOptions::CancellationExceptions},
    {"DetachedTypes", &Vocabulary::DetachedTypes, &SharedOptions::DetachedTypes},
    {"EventHandlers", &Vocabulary::EventHandlers, &SharedOptions::EventHandlers},
    {"KeepAliveSinks", &Vocabulary::KeepAliveSinks, &SharedOptions::KeepAliveSinks},
    {"SpawnFunctions", &Vocabulary::DetachedSpawns, &SharedOptions::SpawnFunctions},
    {"SyncEntryPoints", &Vocabulary::SyncEntryPoints, &SharedOptions::SyncEntryPoints},
    {"TokenTypes", &Vocabulary::TokenTypes, &SharedOptions::TokenTypes},
    {"VoidCallbackSinks", &Vocabulary::VoidCallbackSinks,
     &SharedOptions::VoidCallbackSinks},
};

} // namespace

Vocabulary::Vocabulary(SharedOptions Given, const ErrorHandler &OnError)
    : Options(std::move(Given)) {
  for (const Library &Row : libraries()) {
    for (const Column &Each : Columns)
      (this->*Each.List).addKnown(Row.*Each.Names);
    for (llvm::StringRef Item : listItems(Row.LockCalls)) {
      auto [Lock, Unlock] = Item.split('=');
      LockCalls.addKnown(Lock);
      UnlockCalls.addKnown(Unlock);
    }
    for (llvm::StringRef Item : listItems(Row.Gathers)) {
      auto [Name, Form] = Item.split('=');
      Gathers.addKnown(Name);
      BoundedForms[Name] = Form.str();
    }
  }
  for (const CommonWords &Each : Common)
    (this->*Each.List).addKnown(Each.Names);
  for (const ListOption &Each : ListOptions)
    for (const std::string &Why : (this->*Each.List).add(Options.*Each.Names))
      OnError(Each.Name, Why);
  const std::string &InTests = Options.ReportInTests;
  if (std::optional<bool> Given = llvm::yaml::parseBool(InTests))
    ReportInTests = *Given;
  else if (!InTests.empty())
    OnError("ReportInTests", "'" + InTests + "': expected true or false");
  ListedWaits.add(Options.BlockingWaits);
}

llvm::StringRef Vocabulary::boundedForm(const clang::NamedDecl &Gather) const {
  auto Found = BoundedForms.find(qualifiedName(Gather));
  return Found == BoundedForms.end() ? llvm::StringRef() : Found->second;
}

const Library *Vocabulary::libraryOf(const clang::NamedDecl &Type) {
  std::string Name = qualifiedName(Type);
  for (const Library &Row : libraries())
    for (llvm::StringRef Namespace : listItems(Row.Namespace))
      if (llvm::StringRef Rest = Name;
          Rest.consume_front(Namespace) && Rest.starts_with("::"))
        return &Row;
  return nullptr;
}

llvm::StringRef Vocabulary::spawnAdvice(const clang::NamedDecl &TaskType) {
  const Library *Row = libraryOf(TaskType);
  return Row ? Row->Spawn : "";
}

llvm::StringRef Vocabulary::eventAdvice(const clang::NamedDecl &TaskType) {
  const Library *Row = libraryOf(TaskType);
  return Row ? Row->Event : "";
}

llvm::StringRef Vocabulary::readyForm(const clang::NamedDecl &TaskType, bool HasValue) {
  const Library *Row = libraryOf(TaskType);
  auto [Void, Value] = llvm::StringRef(Row ? Row->Ready : "").split('=');
  return HasValue ? Value : Void;
}

} // namespace async_checks
