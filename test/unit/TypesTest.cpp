// What the model reads off types: promises, starts, awaiters, detachment, guards.
#include "Ast.h"

using namespace clang;

namespace async_checks {

// --- The promise ---

TEST(Promise, IsANestedStruct) {
  Unit Code(R"cpp(
    struct job { struct promise_type {}; };
    using X = job;
  )cpp");
  EXPECT_EQ(Code.facts("X").Promise, &Code.record("job::promise_type"));
}

TEST(Promise, IsANestedAliasOfAnotherTemplatesInstance) {
  Unit Code(R"cpp(
    template <class T> struct job_promise : kit::promise<int> { static T marker; };
    struct job { using promise_type = job_promise<int>; };
    using X = job;
  )cpp");
  const CXXRecordDecl *Promise = Code.facts("X").Promise;
  ASSERT_TRUE(Promise);
  EXPECT_EQ(Promise->getName(), "job_promise");
}

TEST(Promise, IsInheritedFromABase) {
  Unit Code(R"cpp(
    template <class T> struct base { struct promise_type {}; };
    template <class T> struct job : base<T> {};
    using X = job<int>;
    X Made;
  )cpp");
  const CXXRecordDecl *Promise = Code.facts("X").Promise;
  ASSERT_TRUE(Promise);
  EXPECT_EQ(Promise->getName(), "promise_type");
}

TEST(Promise, IsOfAClassDerivedFromATask) {
  Unit Code(
      "struct derived : task<int> {}; using X = derived; task<int> f() { co_return 1; }");
  EXPECT_TRUE(Code.facts("X").isTask());
  EXPECT_EQ(Code.facts("X").Starts, Start::Lazy);
}

TEST(Promise, IsReadThroughAnAliasTemplate) {
  Unit Code(R"cpp(
    template <class T, bool Inline> struct hidden {
      struct type { struct promise_type : kit::promise<type> {}; };
    };
    template <class T> using job = typename hidden<T, false>::type;
    using X = job<int>;
    X::promise_type Made;
  )cpp");
  ASSERT_TRUE(Code.facts("X").Promise);
  EXPECT_EQ(Code.facts("X").Starts, Start::Lazy);
}

/// `job<T>` with a promise from a partial specialisation only.
constexpr llvm::StringLiteral TraitsTask = R"cpp(
  template <class T> struct job {};
  template <class T, class... Args> struct std::coroutine_traits<job<T>, Args...> {
    struct promise_type : kit::returns<T> {
      job<T> get_return_object();
      std::suspend_always initial_suspend() { return {}; }
      std::suspend_always final_suspend() noexcept { return {}; }
      void unhandled_exception();
      template <class A> A &&await_transform(A &&a);
    };
  };
)cpp";

TEST(Promise, IsReadFromAPartialSpecialisationOfTheTraits) {
  Unit Code(TraitsTask + "job<void> f() { co_return; } using X = job<void>;");
  EXPECT_TRUE(Code.facts("X").isTask());
  EXPECT_EQ(Code.facts("X").Promise, Code.body("f").promise());
}

TEST(Promise, OfTraitsIsReadFromThePatternIfNothingInstantiatesIt) {
  Unit Code(TraitsTask + "job<int> f(); using X = job<int>;");
  EXPECT_TRUE(Code.facts("X").isTask());
  EXPECT_EQ(Code.facts("X").Starts, Start::Lazy);
}

TEST(Promise, OfTraitsIsFoundWhereTheTypeHasAnExecutor) {
  Unit Code(R"cpp(
    struct any_executor {};
    template <class T, class Executor = any_executor> class awaitable {};
    template <class T, class Executor> struct awaitable_frame : kit::promise<int> {
      template <class U> int await_transform(awaitable<U, Executor>);
    };
    template <class T, class Executor, class... Args>
    struct std::coroutine_traits<awaitable<T, Executor>, Args...> {
      typedef awaitable_frame<T, Executor> promise_type;
    };
    using X = awaitable<int>;
  )cpp");
  ASSERT_TRUE(Code.facts("X").Promise);
  EXPECT_EQ(Code.facts("X").Promise->getName(), "awaitable_frame");
  EXPECT_EQ(Code.facts("X").Awaits, Awaitable::Family);
}

TEST(Promise, IsReadFromAnExplicitSpecialisationOfTheTraits) {
  Unit Code(R"cpp(
    struct job {};
    template <> struct std::coroutine_traits<job> { struct promise_type {}; };
    using X = job;
  )cpp");
  EXPECT_TRUE(Code.facts("X").Promise);
}

TEST(Promise, OfAnExplicitSpecialisationIsNotThatOfOtherInstances) {
  Unit Code(R"cpp(
    template <class T> struct job {};
    template <> struct std::coroutine_traits<job<int>> { struct promise_type {}; };
    using X = job<int>;
    using Y = job<long>;
  )cpp");
  EXPECT_TRUE(Code.facts("X").Promise);
  EXPECT_FALSE(Code.facts("Y").Promise);
}

TEST(Promise, OfAPartialSpecialisationForOneInstanceIsNotThatOfOthers) {
  Unit Code(R"cpp(
    template <class T> struct job {};
    template <class... Args> struct std::coroutine_traits<job<void>, Args...> {
      struct promise_type { std::suspend_never initial_suspend(); };
    };
    template <class T, class... Args> struct std::coroutine_traits<job<T>, Args...> {
      struct promise_type { std::suspend_always initial_suspend(); };
    };
    using X = job<void>;
    using Y = job<int>;
  )cpp");
  EXPECT_EQ(Code.facts("X").Starts, Start::Eager);
  EXPECT_EQ(Code.facts("Y").Starts, Start::Lazy);
}

