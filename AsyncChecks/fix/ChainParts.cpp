#include "fix/ChainParts.h"
#include "fix/IntoCoroutine.h"
#include "fix/ReturnType.h"
#include "fix/Unseen.h"
#include "model/program/Entities.h"
#include "model/syntax/FileRange.h"
#include "model/tasks/Obstacles.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

using namespace clang;
namespace path = llvm::sys::path;

namespace async_checks {

namespace {

/// Writes the part of one chain.
class PartWriter {
public:
  PartWriter(Model &Unit, const program::Chain &Chain, Paths &Files)
      : Unit(Unit), Chain(Chain), Files(Files), Text(Unit.Context),
        Task(taskTypeNamed(Unit, Chain.Task)), Calls(Unit.Context) {
    for (const program::Member &Each : Chain.Members) {
      Usrs.insert(Each.Usr);
      llvm::StringRef Name = Each.Name;
      Names.insert(Name.drop_front(Name.rfind(':') + 1));
    }
  }

  /// Nullopt if the unit has no part in the chain.
  std::optional<ChainPart> write(const Mentions &Named) {
    find();
    if (Found.empty())
      return std::nullopt;
    for (const auto &[Function, Of] : Found)
      for (const FunctionDecl *Declared : signatureFamily(Unit, *Function))
        if (isMember(*Declared) && Seen.insert(Declared).second)
          writeDeclarations(*Declared);
    writeCalls(Named);
    for (const auto &[Function, Of] : Found)
      if (Of.Definition)
        writeBody(*Of.Definition);
    lookAtBranches(Named);
    Result.Chain = Chain.Name;
    if (Result.Refusal.empty())
      Result.Changes = std::move(Changes);
    return std::move(Result);
  }

private:
  struct Member {
    const Body *Definition = nullptr;
    std::vector<CallSite> Calls; ///< those outside of functions stand in no body
  };

  /// Finds the members that the unit defines or calls.
  void find() {
    auto Add = [this](const FunctionDecl &Function) {
      const FunctionDecl *First = Function.getCanonicalDecl();
      if (Found.find(First) == Found.end() && isMember(*First))
        Found[First].Calls = callsOf(Unit, {First});
    };
    for (const Body *Each : Unit.uses().bodies()) {
      Add(Each->Function);
      if (auto Own = Found.find(Each->Function.getCanonicalDecl()); Own != Found.end())
        Own->second.Definition = Each;
      for (const CallExpr *Call : Each->Calls)
        if (const FunctionDecl *Callee = Call->getDirectCallee())
          Add(*Callee);
    }
    for (const OutsideCall &Each : Unit.uses().outsideCalls()) {
      const FunctionDecl &Callee = *Each.Call->getDirectCallee();
      Add(Callee);
      if (auto Own = Found.find(Callee.getCanonicalDecl()); Own != Found.end())
        Own->second.Calls.push_back({nullptr, Each.Call});
    }
  }

  bool isMember(const FunctionDecl &Function) const {
    bool HasName = isLambdaCallOperator(&Function)
                       ? Names.contains("lambda")
                       : Function.getIdentifier() && Names.contains(Function.getName());
    return HasName && Usrs.contains(entityOf(Function, Files));
  }

  // --- Parts of the part ---

  void writeDeclarations(const FunctionDecl &Function) {
    TaskType Own = typeFor(Function.getReturnType());
    add(changeReturnType(Unit, {&Function}, Own, Function.getReturnType()),
        Function.getLocation(),
        "the result of " + quoted(Function) + " cannot be written anew");
  }

  void writeBody(const Body &Callable) {
    const FunctionDecl &Function = Callable.Function;
    std::optional<TaskType> Own = sameTaskType(Unit, Callable, headedType());
    std::optional<Edit> Part = Own ? rewriteBody(Unit, Callable, *Own) : std::nullopt;
    if (Part && Part->empty() && !Awaiting.contains(&Callable))
      Part = endWithReturn(Callable);
    add(std::move(Part), Function.getLocation(),
        "the body of " + quoted(Function) + " cannot be written anew");
  }

  /// Writes a call before the calls in it: what both put at one place is in this order.
  void writeCalls(const Mentions &Named) {
    std::vector<std::pair<const FunctionDecl *, CallSite>> All;
    for (const auto &[Function, Of] : Found) {
      llvm::DenseSet<SourceLocation> Open = Named.of(*Function);
      for (const CallSite &Site : Of.Calls) {
        All.push_back({Function, Site});
        Open.erase(calleeLocation(*Site.Call));
      }
      if (!Open.empty())
        refuse(*Open.begin(),
               "more is done here with " + quoted(*Function) + " than to call it");
    }
    auto Place = [this](const CallExpr &Call) {
      return std::pair(endOf(Call), Call.getEndLoc());
    };
    llvm::sort(All, [&](const auto &A, const auto &B) {
      return Place(*A.second.Call) > Place(*B.second.Call);
    });
    for (const auto &[Callee, Site] : All)
      writeCall(*Callee, Site);
  }

