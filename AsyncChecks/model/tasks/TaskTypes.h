// Which task type a function would return as a coroutine.
#pragma once

#include "model/unit/Uses.h"
#include "clang/AST/DeclTemplate.h"
#include <map>

namespace async_checks {

struct TypeFacts;

/// A task type that a coroutine could return.
struct TaskType {
  /// The facts of \c Record; null if the type is only named and not in sight.
  const TypeFacts *Facts = nullptr;
  const clang::ClassTemplateDecl *Template = nullptr;
  /// The void instance where nothing else is asked for, else one that has a value.
  const clang::CXXRecordDecl *Record = nullptr;
  std::string Configured; ///< the spelling that the user has set, or empty
  /// What to include where the type is not in sight, with its quotes or brackets; empty
  /// if nobody says.
  std::string Header;

  /// The class or class template that stands for it; null if it is not in sight.
  const clang::NamedDecl *key() const;
};

/// The task type that \p Callable should return instead: `async.TaskType`, else the one
/// whose tasks it awaits or waits for, else the one that its class, its namespace or the
/// unit uses most. Nullopt if there is nothing to go by, or if a coroutine could not
/// await in it what \p Callable awaits now.
std::optional<TaskType> inferTaskType(Model &Model, const Body &Callable);

/// \p Task for the value of \p Callable, nullopt if that cannot be. A type that is not in
/// sight, and has a header that brings it, is taken on trust.
std::optional<TaskType> sameTaskType(Model &Model, const Body &Callable, TaskType Task);

/// Finds a class of \p Task in the unit, if there is one: the void instance for void,
/// else any that has a value.
void findInstance(Model &Model, TaskType &Task, clang::QualType Value);

/// The type with the qualified name \p Name, found in the unit or not.
TaskType taskTypeNamed(Model &Model, llvm::StringRef Name);

/// The class or class template that stands for a task type in all its instances.
const clang::NamedDecl *keyOf(const clang::CXXRecordDecl &Record);

/// Whether `co_await` of a \p Record, a task type, yields nothing.
bool isVoidInstance(const clang::CXXRecordDecl &Record, Model &Model);

/// The key with the highest count, the first of several; a null or empty one if none is.
template <typename Counts> auto mostFrequent(const Counts &All) {
  std::remove_const_t<typename Counts::value_type::first_type> Best{};
  unsigned Most = 0;
  for (const auto &[Candidate, Count] : All)
    if (Count > Most) {
      Most = Count;
      Best = Candidate;
    }
  return Best;
}

/// Task-returning functions in ever wider scopes around one function.
class Neighbourhood {
public:
  Neighbourhood(Model &Unit, const clang::FunctionDecl &Of);

  /// Calls \p Each for the task-returning functions of the narrowest scope first; stops
  /// after the first scope in which it returned true.
  void forEachScope(
      llvm::function_ref<bool(llvm::ArrayRef<const clang::FunctionDecl *>)> Each) const;

private:
  Model &Unit;
  llvm::SmallVector<const clang::DeclContext *, 3> Scopes;
};

} // namespace async_checks