TEST(Promise, OfTraitsIsFoundInAnInlineNamespaceOfStd) {
  Unit Code(R"cpp(
    namespace std {
    inline namespace v1 { template <class R, class... Args> struct coroutine_traits {}; }
    }
    struct job {};
    template <> struct std::coroutine_traits<job> { struct promise_type {}; };
    using X = job;
  )cpp",
            {}, "");
  EXPECT_TRUE(Code.facts("X").Promise);
}

TEST(Promise, IsReadFromTheNestedPatternIfNothingInstantiatesIt) {
  Unit Code(R"cpp(
    template <class T> struct job {
      struct promise_type {
        auto initial_suspend() { return std::suspend_always{}; }
      };
      kit::awaiter<T> operator co_await() &&;
    };
    job<int> f();
    using X = job<int>;
  )cpp");
  EXPECT_TRUE(Code.facts("X").isTask());
  EXPECT_EQ(Code.facts("X").Starts, Start::Lazy);
  EXPECT_EQ(Code.facts("X").Awaits, Awaitable::Rvalue);
}

TEST(Promise, IsMissingInAnOrdinaryClass) {
  Unit Code("struct plain { int get(); }; using X = plain;");
  EXPECT_FALSE(Code.facts("X").Promise);
  EXPECT_FALSE(Code.facts("X").isTask());
}

TEST(Promise, OfAVoidCoroutineMakesVoidNoTask) {
  Unit Code(R"cpp(
    template <class... Args> struct std::coroutine_traits<void, Args...> {
      struct promise_type : kit::returns<void> {
        void get_return_object();
        std::suspend_never initial_suspend();
        std::suspend_never final_suspend() noexcept;
        void unhandled_exception();
      };
    };
    void f() { co_return; }
    using X = void;
  )cpp");
  EXPECT_TRUE(Code.body("f").promise());
  EXPECT_FALSE(Code.facts("X").Promise);
}

// --- The start ---

/// A task whose promise begins with \p InitialSuspend.
static std::string startedBy(llvm::StringRef InitialSuspend,
                             llvm::StringRef Before = "") {
  return (Before + R"cpp(
    struct job {
      struct promise_type { )cpp" +
          InitialSuspend + R"cpp( };
      kit::awaiter<int> operator co_await() &&;
    };
    using X = job;
  )cpp")
      .str();
}

static Start startOf(llvm::StringRef InitialSuspend, llvm::StringRef Before = "") {
  return Unit(startedBy(InitialSuspend, Before)).facts("X").Starts;
}

TEST(Starts, LazyBySuspendAlways) {
  EXPECT_EQ(startOf("std::suspend_always initial_suspend();"), Start::Lazy);
}

TEST(Starts, EagerBySuspendNever) {
  EXPECT_EQ(startOf("std::suspend_never initial_suspend();"), Start::Eager);
}

TEST(Starts, LazyByADeducedSuspendAlways) {
  EXPECT_EQ(startOf("auto initial_suspend() { return std::suspend_always{}; }"),
            Start::Lazy);
}

TEST(Starts, LazyByAnAwaiterThatIsLiterallyNotReady) {
  EXPECT_EQ(startOf("own initial_suspend();", R"cpp(
    struct own {
      bool await_ready() const { return (false); }
      void await_suspend(std::coroutine_handle<>) {}
      void await_resume() {}
    };
  )cpp"),
            Start::Lazy);
}

TEST(Starts, EagerByAnAwaiterThatIsLiterallyReady) {
  EXPECT_EQ(startOf("own initial_suspend();", R"cpp(
    struct own {
      bool await_ready() const { return true; }
      void await_suspend(std::coroutine_handle<> h) { h.resume(); }
      void await_resume() {}
    };
  )cpp"),
            Start::Eager);
}

TEST(Starts, LazyByAnAwaiterLocalToTheFunction) {
  EXPECT_EQ(startOf(R"cpp(
    auto initial_suspend() {
      struct own {
        promise_type *promise;
        bool await_ready() const { return false; }
        void await_suspend(std::coroutine_handle<>) {}
        void await_resume() {}
      };
      return own{this};
    }
  )cpp"),
            Start::Lazy);
}

TEST(Starts, UnknownIfTheAwaiterUsesTheHandle) {
  EXPECT_EQ(startOf("own initial_suspend();", R"cpp(
    struct own {
      bool await_ready() const { return false; }
      void await_suspend(std::coroutine_handle<> h) { h.resume(); }
      void await_resume() {}
    };
  )cpp"),
            Start::Unknown);
}

TEST(Starts, UnknownIfTheAwaiterUsesTheHandleOfAnyPromise) {
  EXPECT_EQ(startOf("own initial_suspend();", R"cpp(
    struct own {
      bool await_ready() const { return false; }
      template <class P> void await_suspend(std::coroutine_handle<P> h) { h.resume(); }
      void await_resume() {}
    };
  )cpp"),
            Start::Unknown);
}

TEST(Starts, UnknownIfADerivedAwaiterUsesTheHandle) {
  EXPECT_EQ(startOf("own initial_suspend();", R"cpp(
    struct own : std::suspend_always {
      void await_suspend(std::coroutine_handle<> h) { h.resume(); }
    };
  )cpp"),
            Start::Unknown);
}

