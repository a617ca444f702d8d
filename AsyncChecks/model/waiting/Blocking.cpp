#include "model/waiting/Blocking.h"
#include "Compat.h"
#include "model/Model.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;
using async_checks::program::FieldWord;

namespace async_checks {

/// The innermost block around \p Node, which is \p Node itself if there is none.
static const Stmt *blockAround(const Stmt &Node, const Body &In) {
  for (const Stmt *Around = In.parent(Node); Around; Around = In.parent(*Around))
    if (isa<CompoundStmt>(Around))
      return Around;
  return &Node;
}

/// Whether an argument of \p Call tells it not to block: `0ms`, `WNOHANG`.
static bool asksNotToBlock(Model &Model, const CallExpr &Call) {
  const FunctionDecl &Callee = *Call.getDirectCallee();
  return llvm::any_of(Call.arguments(), [&](const Expr *Argument) {
    if (!Callee.isExternC())
      return (Call.getNumArgs() == 1 || Argument->getType()->isRecordType()) &&
             isTime(*Argument) && isZeroDuration(Argument);
    return isWrittenWith(*Argument, Model.Words.NonBlockingFlags, Model.Context);
  });
}

bool tellsNotToBlock(Model &Model, const Expr &Use, const Body &In) {
  const Stmt *Callee = In.writtenParent(Use);
  const auto *Call =
      Callee ? dyn_cast_or_null<CXXMemberCallExpr>(In.parent(*Callee)) : nullptr;
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  const auto *Value = Call && Call->getNumArgs()
                          ? dyn_cast<CXXBoolLiteralExpr>(written(Call->getArg(0)))
                          : nullptr;
  return Method && Value && Value->getValue() &&
         Model.Words.NonBlockingSwitches.matches(*Method);
}

/// Whether \p In tells \p Object not to block.
static bool isToldNotToBlock(Model &Model, const ValueDecl &Object, const Body &In) {
  return llvm::any_of(In.uses(Object),
                      [&](const Expr *Use) { return tellsNotToBlock(Model, *Use, In); });
}

/// What the call \p At works with; null if that has no name.
static const ValueDecl *objectOf(const Expr &At) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&At);
  return Member ? namedBy(*Member->getImplicitObjectArgument()) : nullptr;
}

/// Whether \p Call is one of an object that does not block: so it was told here, or, a
/// member, anywhere.
static bool isNonBlocking(Model &Model, const CallExpr &Call, const Body &In) {
  const ValueDecl *Object = objectOf(Call);
  if (!Object)
    return false;
  const auto *Field = dyn_cast<FieldDecl>(Object);
  if (!Field)
    return isToldNotToBlock(Model, *Object, In);
  if (llvm::any_of(Model.uses().bodies(), [&](const Body *Each) {
        return isToldNotToBlock(Model, *Field, *Each);
      }))
    return true;
  auto About = program::Words<FieldWord>::of(FieldWord::Unblocks);
  return llvm::any_of(Model.program().changes(*Field, About),
                      [](const program::FieldChange &Each) {
                        return Each.Does.has(FieldWord::Unblocks);
                      });
}

const FieldDecl *fieldThatBlocks(Model &Model, const Expr &At) {
  const auto *Field = dyn_cast_or_null<FieldDecl>(objectOf(At));
  const CXXRecordDecl *Class = Field ? Model.Types.record(Field->getType()) : nullptr;
  auto HasSwitch = [&](const CXXRecordDecl *Part) {
    return llvm::any_of(Part->methods(), [&](const CXXMethodDecl *Method) {
      return Model.Words.NonBlockingSwitches.matches(*Method);
    });
  };
  if (!Class || !Class->hasDefinition())
    return nullptr;
  bool CanBeTold =
      HasSwitch(Class) ||
      !Class->forallBases([&](const CXXRecordDecl *Base) { return !HasSwitch(Base); });
  return CanBeTold ? Field : nullptr;
}

/// Whether \p Call is of a function of a base that has nothing to wait for in objects of
/// this class.
static bool isPromptHere(Model &Model, const CallExpr &Call) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXRecordDecl *Class =
      Member ? objectTypeOf(*Member)->getAsCXXRecordDecl() : nullptr;
  return Class && Member->getMethodDecl() &&
         !declaresSameEntity(Class, Member->getMethodDecl()->getParent()) &&
         Model.Words.PromptClasses.matches(*Class);
}

/// The thread that \p At joins, null if it joins none.
static const Expr *joinedBy(Model &Model, const Expr &At) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&At);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Model.Words.Joins.matches(*Method)
             ? written(Call->getImplicitObjectArgument())
             : nullptr;
}

