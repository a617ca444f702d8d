// What a type is to a coroutine: a task, something to await, a guard.
#pragma once

#include "model/types/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/DenseMap.h"

namespace async_checks {

/// When the body of a coroutine begins to run.
enum class Start {
  Unknown, ///< a custom awaiter decides, or the promise is not in sight
  Lazy,    ///< when it is awaited
  Eager,   ///< when it is called
};

/// What may stand behind `co_await`.
enum class Awaitable {
  No,     ///< nothing says that it can be awaited
  Rvalue, ///< only an rvalue: it is consumed
  Any,    ///< lvalues too
  Family, ///< it has no awaiter of its own, but the promise of its family takes it
};

/// The answers about one class, computed once per canonical record.
struct TypeFacts {
  /// The class that stands as promise behind a coroutine with this return type: nested,
  /// from `std::coroutine_traits`, or its uninstantiated pattern. Null if there is none.
  const clang::CXXRecordDecl *Promise = nullptr;
  /// From `initial_suspend()` of the promise; the library table overrules.
  Start Starts = Start::Unknown;
  Awaitable Awaits = Awaitable::No;
  /// A coroutine return type that nobody can await: it starts at once, destroys itself,
  /// and hands back nothing to ask for a result.
  bool IsDetached = false;
  /// Its coroutines yield values.
  bool IsGenerator = false;
  /// To await it is no wait: the coroutine goes on at once, or ends there, as with an
  /// expected value that is an error.
  bool ShortCircuits = false;
  /// Something to await that is no coroutine's, and has no member to wait for it
  /// otherwise: an operation that is of no use but behind `co_await`.
  bool IsOperation = false;
  /// Copying is impossible, moving is not.
  bool IsMoveOnly = false;
  /// Neither copying nor moving is possible: an object stays where it was made.
  bool IsImmovable = false;
  /// It hands out its result once: to await it again finds nothing.
  bool IsSingleShot = false;
  /// An object that holds a lock or another permit until it is destroyed.
  bool IsGuard = false;
  /// Its objects refer to elements that others own, as std::string_view does.
  bool IsView = false;
  /// Letting the task go is how its library cancels or detaches it.
  bool DropHasMeaning = false;
  /// What `co_await` of an lvalue and of an rvalue yields, references included. Null
  /// where the type does not tell.
  clang::QualType LvalueYields, RvalueYields;
  /// `co_await` of an lvalue, or of an rvalue, may hand out a reference into the task.
  bool LvalueMayYieldReference = false, RvalueMayYieldReference = true;

  /// A coroutine return type whose coroutines somebody is meant to await.
  bool isTask() const { return Promise && Awaits != Awaitable::No; }

  /// A task that does nothing unless somebody awaits it.
  bool isLazyTask() const { return isTask() && Starts == Start::Lazy && !DropHasMeaning; }

  /// One whose objects stand for what a coroutine does later: a task, or a generator.
  bool goesOnLater() const { return isTask() || (Promise && IsGenerator); }
};

/// Answers questions about types of one AST.
class Types {
public:
  Types(clang::ASTContext &Context, const Vocabulary &Words);

  /// True if the unit has seen `<coroutine>`: without it, there is nothing to find.
  bool hasCoroutines() const { return Traits != nullptr; }

  /// Whether any coroutine of the unit may return `void`, and not only one whose frame
  /// belongs to one of its arguments.
  bool anyMayReturnVoid() const { return AnyMayReturnVoid; }

  /// The facts of a class type, with references and qualifiers looked through. For any
  /// other type, and for a dependent one, facts that claim nothing.
  const TypeFacts &of(clang::QualType Type);
  const TypeFacts &of(const clang::CXXRecordDecl &Record);

  /// What `co_await` yields for an operand of \p Type; null if unknown.
  clang::QualType yields(clang::QualType Type, bool IsLvalue);

  /// Whether a coroutine with promise \p Promise may await \p Type. A null promise stands
  /// for one of which nothing is known.
  bool canAwait(const clang::CXXRecordDecl *Promise, clang::QualType Type);
  bool canAwait(const clang::CXXRecordDecl *Promise, const clang::CXXRecordDecl &Operand);

