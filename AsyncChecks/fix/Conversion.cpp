#include "fix/Conversion.h"
#include "fix/AwaitExpr.h"
#include "fix/ReturnType.h"
#include "model/suspension/Locks.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace async_checks {

bool mayHoldLock(Model &Model, const Body &Callable) {
  for (const DeclStmt *Declaration : Callable.Declarations)
    if (declaresGuard(*Declaration, Model))
      return true;
  return llvm::any_of(Callable.Calls, [&](const CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    return Callee && Model.Words.UnlockMembers.matches(*Callee);
  });
}

namespace {

/// Where a unit names its functions, whether that is evaluated or not.
class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  explicit Mentions(ASTContext &Context) : Sources(Context.getSourceManager()) {
    for (Decl *Declaration : Context.getTraversalScope())
      TraverseDecl(Declaration);
  }

  llvm::DenseSet<SourceLocation> of(const FunctionDecl &Function) const {
    return Places.lookup(Function.getCanonicalDecl());
  }

  bool TraverseDecl(Decl *D) {
    if (D && D->getDeclContext() && D->getDeclContext()->isFileContext() &&
        Sources.isInSystemHeader(D->getLocation()))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }
  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    return add(Name->getDecl(), Name->getLocation());
  }
  bool VisitMemberExpr(MemberExpr *Name) {
    return add(Name->getMemberDecl(), Name->getMemberLoc());
  }
  bool VisitOverloadExpr(OverloadExpr *Name) {
    for (const NamedDecl *Candidate : Name->decls())
      add(Candidate->getUnderlyingDecl(), Name->getNameLoc());
    return true;
  }

private:
  bool add(const NamedDecl *Named, SourceLocation At) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Named))
      Places[Function->getCanonicalDecl()].insert(At);
    return true;
  }

  const SourceManager &Sources;
  llvm::DenseMap<const FunctionDecl *, llvm::DenseSet<SourceLocation>> Places;
};

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

/// Whether the author of \p Function, which may be a lambda, wants it in constants.
bool isWrittenConstexpr(const FunctionDecl &Function, Model &Model) {
  const LambdaExpr *Lambda = Model.uses().lambda(Function).second;
  if (!Lambda)
    return Function.isConstexpr();
  llvm::StringRef Head =
      Source(Model.Context).text(Lambda->getBeginLoc(), Lambda->getBody()->getBeginLoc());
  return Head.contains("constexpr") || Head.contains("consteval");
}

/// Whether the language lets a function like \p Function be a coroutine, and its author
/// has asked for nothing that a coroutine does not keep.
bool mayBecomeCoroutine(Model &Model, const Body &Callable) {
  const FunctionDecl &Function = Callable.Function;
  const auto *Type = Function.getType()->getAs<FunctionProtoType>();
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  bool IsOperator =
      Function.isOverloadedOperator() && !Model.uses().lambda(Function).second;
  return isa<CompoundStmt>(Function.getBody()) &&
         !Source(Model.Context).hasDirective(Function.getBody()->getSourceRange()) &&
         !Model.Types.of(Function.getReturnType()).isTask() && !Function.isTemplated() &&
         !Function.isTemplateInstantiation() && !isWrittenConstexpr(Function, Model) &&
         !Function.isVariadic() && Type && !Type->isNothrow() && !IsOperator &&
         !Function.isNoReturn() && !Function.getTrailingRequiresClause() &&
         !isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(Function) &&
         !(Method && Method->isVirtual()) && isCalledHereOnly(Model, Function) &&
         isOwnChoice(Model, Function);
}

/// Whether \p Return hands back what `co_return` takes as well.
bool mayCoReturn(const ReturnStmt &Return, const FunctionDecl &Function) {
  const Expr *Value = Return.getRetValue();
  if (!Value)
    return true;
  const Expr *Written = written(Value);
  const auto *Made = dyn_cast<CXXConstructExpr>(Written);
  bool IsBraced = isa<InitListExpr>(Written) || (Made && Made->isListInitialization() &&
                                                 !isa<CXXTemporaryObjectExpr>(Made));
  bool IsNull = Function.getReturnType()->isAnyPointerType() &&
                !Written->getType()->isAnyPointerType() &&
                !Written->getType()->isNullPtrType();
  return !IsBraced && !IsNull && !Written->getType()->isFunctionType();
}