/// Whether \p Call joins a thread of \p In whose work names what \p In has awaited
/// before: it has told that it comes to its end.
static bool joinsWhatIsOver(Model &Model, const CallExpr &Call, const Body &In) {
  const Expr *Joined = joinedBy(Model, Call);
  const auto *Thread = Joined ? dyn_cast_or_null<VarDecl>(namedBy(*Joined)) : nullptr;
  if (!Thread || !Thread->getInit())
    return false;
  auto IsNamedByWork = [&](const VarDecl *Named) {
    return llvm::any_of(In.Lambdas, [&](const LambdaExpr *Work) {
      return In.isWithin(*Work, *Thread->getInit()) &&
             !Model.bodyOf(*Work->getCallOperator()).uses(*Named).empty();
    });
  };
  return llvm::any_of(In.Suspensions, [&](const Suspension &Each) {
    llvm::SmallPtrSet<const VarDecl *, 4> Awaited;
    addVariables(*Each.Operand, Awaited);
    return In.isBefore(*Each.Keyword, Call) &&
           In.isWithin(Call, *blockAround(*Each.Keyword, In)) &&
           llvm::any_of(Awaited, IsNamedByWork);
  });
}

bool namesDatabaseInMemory(Model &Model) {
  auto IsNamedIn = [&Model](const Body &In) {
    auto IsName = [&Model](const Expr *Argument) {
      return isWrittenWith(*Argument, Model.Words.MemoryNames, Model.Context);
    };
    return llvm::any_of(In.Calls,
                        [&](const CallExpr *Call) {
                          return llvm::any_of(Call->arguments(), IsName);
                        }) ||
           llvm::any_of(In.Constructions, [&](const CXXConstructExpr *Made) {
             return llvm::any_of(Made->arguments(), IsName);
           });
  };
  return llvm::any_of(Model.uses().bodies(),
                      [&](const Body *Each) { return IsNamedIn(*Each); }) ||
         llvm::any_of(Model.uses().initialisers(),
                      [&](const auto &Each) { return IsNamedIn(*Each); });
}

/// Whether \p Call reads from the console: `std::cin >> name`, `getline(std::cin, name)`.
static bool readsConsole(Model &Model, const CallExpr &Call) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  const FunctionDecl *Callee = Call.getDirectCallee();
  auto IsConsole = [&Model](const Expr *Given) {
    const ValueDecl *Named = Given ? namedBy(*Given) : nullptr;
    return Named && Model.Words.Consoles.matches(*Named);
  };
  if (Operator)
    return Operator->getOperator() == OO_GreaterGreater && IsConsole(Operator->getArg(0));
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  return Callee && Model.Words.ConsoleReads.matches(*Callee) &&
         (llvm::any_of(Call.arguments(), IsConsole) ||
          (Member && IsConsole(Member->getImplicitObjectArgument())));
}

/// A call that parks the thread by what its callee is known to do.
static bool blocks(Model &Model, const CallExpr &Call) {
  if (readsConsole(Model, Call))
    return true;
  const FunctionDecl *Callee = Call.getDirectCallee();
  // What hands out something to await has only begun.
  return Callee && Model.Types.of(Call.getType()).Awaits == Awaitable::No &&
         (compat::isMarkedBlocking(*Callee) ||
          (Model.Words.BlockingCalls.matches(*Callee) && !asksNotToBlock(Model, Call) &&
           !isPromptHere(Model, Call) &&
           !(Model.Words.FileQueries.matches(*Callee) && Model.keepsDatabaseInMemory())));
}

/// An object that is made of a path, as a file stream is.
static bool blocks(Model &Model, const CXXConstructExpr &Made) {
  const CXXConstructorDecl &Constructor = *Made.getConstructor();
  return Made.getNumArgs() != 0 && !Constructor.isCopyOrMoveConstructor() &&
         Model.Words.BlockingCalls.matches(*Constructor.getParent());
}

/// Whether \p Variable holds what \p Call returns until its scope is left, and nobody
/// looks at it.
static bool isOnlyHeldBy(const VarDecl &Variable, const CallExpr &Call, const Body &In) {
  return Variable.hasLocalStorage() && Variable.getInit() &&
         written(Variable.getInit()) == &Call && In.uses(Variable).empty();
}

/// `std::async(work);`, whose result waits for the work when it goes, here or at the end
/// of a scope.
static bool waitsAtEnd(Model &Model, const CallExpr &Call, const Body &In) {
  const NamedDecl *Named = namedCall(Call).Name;
  if (!Named || !Model.Words.WaitersAtEnd.matches(*Named) || Model.offload(Call, In) ||
      !Model.nestedTask(Call).isNull() ||
      llvm::any_of(Call.arguments(), [&Model](const Expr *Argument) {
        return Argument->getType()->isEnumeralType() &&
               isWrittenWith(*Argument, Model.Words.NonBlockingFlags, Model.Context);
      }))
    return false;
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(In.writtenParent(Call));
  return In.isDiscarded(Call) ||
         (Declaration && llvm::any_of(Declaration->decls(), [&](const Decl *Each) {
            const auto *Variable = dyn_cast<VarDecl>(Each);
            return Variable && isOnlyHeldBy(*Variable, Call, In);
          }));
}