  /// Whether \p Promise changes what its coroutines await, by `await_transform`.
  bool transforms(const clang::CXXRecordDecl &Promise) const {
    return !members(Promise, "await_transform").empty();
  }

  using Members = llvm::SmallVector<const clang::NamedDecl *, 4>;

  /// The members of \p Record, or of the first base that has some, with this name.
  Members members(const clang::CXXRecordDecl &Record, clang::DeclarationName Name) const;
  Members members(const clang::CXXRecordDecl &Record, llvm::StringRef Name) const;

  /// The usable ones among the `operator co_await`s of \p Record: members, and functions
  /// of the namespaces around it.
  llvm::SmallVector<const clang::FunctionDecl *, 4>
  awaitOperators(const clang::CXXRecordDecl &Record) const;

  /// Whether \p Record has an `operator co_await`, usable or not.
  bool hasAwaitOperator(const clang::CXXRecordDecl &Record) const;

  /// What a container holds: a class with `value_type`, `begin` and `end`. Nullopt for
  /// any other class.
  std::optional<clang::QualType> elementOf(const clang::CXXRecordDecl &Record) const;

  /// The class behind a type: its definition, the pattern of a template that was not
  /// instantiated, null if it is no class.
  const clang::CXXRecordDecl *record(clang::QualType Type) const;

private:
  TypeFacts compute(const clang::CXXRecordDecl &Named);
  const clang::CXXRecordDecl *promiseOf(const clang::CXXRecordDecl &Record);
  void indexTraits();
  static bool startsAtEnd(const clang::CXXRecordDecl &Record);
  bool endsCoroutines(const clang::CXXRecordDecl &Awaiter) const;
  bool transformsIntoEnds(const clang::CXXRecordDecl &Promise) const;
  void findAwaiter(const clang::CXXRecordDecl &Record, TypeFacts &Facts);
  void findFallbackYield(const clang::CXXRecordDecl &Record, TypeFacts &Facts);
  Start startOf(const clang::CXXRecordDecl &Promise);
  std::optional<bool> neverSuspends(const clang::CXXRecordDecl &Promise,
                                    llvm::StringRef Member);
  bool isGuard(const clang::CXXRecordDecl &Record);
  bool isView(const clang::CXXRecordDecl &Record) const;
  bool isOrDerivesFrom(const clang::CXXRecordDecl &Derived,
                       const clang::CXXRecordDecl &Base) const;
  clang::QualType awaiterOf(const clang::FunctionDecl &Function) const;
  clang::QualType resumeType(const clang::CXXRecordDecl &Awaiter) const;
  const clang::CXXRecordDecl *
  definitionOrPattern(const clang::CXXRecordDecl *Record) const;

  clang::ASTContext &Context;
  const Vocabulary &Words;
  const clang::ClassTemplateDecl *Traits = nullptr;
  bool AnyMayReturnVoid = false;
  /// Specialisations of `std::coroutine_traits` by the class or class template that
  /// stands as their first argument.
  llvm::DenseMap<const clang::Decl *, const clang::CXXRecordDecl *> TraitsByResult;
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<TypeFacts>> Known;
  const TypeFacts Nothing;
};

/// The template that \p Record is an instance or the pattern of; null for an ordinary
/// class.
const clang::ClassTemplateDecl *templateOf(const clang::CXXRecordDecl &Record);

/// The types among the template arguments of \p Record, those of packs included; none if
/// it is no instance.
llvm::SmallVector<clang::QualType, 2> typeArguments(const clang::CXXRecordDecl &Record);

/// The one function type that an instance of a template is made for, as a
/// `std::function<void()>` is; null for any other type.
const clang::FunctionType *signatureOf(clang::QualType Type);

/// The first template argument of \p Record; null if it is no instance, or if that
/// argument is no type.
clang::QualType firstArgument(const clang::CXXRecordDecl &Record);

/// True if both are the same class, or instances of one template.
bool sameTemplate(const clang::CXXRecordDecl &A, const clang::CXXRecordDecl &B);

} // namespace async_checks