/// The functions that one edit makes coroutines of, each with its part of the edit.
using Conversion = llvm::MapVector<const FunctionDecl *, Edit>;

class Planner {
public:
  explicit Planner(Model &Unit) : Unit(Unit), Named(Unit.Context), Text(Unit.Context) {}

  /// The conversion of \p First and of all ordinary functions that call it.
  std::optional<Conversion> convert(const Body &First) {
    std::optional<TaskType> Task = inferTaskType(Unit, First);
    if (!Task || !Task->Facts)
      return std::nullopt;
    llvm::SetVector<const Body *> Members;
    Members.insert(&First);
    Conversion Result;
    for (unsigned I = 0; I != Members.size(); ++I) {
      std::vector<CallSite> Calls =
          callsOf(Unit, {Members[I]->Function.getCanonicalDecl()});
      std::optional<Edit> Part = convertOne(*Members[I], Calls, *Task);
      if (!Part)
        return std::nullopt;
      Result[&Members[I]->Function] = std::move(*Part);
      for (const CallSite &Site : Calls)
        if (!Site.In->isCoroutine())
          Members.insert(Site.In);
    }
    return Result;
  }

private:
  /// The part of the edit that makes \p Callable a coroutine and awaits it in \p Calls.
  std::optional<Edit> convertOne(const Body &Callable, llvm::ArrayRef<CallSite> Calls,
                                 const TaskType &Of) {
    std::optional<TaskType> Task = sameTaskType(Unit, Callable, Of);
    if (!Task || !mayBecomeCoroutine(Unit, Callable) || mayHoldLock(Unit, Callable))
      return std::nullopt;
    const FunctionDecl &Function = Callable.Function;
    std::optional<Edit> Result = changeReturnType(Unit, {Function.getCanonicalDecl()},
                                                  *Task, Function.getReturnType());
    auto Add = [&Result](std::optional<Edit> Part) {
      if (Result && Part)
        Result->add(std::move(*Part));
      else
        Result.reset();
    };
    for (const CallExpr *Call : Callable.Calls)
      if (std::optional<BlockingWait> Wait = Unit.blockingWait(*Call, Callable))
        Add(awaitInstead(Unit, Callable, *Wait, Task->Facts->Promise));
    for (const ReturnStmt *Return : Callable.Returns)
      Add(coReturn(*Return, Function));
    llvm::DenseSet<SourceLocation> Open = Named.of(Function);
    for (const CallSite &Site : Calls) {
      Add(awaitCall(Site, *Task));
      Open.erase(calleeLocation(*Site.Call));
    }
    // Something else is done with the function: its type is asked for, perhaps.
    if (!Open.empty())
      return std::nullopt;
    return Result;
  }

  std::optional<Edit> coReturn(const ReturnStmt &Return, const FunctionDecl &In) const {
    if (!Text.isEditable(Return.getReturnLoc()) || !mayCoReturn(Return, In))
      return std::nullopt;
    Edit Result;
    Result.Changes.push_back(FixItHint::CreateInsertion(Return.getReturnLoc(), "co_"));
    return Result;
  }

  std::optional<Edit> awaitCall(const CallSite &Site, const TaskType &Task) const {
    if (Site.In->Function.isTemplated() || Site.In->Function.isTemplateInstantiation() ||
        mayHoldLock(Unit, *Site.In))
      return std::nullopt;
    const CXXRecordDecl *Promise =
        Site.In->isCoroutine() ? Site.In->promise() : Task.Facts->Promise;
    QualType Type = Unit.Context.getTypeDeclType(cast<TypeDecl>(Task.Record));
    return awaitExpr(
        Unit, *Site.In,
        {.Whole = Site.Call, .Operand = Site.Call, .Type = Type, .Promise = Promise});
  }

  Model &Unit;
  const Mentions Named;
  const Source Text;
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