TEST(Starts, UnknownIfReadinessIsComputed) {
  EXPECT_EQ(startOf("own initial_suspend();", R"cpp(
    struct own {
      bool ready;
      bool await_ready() const { return ready; }
      void await_suspend(std::coroutine_handle<>) {}
      void await_resume() {}
    };
  )cpp"),
            Start::Unknown);
}

TEST(Starts, UnknownIfTheAwaiterIsNotDefined) {
  EXPECT_EQ(startOf("own initial_suspend();", "struct own;"), Start::Unknown);
}

TEST(Starts, UnknownIfReadinessIsNotDefined) {
  EXPECT_EQ(startOf("own initial_suspend();", R"cpp(
    struct own { bool await_ready() const; };
  )cpp"),
            Start::Unknown);
}

TEST(Starts, UnknownIfThePromiseDoesNotTell) { EXPECT_EQ(startOf(""), Start::Unknown); }

constexpr llvm::StringLiteral UnknownStart = R"cpp(
  struct own {
    bool ready;
    bool await_ready() const { return ready; }
  };
)cpp";

TEST(Starts, LazyByTheLibraryTable) {
  Unit Code(UnknownStart + R"cpp(
    namespace boost::cobalt {
    template <class T> struct task { struct promise_type { own initial_suspend(); }; };
    }
    using X = boost::cobalt::task<int>;
  )cpp");
  EXPECT_EQ(Code.facts("X").Starts, Start::Lazy);
}

TEST(Starts, EagerByTheLibraryTableWhateverThePromiseSeemsToSay) {
  Unit Code(R"cpp(
    namespace concurrencpp {
    template <class T> struct result {
      struct promise_type { std::suspend_always initial_suspend(); };
    };
    }
    using X = concurrencpp::result<int>;
  )cpp");
  EXPECT_EQ(Code.facts("X").Starts, Start::Eager);
}

TEST(Starts, UnknownForATypeThatOnlyEndsLikeOneOfTheTable) {
  Unit Code(UnknownStart + R"cpp(
    namespace other {
    template <class T> struct task { struct promise_type { own initial_suspend(); }; };
    }
    using X = other::task<int>;
  )cpp");
  EXPECT_EQ(Code.facts("X").Starts, Start::Unknown);
}

// --- The awaiter ---

