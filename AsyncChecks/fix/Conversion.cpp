#include "fix/Conversion.h"
#include "fix/IntoCoroutine.h"
#include "fix/ReturnType.h"
#include "fix/Unseen.h"
#include "model/tasks/Obstacles.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace async_checks {

namespace {

/// Whether the unit shows every place that may use the private members of \p Class.
bool isSeenWhole(const CXXRecordDecl &Class, const SourceManager &Sources) {
  if (Sources.isInMainFile(Class.getLocation()))
    return true;
  if (Class.isDependentContext())
    return false;
  return llvm::all_of(Class.decls(), [&](const Decl *Member) {
    if (const auto *Inner = dyn_cast<CXXRecordDecl>(Member))
      return !Inner->isThisDeclarationADefinition() || isSeenWhole(*Inner, Sources);
    const auto *Method = dyn_cast<CXXMethodDecl>(Member);
    return !isa<FriendDecl, FunctionTemplateDecl>(Member) &&
           (!Method || Method->isDefined() || Method->isImplicit() ||
            Method->isDeleted());
  });
}

/// Whether nobody outside of the unit can call \p Function.
bool isCalledHereOnly(Model &Model, const FunctionDecl &Function) {
  const SourceManager &Sources = Model.Context.getSourceManager();
  if (Model.uses().lambda(Function).second)
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (Method && Method->getAccess() == AS_private)
    return isSeenWhole(*Method->getParent(), Sources);
  return !Function.hasExternalFormalLinkage() &&
         llvm::all_of(Function.redecls(), [&](const FunctionDecl *Declaration) {
           return Sources.isInMainFile(Declaration->getLocation());
         });
}

/// The functions that one edit makes coroutines of, each with its part of the edit.
using Conversion = llvm::MapVector<const FunctionDecl *, Edit>;

class Planner {
public:
  explicit Planner(Model &Unit) : Unit(Unit), Named(Unit.Context) {}

  /// The conversion of \p First and of all ordinary functions that call it.
  std::optional<Conversion> convert(const Body &First) {
    std::optional<TaskType> Task = inferTaskType(Unit, First);
    if (!Task || !Task->Facts)
      return std::nullopt;
    llvm::SetVector<const Body *> Members, Callers;
    Members.insert(&First);
    Conversion Result;
    for (unsigned I = 0; I != Members.size(); ++I) {
      std::vector<CallSite> Calls =
          callsOf(Unit, {Members[I]->Function.getCanonicalDecl()});
      std::optional<Edit> Part = convertOne(*Members[I], Calls, *Task);
      if (!Part)
        return std::nullopt;
      Result[&Members[I]->Function] = std::move(*Part);
      for (const CallSite &Site : Calls) {
        Callers.insert(Site.In);
        if (!Site.In->isCoroutine())
          Members.insert(Site.In);
      }
    }
    if (hasUnseenCall(Members, Result) || hasUnseenCall(Callers, Result))
      return std::nullopt;
    return Result;
  }

private:
  /// Whether another configuration may call in \p Callables one of those that \p Result
  /// makes coroutines of.
  bool hasUnseenCall(const llvm::SetVector<const Body *> &Callables,
                     const Conversion &Result) const {
    llvm::StringSet<> Names;
    llvm::DenseSet<SourceLocation> Seen;
    for (const auto &[Function, Part] : Result) {
      if (Function->getIdentifier())
        Names.insert(Function->getName());
      for (SourceLocation At : Named.of(*Function))
        Seen.insert(Unit.Context.getSourceManager().getFileLoc(At));
    }
    return llvm::any_of(Callables, [&](const Body *Each) {
      return unseenName(*Each, Names, Seen).isValid();
    });
  }

  /// The part of the edit that makes \p Callable a coroutine and awaits it in \p Calls.
  std::optional<Edit> convertOne(const Body &Callable, llvm::ArrayRef<CallSite> Calls,
                                 const TaskType &Of) {
    const FunctionDecl &Function = Callable.Function;
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    std::optional<TaskType> Task = sameTaskType(Unit, Callable, Of);
    if (!Task || obstacleOf(Unit, Callable) || (Method && Method->isVirtual()) ||
        !isCalledHereOnly(Unit, Function))
      return std::nullopt;
    std::optional<Edit> Result = changeReturnType(Unit, {Function.getCanonicalDecl()},
                                                  *Task, Function.getReturnType());
    addIfThere(Result, rewriteBody(Unit, Callable, *Task));
    llvm::DenseSet<SourceLocation> Open = Named.of(Function);
    OncePerText Awaits(Unit.Context);
    for (const CallSite &Site : Calls) {
      addIfThere(Result, Awaits.rest(*Site.Call, awaitCall(Unit, Site, *Task)));
      Open.erase(calleeLocation(*Site.Call));
    }
    // Something else is done with the function: its type is asked for, perhaps.
    if (!Open.empty())
      return std::nullopt;
    return Result;
  }

  Model &Unit;
  const Mentions Named;
};

} // namespace

Conversions::Conversions(Model &Model, llvm::ArrayRef<const Body *> Waiting) {
  if (Waiting.empty())
    return;
  Planner Planner(Model);
  // Functions with a caller in common change together, by the edit of the first of them.
  llvm::MapVector<const FunctionDecl *, Conversion> Groups;
  for (const Body *Callable : Waiting) {
    std::optional<Conversion> Merged = Planner.convert(*Callable);
    if (!Merged)
      continue;
    const FunctionDecl *First = &Callable->Function;
    bool Agree = true;
    llvm::SmallVector<const FunctionDecl *, 2> Absorbed;
    for (auto &[Leader, Group] : Groups) {
      bool Shares = false;
      for (const auto &[Function, Part] : Group)
        if (auto Found = Merged->find(Function); Found != Merged->end()) {
          Shares = true;
          Agree &= Found->second == Part;
        }
      if (Shares)
        Absorbed.push_back(Leader);
    }
    if (!Agree)
      continue;
    for (const FunctionDecl *Leader : llvm::reverse(Absorbed)) {
      Conversion Group = std::move(Groups[Leader]);
      for (auto &[Function, Part] : Group)
        Merged->insert({Function, std::move(Part)});
      Groups.erase(Leader);
      First = Leader;
    }
    Groups[First] = std::move(*Merged);
  }
  for (auto &[Leader, Group] : Groups)
    for (auto &[Function, Part] : Group)
      Edits[Leader].add(std::move(Part));
}

const Edit *Conversions::of(const FunctionDecl &Function) const {
  auto Found = Edits.find(&Function);
  return Found == Edits.end() ? nullptr : &Found->second;
}

} // namespace async_checks