llvm::SmallVector<const Expr *, 4> blockingCallsIn(Model &Model, const Body &Body) {
  llvm::SmallVector<const Expr *, 4> Found;
  for (const CallExpr *Call : Body.Calls)
    if ((blocks(Model, *Call) && !isNonBlocking(Model, *Call, Body) &&
         !joinsWhatIsOver(Model, *Call, Body)) ||
        waitsAtEnd(Model, *Call, Body))
      Found.push_back(Call);
  for (const CXXConstructExpr *Made : Body.Constructions)
    if (blocks(Model, *Made))
      Found.push_back(Made);
  return Found;
}

bool passesOn(Model &Model, const CallExpr &Call, const Body &In) {
  return !Model.wait(Call) && !readsComplete(Model, Call, In);
}

bool isFollowed(Model &Model, const CallExpr &Call, const Body &In) {
  return (isBoundEarly(Call) || Model.program().parking(*Call.getDirectCallee())) &&
         passesOn(Model, Call, In);
}

/// What says where a coroutine goes on: the function that is called for it, or the class
/// of what is awaited. Null if it is neither.
static const NamedDecl *destinationOf(const Expr &Operand) {
  if (const auto *Call = dyn_cast<CallExpr>(&Operand))
    return Call->getDirectCallee();
  return Operand.getType()->getAsCXXRecordDecl();
}

/// Whether the words of \p Node tell of threads that may be blocked.
static bool namesBlockers(const Stmt &Node, const NamePatterns &Blockers) {
  const NamedDecl *Named = nullptr;
  if (const auto *Reference = dyn_cast<DeclRefExpr>(&Node))
    Named = Reference->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(&Node))
    Named = Member->getMemberDecl();
  return (Named && Blockers.matches(*Named)) ||
         llvm::any_of(Node.children(), [&](const Stmt *Child) {
           return Child && !isa<LambdaExpr>(Child) && namesBlockers(*Child, Blockers);
         });
}

bool isAmongBlockers(Model &Model, const Stmt &At, const Body &In) {
  const NamedDecl *Way = nullptr;
  for (const Suspension &Each : In.Suspensions) {
    const NamedDecl *Destination = destinationOf(*written(Each.Operand));
    if (!Destination || !In.isBefore(*Each.Keyword, At))
      continue;
    if (In.isWithin(At, *blockAround(*Each.Keyword, In)) &&
        namesBlockers(*Each.Operand, Model.Words.Blockers))
      Way = Destination;
    else if (Way == Destination)
      Way = nullptr;
  }
  return Way;
}

bool isGivenToBlockers(Model &Model, const LambdaExpr &Lambda, const Body &In) {
  const auto *Call = dyn_cast_or_null<CallExpr>(In.writtenParent(Lambda));
  const NamedDecl *Named = Call ? namedCall(*Call).Name : nullptr;
  return Named && (Model.Words.Offloads.matches(*Named) ||
                   Model.Words.OffloadFunctions.matches(*Named) ||
                   namesBlockers(*Call, Model.Words.Blockers));
}

bool isBoundEarly(const CallExpr &Call) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  if (!Method || !Method->isVirtual() || Method->hasAttr<FinalAttr>())
    return true;
  const auto *Member = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens());
  return Member && Member->hasQualifier();
}

std::string nameOfParking(const Expr &At) {
  if (const auto *Read = dyn_cast<CXXOperatorCallExpr>(&At))
    if (const ValueDecl *Console = namedBy(*Read->getArg(0)))
      return qualifiedName(*Console);
  if (const auto *Call = dyn_cast<CallExpr>(&At))
    return calleeName(*Call);
  PrintingPolicy Policy{LangOptions()};
  Policy.SuppressTagKeyword = true;
  return At.getType().getAsString(Policy);
}

bool joinsOwn(Model &Model, const Expr &At) {
  const Expr *Thread = joinedBy(Model, At);
  const auto *Member = dyn_cast_or_null<MemberExpr>(Thread);
  const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  return Thread && (!Field || !Field->getType()->isReferenceType());
}