/// The facts of `X`, a task of `int` with the members \p Inside, and with \p Outside.
static TypeFacts taskWith(llvm::StringRef Inside, llvm::StringRef Outside = "") {
  Unit Code(R"cpp(
    namespace lib {
    struct job {
      struct promise_type : kit::promise<job>, kit::returns<int> {};
  )cpp" + Inside +
            "};\n" + Outside + "}\nusing X = lib::job;");
  return Code.facts("X");
}

static Awaitable awaits(llvm::StringRef Inside, llvm::StringRef Outside = "") {
  return taskWith(Inside, Outside).Awaits;
}

TEST(Awaits, RvalueByAnRvalueOperatorOnly) {
  EXPECT_EQ(awaits("kit::awaiter<int> operator co_await() &&;"), Awaitable::Rvalue);
}

TEST(Awaits, AnyByOperatorsForBoth) {
  EXPECT_EQ(awaits("kit::awaiter<int> operator co_await() &;"
                   "kit::awaiter<int> operator co_await() &&;"),
            Awaitable::Any);
}

TEST(Awaits, AnyByAnUnqualifiedOperator) {
  EXPECT_EQ(awaits("kit::awaiter<int> operator co_await();"), Awaitable::Any);
}

TEST(Awaits, AnyByAConstOperator) {
  EXPECT_EQ(awaits("kit::awaiter<int> operator co_await() const;"), Awaitable::Any);
}

TEST(Awaits, AnyByAnLvalueOperator) {
  EXPECT_EQ(awaits("kit::awaiter<int> operator co_await() &;"), Awaitable::Any);
}

TEST(Awaits, RvalueIfTheLvalueOperatorIsDeleted) {
  EXPECT_EQ(awaits("kit::awaiter<int> operator co_await() & = delete;"
                   "kit::awaiter<int> operator co_await() &&;"),
            Awaitable::Rvalue);
}

TEST(Awaits, RvalueThroughAUsingDeclaration) {
  Unit Code(R"cpp(
    struct base { kit::awaiter<int> operator co_await() &&; };
    struct job : private base { using base::operator co_await; };
    using X = job;
  )cpp");
  EXPECT_EQ(Code.facts("X").Awaits, Awaitable::Rvalue);
}

TEST(Awaits, NothingByAnOperatorThatIsConstrainedAway) {
  Unit Code(R"cpp(
    template <class T> struct job {
      kit::awaiter<int> operator co_await() && requires (sizeof(T) > 100);
    };
    using X = job<int>;
    X Made;
  )cpp");
  EXPECT_EQ(Code.facts("X").Awaits, Awaitable::No);
}

TEST(Awaits, AnyByAFreeOperatorOfConstReference) {
  EXPECT_EQ(awaits("", "kit::awaiter<int> operator co_await(const job &);"),
            Awaitable::Any);
}

TEST(Awaits, RvalueByAFreeOperatorOfRvalueReference) {
  EXPECT_EQ(awaits("", "kit::awaiter<int> operator co_await(job &&);"),
            Awaitable::Rvalue);
}

TEST(Awaits, RvalueByAFreeOperatorThatTakesAMoveOnlyTaskByValue) {
  EXPECT_EQ(awaits("job(job &&);", "kit::awaiter<int> operator co_await(job);"),
            Awaitable::Rvalue);
}

TEST(Awaits, AnyByAFreeOperatorThatTakesACopyableTaskByValue) {
  EXPECT_EQ(awaits("", "kit::awaiter<int> operator co_await(job);"), Awaitable::Any);
}

TEST(Awaits, RvalueByAHiddenFriend) {
  EXPECT_EQ(awaits("friend kit::awaiter<int> operator co_await(job &&);"),
            Awaitable::Rvalue);
}

TEST(Awaits, RvalueByAFreeOperatorTemplate) {
  Unit Code(R"cpp(
    namespace lib {
    template <class T> struct job {};
    template <class T> kit::awaiter<T> operator co_await(job<T> &&);
    }
    using X = lib::job<int>;
    X Made;
  )cpp");
  EXPECT_EQ(Code.facts("X").Awaits, Awaitable::Rvalue);
}

TEST(Awaits, AnyByAFreeOperatorThatTakesABase) {
  Unit Code(R"cpp(
    namespace lib {
    struct base {};
    kit::awaiter<int> operator co_await(const base &);
    struct job : base {};
    }
    using X = lib::job;
  )cpp");
  EXPECT_EQ(Code.facts("X").Awaits, Awaitable::Any);
}

TEST(Awaits, NothingByAFreeOperatorOfAnotherType) {
  EXPECT_EQ(awaits("", "struct other {}; kit::awaiter<int> operator co_await(other);"),
            Awaitable::No);
}

TEST(Awaits, AnyByTheMembersOfAnAwaiter) {
  EXPECT_EQ(awaits("bool await_ready(); void await_suspend(std::coroutine_handle<>);"
                   "int await_resume();"),
            Awaitable::Any);
}

TEST(Awaits, AnyIfTheAwaiterTakesAHandleOfItsOwnFamilyOnly) {
  EXPECT_EQ(awaits("bool await_ready(); int await_resume();"
                   "void await_suspend(std::coroutine_handle<promise_type>, int *env);"),
            Awaitable::Any);
}

TEST(Awaits, NothingByHalfAnAwaiter) {
  EXPECT_EQ(awaits("bool await_ready();"), Awaitable::No);
  EXPECT_EQ(awaits("int await_resume();"), Awaitable::No);
}

TEST(Awaits, NothingOfATaskThatOnlyHasAPromise) {
  TypeFacts Facts = taskWith("");
  EXPECT_TRUE(Facts.Promise);
  EXPECT_FALSE(Facts.isTask());
}

TEST(Awaits, FamilyIfItsOwnPromiseTransformsAndNothingElseDoes) {
  Unit Code(R"cpp(
    struct job {
      struct promise_type : kit::promise<job> { template <class A> A await_transform(A); };
    };
    using X = job;
  )cpp");
  EXPECT_EQ(Code.facts("X").Awaits, Awaitable::Family);
  EXPECT_TRUE(Code.facts("X").isTask());
}

TEST(Awaits, NothingOfAnAwaiterThatIsNoTask) {
  Unit Code("using X = std::suspend_always;");
  EXPECT_EQ(Code.facts("X").Awaits, Awaitable::Any);
  EXPECT_FALSE(Code.facts("X").isTask());
}

// --- Operations ---

/// Whether a class with the members \p Inside and no promise is an operation.
static bool isOperation(llvm::StringRef Inside) {
  Unit Code("struct X_ {" + Inside + "}; using X = X_;");
  return Code.facts("X").IsOperation;
}

TEST(Operation, IsAnAwaiter) {
  EXPECT_TRUE(
      isOperation("bool await_ready(); void await_suspend(std::coroutine_handle<>);"
                  "void await_resume();"));
}

TEST(Operation, IsWhatHasOneByAnOperator) {
  EXPECT_TRUE(isOperation("kit::awaiter<int> operator co_await();"));
}

TEST(Operation, IsNothingThatCanBeWaitedForOtherwise) {
  EXPECT_FALSE(isOperation("kit::awaiter<int> operator co_await(); int get();"));
}

TEST(Operation, IsNoTask) {
  Unit Code("using X = task<int>; X f() { co_return 1; }");
  EXPECT_FALSE(Code.facts("X").IsOperation);
}

TEST(Operation, IsNothingThatCannotBeAwaited) { EXPECT_FALSE(isOperation("int value;")); }

// --- Detached types and generators ---

/// The facts of a coroutine type with the given awaiters and other members.
static TypeFacts jobWith(llvm::StringRef Initial, llvm::StringRef Final,
                         llvm::StringRef Members = "", llvm::StringRef InPromise = "",
                         llvm::StringRef Base = "struct base {};") {
  Unit Code(Base + "struct job : base { struct promise_type : kit::promise<job, std::" +
            Initial + ", std::" + Final + ">, kit::returns<void> {" + InPromise + "};\n" +
            Members + "}; using X = job;");
  return Code.facts("X");
}

static bool isDetachedWith(llvm::StringRef Members, llvm::StringRef InPromise = "",
                           llvm::StringRef Base = "struct base {};") {
  return jobWith("suspend_never", "suspend_never", Members, InPromise, Base).IsDetached;
}

TEST(Detached, IfItStartsEndsAndIsForgottenByItself) {
  EXPECT_TRUE(isDetachedWith(""));
  EXPECT_FALSE(jobWith("suspend_never", "suspend_never").isTask());
}

TEST(Detached, IfNothingButSpecialMembersCanBeCalled) {
  EXPECT_TRUE(isDetachedWith("job(job &&); job &operator=(job &&); ~job();"
                             "static job make(); private: int get();"));
}

TEST(Detached, EvenIfItsPromiseTransformsWhatItAwaits) {
  EXPECT_TRUE(
      isDetachedWith("", "struct tag {}; std::suspend_never await_transform(tag);"));
  EXPECT_TRUE(isDetachedWith("", "template <class A> A &&await_transform(A &&);"));
}

TEST(Detached, NotIfItHasAnAccessor) { EXPECT_FALSE(isDetachedWith("bool done();")); }

TEST(Detached, NotIfItHasAnAccessorTemplate) {
  EXPECT_FALSE(isDetachedWith("template <class F> void then(F);"));
}

TEST(Detached, NotIfABaseHasAnAccessor) {
  EXPECT_FALSE(isDetachedWith("", "", "struct base { void wait(); };"));
}

TEST(Detached, NotIfItCanBeAwaited) {
  EXPECT_FALSE(isDetachedWith("kit::awaiter<void> operator co_await();"));
}

TEST(Detached, NotIfItYields) {
  TypeFacts Facts = jobWith("suspend_never", "suspend_never", "",
                            "std::suspend_always yield_value(int);");
  EXPECT_TRUE(Facts.IsGenerator);
  EXPECT_FALSE(Facts.IsDetached);
}

TEST(Detached, NotIfItIsLazy) {
  EXPECT_FALSE(jobWith("suspend_always", "suspend_never").IsDetached);
}

TEST(Detached, NotIfItSuspendsAtItsEnd) {
  EXPECT_FALSE(jobWith("suspend_never", "suspend_always").IsDetached);
}

TEST(Detached, ByOptionWhateverItsStructureSays) {
  SharedOptions Options;
  Options.DetachedTypes = "acme::task";
  Unit Code("using X = task<int>;", Options);
  EXPECT_TRUE(Code.facts("X").IsDetached);
  EXPECT_FALSE(Code.facts("X").isTask());
}

TEST(Detached, IfItsTraitsSaySo) {
  Unit Code(R"cpp(
    struct fire_and_forget {};
    template <class... Args> struct std::coroutine_traits<fire_and_forget, Args...> {
      struct promise_type : kit::promise<fire_and_forget, suspend_never, suspend_never> {};
    };
    using X = fire_and_forget;
  )cpp");
  EXPECT_TRUE(Code.facts("X").IsDetached);
}

TEST(Generator, IsNoTask) {
  TypeFacts Facts = jobWith("suspend_always", "suspend_always", "int *begin();",
                            "std::suspend_always yield_value(int);");
  EXPECT_TRUE(Facts.IsGenerator);
  EXPECT_FALSE(Facts.isTask());
}

TEST(Generator, IsNoTaskIfItsPromiseTransforms) {
  TypeFacts Facts = jobWith("suspend_always", "suspend_always", "int *begin();",
                            "std::suspend_always yield_value(int);"
                            "template <class A> A await_transform(A);");
  EXPECT_TRUE(Facts.IsGenerator);
  EXPECT_FALSE(Facts.isTask());
}

TEST(Generator, IsNoTaskIfOnlyItsIteratorIsAwaited) {
  TypeFacts Facts = jobWith("suspend_always", "suspend_always",
                            "kit::awaiter<int *> begin(); kit::awaiter<int *> next();",
                            "template <class T> std::suspend_always yield_value(T);");
  EXPECT_TRUE(Facts.IsGenerator);
  EXPECT_FALSE(Facts.isTask());
}

// --- Copies and guards ---

static bool isMoveOnly(llvm::StringRef Members) {
  Unit Code("struct X_ {" + Members + "}; using X = X_;");
  return Code.facts("X").IsMoveOnly;
}

TEST(MoveOnly, ByAMoveConstructor) { EXPECT_TRUE(isMoveOnly("X_(X_ &&);")); }

TEST(MoveOnly, ByADeletedCopyConstructor) {
  EXPECT_TRUE(isMoveOnly("X_(const X_ &) = delete; X_(X_ &&);"));
}

TEST(MoveOnly, ByAMemberThatCannotBeCopied) {
  EXPECT_TRUE(isMoveOnly("struct part { part(part &&); } member;"));
}

TEST(MoveOnly, NotIfItCanBeCopied) {
  EXPECT_FALSE(isMoveOnly("int value;"));
  EXPECT_FALSE(isMoveOnly("X_(const X_ &); X_(X_ &&);"));
}

TEST(MoveOnly, NotIfItCannotBeMovedEither) {
  EXPECT_FALSE(isMoveOnly("X_(X_ &&) = delete;"));
}

static bool isGuard(const llvm::Twine &Code) {
  return Unit("struct mutex { void lock(); void unlock(); };" + Code).facts("X").IsGuard;
}

TEST(Guard, ByItsAttribute) {
  EXPECT_TRUE(
      isGuard("struct __attribute__((scoped_lockable)) hold {}; using X = hold;"));
}

TEST(Guard, ByItsMutexType) {
  EXPECT_TRUE(isGuard(R"cpp(
    template <class M> struct hold { using mutex_type = M; ~hold(); };
    using X = hold<mutex>;
    X Made;
  )cpp"));
}

TEST(Guard, ByADestructorThatUnlocks) {
  EXPECT_TRUE(isGuard(R"cpp(
    struct hold { mutex *held; ~hold() { if (held) held->unlock(); } };
    using X = hold;
  )cpp"));
}

TEST(Guard, ByADestructorTemplateThatUnlocks) {
  EXPECT_TRUE(isGuard(R"cpp(
    template <class M> struct hold { M &held; ~hold() { held.unlock(); } };
    hold<mutex> make();
    using X = hold<mutex>;
  )cpp"));
}

TEST(Guard, ByAMemberThatUnlocksIfTheDestructorIsDefinedElsewhere) {
  EXPECT_TRUE(isGuard("struct hold { hold(hold &&); ~hold(); void unlock(); };"
                      "using X = hold;"));
}

TEST(Guard, NotByAMemberThatUnlocksIfItCannotMove) {
  EXPECT_FALSE(isGuard("struct gate { gate(gate &&) = delete; ~gate(); void unlock(); };"
                       "using X = gate;"));
}

TEST(Guard, NotByAnyDestructor) {
  EXPECT_FALSE(
      isGuard("struct file { ~file() { close(); } void close(); }; using X = file;"));
}

TEST(Guard, NotByAMutexTypeAlone) {
  EXPECT_FALSE(isGuard("struct cache { using mutex_type = mutex; }; using X = cache;"));
}

TEST(Guard, NotByAMemberThatUnlocks) {
  EXPECT_FALSE(isGuard("struct door { ~door(); void open() { m.unlock(); } mutex m; };"
                       "using X = door;"));
}

// --- What `co_await` yields ---

/// What an lvalue and an rvalue of the task \p Name yield, joined by a bar.
static std::string yieldsOf(const llvm::Twine &Code) {
  Unit Source(Code);
  QualType Type = Source.type("X");
  return Source.text(Source.Model.Types.yields(Type, true)) + " | " +
         Source.text(Source.Model.Types.yields(Type, false));
}

TEST(Yields, Void) { EXPECT_EQ(yieldsOf("using X = task<>;"), "void | void"); }

TEST(Yields, AValue) { EXPECT_EQ(yieldsOf("using X = task<int>;"), "int | int"); }

TEST(Yields, AReference) {
  EXPECT_EQ(
      yieldsOf("using X = task<int &>; task<int &> f() { static int i; co_return i; }"),
      "int & | int &");
}

TEST(Yields, WhatTheOperatorForLvaluesAndTheOneForRvaluesSay) {
  EXPECT_EQ(yieldsOf(R"cpp(
    struct X_ {
      kit::awaiter<int &> operator co_await() const &;
      kit::awaiter<int &&> operator co_await() const &&;
    };
    using X = X_;
  )cpp"),
            "int & | int &&");
}

TEST(Yields, TheSameInWhateverOrderTheOperatorsStand) {
  EXPECT_EQ(yieldsOf(R"cpp(
    struct X_ {
      kit::awaiter<int &&> operator co_await() const &&;
      kit::awaiter<int &> operator co_await() const &;
    };
    using X = X_;
  )cpp"),
            "int & | int &&");
}

TEST(Yields, OnlyWhatAnRvalueYieldsIfLvaluesCannotBeAwaited) {
  EXPECT_EQ(yieldsOf("struct X_ { kit::awaiter<char> operator co_await() &&; };"
                     "using X = X_;"),
            "char | char");
}

TEST(Yields, WhatTheAwaiterItselfResumesWith) {
  EXPECT_EQ(yieldsOf("using X = kit::awaiter<const char *>;  X Made;"),
            "const char * | const char *");
}

TEST(Yields, TheArgumentIfTheAwaiterDeducesItsResult) {
  EXPECT_EQ(yieldsOf(R"cpp(
    template <class T> struct job {
      struct promise_type : kit::promise<job>, kit::returns<T> {};
      auto operator co_await() const {
        struct awaiter {
          promise_type &promise;
          decltype(auto) await_resume() { return promise.result(); }
        };
        return awaiter{*static_cast<promise_type *>(nullptr)};
      }
    };
    using X = job<long>;
    X Made;
  )cpp"),
            "long | long");
}

TEST(Yields, TheArgumentIfTheFamilyTransformsIt) {
  EXPECT_EQ(yieldsOf(TraitsTask + "using X = job<bool>; X Made;"), "bool | bool");
}

TEST(Yields, WhatReturnValueTakesIfTheTaskIsNoTemplate) {
  EXPECT_EQ(yieldsOf(R"cpp(
    struct job {
      struct promise_type : kit::promise<job> {
        void return_value(const int &);
        template <class A> A await_transform(A);
      };
    };
    using X = job;
  )cpp"),
            "int | int");
}

TEST(Yields, VoidIfThePromiseReturnsVoidAndTheTaskIsNoTemplate) {
  EXPECT_EQ(yieldsOf(R"cpp(
    struct job {
      struct promise_type : kit::promise<job> {
        void return_void();
        template <class A> A await_transform(A);
      };
    };
    using X = job;
  )cpp"),
            "void | void");
}

TEST(Yields, TheTaskItselfIfItsAwaiterHandsItBack) {
  EXPECT_EQ(yieldsOf(R"cpp(
    struct job {
      struct promise_type : kit::promise<job> {};
      kit::awaiter<job> operator co_await() &&;
    };
    using X = job;
  )cpp"),
            "job | job");
}

TEST(Yields, NothingForATypeThatCannotBeAwaited) {
  EXPECT_EQ(yieldsOf("struct plain {}; using X = plain;"), " | ");
}

static bool mayYieldReference(const llvm::Twine &Awaiting) {
  Unit Code("struct X_ {" + Awaiting + "}; using X = X_;");
  return Code.facts("X").LvalueMayYieldReference;
}

TEST(Yields, PerhapsAReferenceByTheOperatorForLvalues) {
  EXPECT_TRUE(mayYieldReference("kit::awaiter<int &> operator co_await() &;"));
  EXPECT_FALSE(mayYieldReference("kit::awaiter<int> operator co_await() &;"));
}

TEST(Yields, NoReferenceIfOnlyRvaluesCanBeAwaited) {
  EXPECT_FALSE(mayYieldReference("kit::awaiter<int &> operator co_await() &&;"));
}

// --- What a coroutine may await ---

/// Whether a promise with the members \p Promise may await `X`, which \p Code declares.
static bool mayAwait(llvm::StringRef Promise, const llvm::Twine &Code) {
  Unit Source(Code + "\nstruct other { struct promise_type {" + Promise + "}; };");
  return Source.Model.Types.canAwait(&Source.record("other::promise_type"),
                                     Source.type("X"));
}

TEST(CanAwait, WhatHasAnAwaiterIfNothingIsTransformed) {
  EXPECT_TRUE(mayAwait("", "using X = task<int>; X f();"));
  EXPECT_FALSE(mayAwait("", "struct plain {}; using X = plain;"));
}

TEST(CanAwait, NoTaskOfAnotherFamily) {
  EXPECT_FALSE(mayAwait("", TraitsTask + "using X = job<int>;"));
}

TEST(CanAwait, WhatATransformTemplateTakes) {
  llvm::StringRef Transform = "template <class T> int await_transform(task<T>);";
  EXPECT_TRUE(mayAwait(Transform, "using X = task<int>;"));
  EXPECT_FALSE(mayAwait(Transform, "using X = std::suspend_always;"));
}

TEST(CanAwait, WhatATransformTakesThoughItHasNoAwaiter) {
  EXPECT_TRUE(
      mayAwait("int await_transform(plain &&);", "struct plain {}; using X = plain;"));
}

TEST(CanAwait, WhatHasAnAwaiterIfEverythingIsTransformed) {
  llvm::StringRef Transform = "template <class A> A &&await_transform(A &&);";
  EXPECT_TRUE(mayAwait(Transform, "using X = task<int>;"));
  EXPECT_FALSE(mayAwait(Transform, "struct plain {}; using X = plain;"));
}

TEST(CanAwait, WhatAnAbbreviatedTransformTakes) {
  EXPECT_TRUE(mayAwait("int await_transform(auto &&);", "using X = task<int>;"));
}

TEST(CanAwait, NothingIfTheTransformOfEverythingIsDeleted) {
  EXPECT_FALSE(mayAwait("template <class A> int await_transform(A &&) = delete;",
                        "using X = task<int>;"));
}

TEST(CanAwait, WhatDerivesFromTheParameterOfATransform) {
  EXPECT_TRUE(mayAwait("int await_transform(const base &);",
                       "struct base {}; struct derived : base {}; using X = derived;"));
}

TEST(CanAwait, WhatDerivesFromAnInstanceThatATransformTemplateTakes) {
  EXPECT_TRUE(mayAwait("template <class T> int await_transform(const base<T> &);",
                       "template <class T> struct base {};"
                       "struct derived : base<int> {}; using X = derived;"));
}

TEST(CanAwait, OnlyWhatHasAnAwaiterIfThePromiseIsUnknown) {
  Unit Code(TraitsTask + "using X = task<int>; using Y = job<int>;");
  EXPECT_TRUE(Code.Model.Types.canAwait(nullptr, Code.type("X")));
  EXPECT_FALSE(Code.Model.Types.canAwait(nullptr, Code.type("Y")));
}

TEST(CanAwait, NoTypeThatIsNoClass) { EXPECT_FALSE(mayAwait("", "using X = int;")); }

TEST(CanAwait, AnyInstanceOfItsOwnFamily) {
  Unit Code(R"cpp(
    template <class T> struct job {
      struct promise_type : kit::promise<job>, kit::returns<T> {
        template <class A> auto await_transform(A &&a) { return kit::awaiter<int>(); }
      };
    };
    job<void> f(job<void> same, job<int> other) { co_await same; co_await other; }
    using X = job<void>;
    using Y = job<int>;
  )cpp");
  const CXXRecordDecl *Promise = Code.body("f").promise();
  ASSERT_TRUE(Promise);
  EXPECT_TRUE(Code.Model.Types.canAwait(Promise, Code.type("X")));
  EXPECT_TRUE(Code.Model.Types.canAwait(Promise, Code.type("Y")));
}

TEST(CanAwait, NoDetachedTypeOfItsOwnFamily) {
  Unit Code(R"cpp(
    struct job {
      struct promise_type : kit::promise<job, std::suspend_never, std::suspend_never> {
        template <class A> A &&await_transform(A &&);
      };
    };
    using X = job;
  )cpp");
  EXPECT_FALSE(Code.Model.Types.canAwait(Code.facts("X").Promise, Code.type("X")));
}

// --- Containers ---

/// The element of the container \p Members; empty if it is none.
static std::string elementOf(llvm::StringRef Members) {
  Unit Code("struct X_ {" + Members + "};");
  std::optional<QualType> Element = Code.Model.Types.elementOf(Code.record("X_"));
  return Element ? Code.text(*Element) : "";
}

TEST(ElementOf, IsTheValueTypeOfARange) {
  EXPECT_EQ(elementOf("using value_type = int; int *begin(); int *end();"), "int");
}

TEST(ElementOf, IsFoundInABase) {
  Unit Code(R"cpp(
    template <class T> struct range { typedef T value_type; T *begin(); T *end(); };
    struct X_ : range<char> {};
  )cpp");
  auto Element = Code.Model.Types.elementOf(Code.record("X_"));
  ASSERT_TRUE(Element);
  EXPECT_TRUE((*Element)->isCharType());
}

TEST(ElementOf, IsMissingWithoutARangeOrAValueType) {
  EXPECT_EQ(elementOf("using value_type = int;"), "");
  EXPECT_EQ(elementOf("using value_type = int; int *begin();"), "");
  EXPECT_EQ(elementOf("int *begin(); int *end();"), "");
}

// --- Types that claim nothing ---

static bool claimsNothing(const TypeFacts &Facts) {
  return !Facts.Promise && Facts.Starts == Start::Unknown &&
         Facts.Awaits == Awaitable::No && !Facts.IsDetached && !Facts.IsGenerator &&
         !Facts.IsMoveOnly && !Facts.IsGuard && !Facts.DropHasMeaning &&
         Facts.LvalueYields.isNull() && Facts.RvalueYields.isNull();
}

TEST(Nothing, IsKnownOfTypesThatAreNoClasses) {
  Unit Code("using X = int; using Y = task<int> *; enum Z_ {}; using Z = Z_;");
  EXPECT_TRUE(claimsNothing(Code.facts("X")));
  EXPECT_TRUE(claimsNothing(Code.facts("Y")));
  EXPECT_TRUE(claimsNothing(Code.facts("Z")));
}

TEST(Nothing, IsKnownOfANullType) {
  Unit Code("");
  EXPECT_TRUE(claimsNothing(Code.Model.Types.of(QualType())));
  EXPECT_FALSE(Code.Model.Types.record(QualType()));
  EXPECT_TRUE(Code.Model.Types.yields(QualType(), true).isNull());
}

TEST(Nothing, IsKnownOfAClassThatIsOnlyDeclared) {
  Unit Code(
      "struct later; using X = later; template <class T> struct t; using Y = t<int>;");
  EXPECT_TRUE(claimsNothing(Code.facts("X")));
  EXPECT_TRUE(claimsNothing(Code.facts("Y")));
}

TEST(Nothing, IsKnownOfADependentType) {
  Unit Code("template <class T> void f(T, task<T>, typename T::type);");
  for (const ParmVarDecl *Parameter : Code.function("f").parameters())
    EXPECT_TRUE(claimsNothing(Code.Model.Types.of(Parameter->getType())));
}

TEST(Nothing, CanBeAwaitedWithoutTheCoroutineHeader) {
  Unit Code("struct job { struct promise_type {}; job(job &&); bool await_ready();"
            "int await_resume(); }; using X = job;",
            {}, "");
  EXPECT_FALSE(Code.Model.Types.hasCoroutines());
  const TypeFacts &Facts = Code.facts("X");
  EXPECT_FALSE(Facts.Promise);
  EXPECT_EQ(Facts.Awaits, Awaitable::No);
  EXPECT_TRUE(Facts.IsMoveOnly);
}

TEST(Facts, AreTheSameThroughReferencesAndQualifiers) {
  Unit Code("using X = task<int>; using Y = const task<int> &; X Made();");
  EXPECT_TRUE(Code.Model.Types.hasCoroutines());
  EXPECT_EQ(&Code.facts("X"), &Code.facts("Y"));
  EXPECT_TRUE(Code.facts("Y").isTask());
}

TEST(Facts, KnowTasksWhoseDropHasAMeaning) {
  Unit Code(R"cpp(
    namespace cti {
    template <class D> struct continuable_base { struct promise_type {}; };
    }
    using X = cti::continuable_base<int>;
    using Y = task<int>;
  )cpp");
  EXPECT_TRUE(Code.facts("X").DropHasMeaning);
  EXPECT_FALSE(Code.facts("Y").DropHasMeaning);
}

TEST(SameTemplate, HoldsForInstancesOfOneTemplateOnly) {
  Unit Code(R"cpp(
    template <class T> struct a {};
    template <class T> struct b {};
    a<int> A1; a<long> A2; b<int> B;
    struct plain {} P;
  )cpp");
  auto RecordOf = [&](llvm::StringRef Name) -> const CXXRecordDecl & {
    return *Code.type(Name)->getAsCXXRecordDecl();
  };
  EXPECT_TRUE(sameTemplate(RecordOf("A1"), RecordOf("A2")));
  EXPECT_TRUE(sameTemplate(RecordOf("A1"), Code.record("a")));
  EXPECT_FALSE(sameTemplate(RecordOf("A1"), RecordOf("B")));
  EXPECT_TRUE(sameTemplate(RecordOf("P"), RecordOf("P")));
  EXPECT_FALSE(templateOf(RecordOf("P")));
}

static bool isSingleShot(llvm::StringRef Members) {
  Unit Code("struct t { struct promise_type : kit::promise<t>, kit::returns<int> {}; t(t "
            "&&); " +
            Members + " }; using it = t;");
  return Code.facts("it").IsSingleShot;
}

TEST(SingleShot, IsWhatCanBeAwaitedAsAnRvalueOnly) {
  EXPECT_TRUE(isSingleShot("kit::awaiter<int> operator co_await() &&;"));
  EXPECT_FALSE(isSingleShot("kit::awaiter<int> operator co_await();"));
  EXPECT_FALSE(isSingleShot("kit::awaiter<int> operator co_await() &;"
                            "kit::awaiter<int> operator co_await() &&;"));
  EXPECT_FALSE(isSingleShot(""));
}

TEST(SingleShot, IsAFutureOfTheTable) {
  Unit Code("namespace std { template <class T> struct future { future(future &&); };"
            "template <class T> struct shared_future {}; }"
            "using a = std::future<int>; using b = std::shared_future<int>;");
  EXPECT_TRUE(Code.facts("a").IsSingleShot);
  EXPECT_FALSE(Code.facts("b").IsSingleShot);
}

} // namespace async_checks