  /// What another configuration does with a member is not seen, and would stay as it is.
  void lookAtBranches(const Mentions &Named) {
    llvm::SmallSetVector<const Body *, 8> Bodies;
    llvm::DenseSet<SourceLocation> Places;
    for (const auto &[Function, Of] : Found) {
      if (Of.Definition)
        Bodies.insert(Of.Definition);
      for (const CallSite &Site : Of.Calls)
        if (Site.In)
          Bodies.insert(Site.In);
      for (SourceLocation At : Named.of(*Function))
        Places.insert(Text.Sources.getFileLoc(At));
    }
    for (const Body *Each : Bodies)
      if (SourceLocation At = unseenName(*Each, Names, Places); At.isValid())
        refuse(At, "what another configuration does here is not seen");
  }

  void writeCall(const FunctionDecl &Callee, const CallSite &Site) {
    TaskType Own = typeFor(Callee.getReturnType());
    const Body *In = Site.In;
    bool CanAwait = In && (isMember(In->Function) || In->isCoroutine()) &&
                    In->allowsAwait(*Site.Call) &&
                    !LockedParts(Unit, *In).have(*Site.Call);
    if (CanAwait)
      Awaiting.insert(In);
    std::optional<Edit> Part = CanAwait ? awaitCall(Unit, Site, Own) : waitFor(Site);
    add(Calls.rest(*Site.Call, std::move(Part)), beginOf(*Site.Call),
        "the call of " + quoted(Callee) + " cannot be written anew");
  }

  /// Where the text of \p Call ends, which a macro may have been given.
  SourceLocation endOf(const CallExpr &Call) const {
    return Text.Sources.getFileLoc(Call.getEndLoc());
  }

  /// Waits for the task that the call at \p Site will return.
  std::optional<Edit> waitFor(const CallSite &Site) const {
    CharSourceRange Whole = fileRange(Site.Call->getSourceRange(), Unit.Context);
    if (Chain.After.empty() || Whole.isInvalid() ||
        Text.hasDirective(Whole.getBegin(), Whole.getEnd()))
      return std::nullopt;
    Edit Wait;
    if (!Chain.Before.empty()) {
      Wait.Changes.push_back(FixItHint::CreateInsertion(Whole.getBegin(), Chain.Before));
      llvm::StringRef Waiter = llvm::StringRef(Chain.Before).drop_back();
      if (!findNamed(Unit.Context, Waiter) ||
          !Text.Sources.isInMainFile(Whole.getBegin()))
        Wait.Headers.push_back({Chain.WaitHeader, Whole.getBegin()});
    }
    Wait.Changes.push_back(FixItHint::CreateInsertion(Whole.getEnd(), Chain.After));
    return Wait;
  }

  void add(std::optional<Edit> Part, SourceLocation At, const std::string &Otherwise) {
    if (!Part) {
      refuse(At, Otherwise);
      return;
    }
    if (Result.At.isInvalid() ||
        (!Text.Sources.isInMainFile(Result.At) && Text.Sources.isInMainFile(At)))
      Result.At = At;
    for (Edit::Header &Each : Part->Headers)
      Each.Name = headerIn(Each.Name, Each.For);
    Changes.add(std::move(*Part));
  }

  void refuse(SourceLocation At, const std::string &Why) {
    if (!Result.Refusal.empty())
      return;
    Result.At = At;
    Result.Refusal = Why;
  }

  // --- Types and headers ---

  TaskType headedType() const {
    TaskType Headed = Task;
    Headed.Header = Chain.TaskHeader;
    if (!Task.key())
      Headed.Configured = Chain.Task + "<void>";
    return Headed;
  }

  TaskType typeFor(QualType Value) const {
    TaskType Own = headedType();
    findInstance(Unit, Own, Value);
    return Own;
  }

  /// What to include in the file of \p At: a path from the root is told from there.
  std::string headerIn(llvm::StringRef Header, SourceLocation At) const {
    if (Header.starts_with("<") || Header.starts_with("\""))
      return Header.str();
    return "\"" + relativePath(path::parent_path(Files.of(At)), Header) + "\"";
  }

  static std::string quoted(const FunctionDecl &Function) {
    return isLambdaCallOperator(&Function) ? "the lambda"
                                           : "'" + Function.getNameAsString() + "'";
  }

  Model &Unit;
  const program::Chain &Chain;
  Paths &Files;
  const Source Text;
  const TaskType Task;
  llvm::StringSet<> Usrs, Names;
  llvm::MapVector<const FunctionDecl *, Member> Found;
  llvm::DenseSet<const FunctionDecl *> Seen; ///< whose declarations are written
  llvm::DenseSet<const Body *> Awaiting;
  OncePerText Calls; ///< as they are written anew
  Edit Changes;
  ChainPart Result;
};

} // namespace

std::vector<ChainPart> chainParts(Model &Model, const program::Plan &Plan) {
  std::vector<ChainPart> Parts;
  Mentions Named(Model.Context);
  Paths Files(Model.Context.getSourceManager(), Model.Words.Options.Root);
  for (const program::Chain &Each : Plan.Chains)
    if (Each.Refusal.empty())
      if (std::optional<ChainPart> Part = PartWriter(Model, Each, Files).write(Named))
        Parts.push_back(std::move(*Part));
  return Parts;
}

} // namespace async_checks