/// The functions that coroutines of the unit call, themselves or through others, and that
/// it does not define.
static llvm::SetVector<const FunctionDecl *> calledElsewhere(Model &Model) {
  const SourceManager &Sources = Model.Context.getSourceManager();
  llvm::SetVector<const FunctionDecl *> Elsewhere;
  llvm::SetVector<const Body *> Reached;
  for (const Body *Each : Model.uses().bodies())
    if (Each->isCoroutine())
      Reached.insert(Each);
  auto Enter = [&](const FunctionDecl *Callee) {
    if (!Callee || Sources.isInSystemHeader(Callee->getLocation()))
      return;
    const FunctionDecl *Definition = Callee->getDefinition();
    if (!Definition)
      Elsewhere.insert(Callee->getCanonicalDecl());
    else if (Definition->doesThisDeclarationHaveABody())
      Reached.insert(&Model.bodyOf(*Definition));
  };
  for (unsigned I = 0; I != Reached.size(); ++I) {
    const Body &In = *Reached[I];
    for (const CallExpr *Call : In.Calls)
      Enter(Call->getDirectCallee());
    for (const ObjectRun &Run : Model.Objects.runsIn(In))
      Enter(Run.Function);
  }
  return Elsewhere;
}

Blocking::Blocking(async_checks::Model &Model) : Unit(Model) {
  // By the length of the way: those that go on elsewhere begin with a length.
  std::vector<llvm::SmallVector<std::pair<const FunctionDecl *, BlockingStep>, 8>> Found;
  auto Add = [&](const FunctionDecl &Function, const BlockingStep &Step) {
    if (Step.JoinsOwn && isa<CXXDestructorDecl>(Function))
      return;
    if (Found.size() <= Step.Depth)
      Found.resize(Step.Depth + 1);
    Found[Step.Depth].push_back({Function.getCanonicalDecl(), Step});
  };
  for (const Body *Body : Model.uses().bodies())
    if (!Body->isCoroutine())
      for (const Expr *At : blockingCallsIn(Model, *Body))
        Add(Body->Function,
            {At, nullptr, 1, joinsOwn(Model, *At), nullptr, switchOf(*At, *Body)});
  for (const FunctionDecl *Callee : calledElsewhere(Model))
    if (const program::Answer *Answer = Model.program().parking(*Callee);
        Answer && Model.program().isCurrent(Answer->ToParking))
      Add(*Callee, {nullptr,
                    nullptr,
                    unsigned(Answer->ToParking.size()),
                    Answer->JoinsOwn,
                    Answer,
                    {}});
  for (unsigned Depth = 0; Depth != Found.size(); ++Depth) {
    // Of equal ways, one that is always taken.
    for (bool IsAsked : {false, true})
      for (unsigned I = 0; I != Found[Depth].size(); ++I) {
        auto [Callee, On] = Found[Depth][I];
        if ((On.Asked.Parameter != 0) != IsAsked || !Steps.try_emplace(Callee, On).second)
          continue;
        const FunctionUses &Uses = Model.uses().of(*Callee);
        for (const CallSite &Site : Uses.Calls)
          if (Site.Call->getDirectCallee()->getCanonicalDecl() == Callee &&
              !Site.In->isCoroutine() && !of(Site.In->Function) &&
              isFollowed(Model, *Site.Call, *Site.In) && !turnsOff(*Site.Call, On.Asked))
            Add(Site.In->Function, {Site.Call, Callee, Depth + 1, On.JoinsOwn, nullptr,
                                    switchThrough(*Site.Call, On.Asked, *Site.In)});
        for (const ObjectSite &Site : Uses.Objects)
          if (!Site.In->isCoroutine())
            Add(Site.In->Function, {Site.At, Callee, Depth + 1, On.JoinsOwn, nullptr,
                                    switchOf(*Site.At, *Site.In)});
      }
  }
}

const BlockingStep *Blocking::of(const FunctionDecl &Function) const {
  auto Found = Steps.find(Function.getCanonicalDecl());
  return Found == Steps.end() ? nullptr : &Found->second;
}

std::vector<ShownStep> Blocking::way(const FunctionDecl &Function, const Expr &At,
                                     std::string Name) const {
  std::vector<ShownStep> Way;
  SourceLocation Last = beginOf(At);
  for (const BlockingStep *Step = of(Function); Step;) {
    if (Step->Elsewhere) {
      for (const program::Step &Each : Step->Elsewhere->ToParking) {
        Way.push_back({Unit.program().show(Each.At, Last), Name, Each.To});
        Name = Each.To;
      }
      break;
    }
    std::string To =
        Step->Next ? runAt(*Step->At, *Step->Next) : nameOfParking(*Step->At);
    Last = beginOf(*Step->At);
    Way.push_back({{Last, "here"}, std::exchange(Name, To), To});
    Step = Step->Next ? of(*Step->Next) : nullptr;
  }
  return Way;
}

} // namespace async_checks
