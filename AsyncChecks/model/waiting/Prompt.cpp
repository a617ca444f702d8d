#include "model/waiting/Prompt.h"
#include "Compat.h"
#include "model/Model.h"
#include "model/syntax/Callables.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace async_checks {

namespace {

bool isStandard(const Decl &Declaration) {
  for (const DeclContext *Around = Declaration.getDeclContext(); Around;
       Around = Around->getParent())
    if (Around->isStdNamespace())
      return true;
  return false;
}

/// Looks for something that may wait in one function and in all that it calls.
class PromptSearch {
public:
  explicit PromptSearch(Model &Unit) : Unit(Unit) {}

  /// The functions that were looked into; all are prompt if the search has found nothing.
  llvm::SetVector<const FunctionDecl *> Functions;

  bool isPrompt(const FunctionDecl &First) {
    if (isStandard(First) || !enter(First))
      return false;
    // More than this is no reading of what is there.
    constexpr unsigned MaxFunctions = 64;
    for (unsigned I = 0; I != Functions.size(); ++I)
      if (I == MaxFunctions || !bodyIsPrompt(*Functions[I]))
        return false;
    return Elsewhere.empty() || Unit.program().knows(First, program::Question::Prompt);
  }

  /// Functions that the unit does not define, which must be prompt, too.
  llvm::SetVector<const FunctionDecl *> Elsewhere;

  /// Whether nothing that stands in \p Function, which must be a definition, waits. What
  /// it calls is put down.
  bool bodyIsPrompt(const FunctionDecl &Function) {
    llvm::SmallVector<const Stmt *, 32> Pending = {Function.getBody()};
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
      for (const CXXCtorInitializer *Initialiser : Constructor->inits())
        Pending.push_back(Initialiser->getInit());
    while (!Pending.empty()) {
      const Stmt *Node = Pending.pop_back_val();
      if (!Node || fails(*Node) || isa<CoroutineBodyStmt>(Node))
        continue;
      if (!nodeIsPrompt(*Node))
        return false;
      Pending.append(Node->child_begin(), Node->child_end());
    }
    const auto *Destructor = dyn_cast<CXXDestructorDecl>(&Function);
    return !Destructor || partsEndPromptly(*Destructor->getParent());
  }

private:
  /// What makes and throws an exception, or ends the program: nobody goes on to wait.
  static bool fails(const Stmt &Node) {
    const auto *Call = dyn_cast<CallExpr>(&Node);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return isa<CXXThrowExpr>(Node) || (Callee && Callee->isNoReturn());
  }

  bool nodeIsPrompt(const Stmt &Node) {
    if (const auto *Call = dyn_cast<CallExpr>(&Node))
      return callIsPrompt(*Call);
    if (const auto *Made = dyn_cast<CXXConstructExpr>(&Node))
      return constructionIsPrompt(*Made->getConstructor());
    if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(&Node))
      return endsPromptly(Temporary->getType());
    if (const auto *Delete = dyn_cast<CXXDeleteExpr>(&Node))
      return endsPromptly(Delete->getDestroyedType());
    if (const auto *Declaration = dyn_cast<DeclStmt>(&Node))
      return llvm::all_of(Declaration->decls(), [this](const Decl *Declared) {
        const auto *Variable = dyn_cast<VarDecl>(Declared);
        return !Variable || !Variable->hasLocalStorage() ||
               endsPromptly(Variable->getType());
      });
    if (const auto *Loop = dyn_cast<ForStmt>(&Node))
      return Loop->getInc() != nullptr;
    if (const Expr *Condition = conditionOf(Node))
      return neverHolds(*Condition);
    return !isa<AsmStmt>(Node);
  }

  bool neverHolds(const Expr &Condition) const {
    bool Holds = true;
    return !Condition.isValueDependent() &&
           Condition.EvaluateAsBooleanCondition(Holds, Unit.Context) && !Holds;
  }

  bool callIsPrompt(const CallExpr &Call) {
    if (isa<CXXPseudoDestructorExpr>(Call.getCallee()->IgnoreParens()))
      return true;
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return false;
    if (isStandard(*Callee))
      return standardIsPrompt(Call, *Callee);
    if (asksOnly(*Callee))
      return true;
    return (isBoundEarly(Call) ||
            (!Callee->isDefined() &&
             Unit.program().knows(*Callee, program::Question::Prompt))) &&
           enter(*Callee);
  }

  /// The standard library waits where the table says so, where it calls what it was
  /// given, and where it resumes a coroutine.
  bool standardIsPrompt(const CallExpr &Call, const FunctionDecl &Callee) const {
    bool MayRunOthers =
        Callee.getOverloadedOperator() == OO_Call ||
        (Callee.getIdentifier() && Callee.getName() == "resume") ||
        llvm::any_of(Call.arguments(), [this](const Expr *Argument) {
          return !isa<CXXOperatorCallExpr, LambdaExpr>(written(Argument)) &&
                 !resultOfCallable(Argument->getType(), Unit.Context).isNull();
        });
    return !MayRunOthers && !isNamedWait(Callee) &&
           !Unit.Words.BlockingWaits.matches(Callee);
  }

  bool isNamedWait(const FunctionDecl &Function) const {
    return compat::isMarkedBlocking(Function) ||
           Unit.Words.BlockingCalls.matches(Function) ||
           Unit.Words.ListedWaits.matches(Function);
  }

  /// `is_ready()`, whose body may be anywhere.
  bool asksOnly(const FunctionDecl &Function) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    return Method && Method->isConst() && Method->getNumParams() == 0 &&
           Method->getReturnType()->isBooleanType() &&
           !Unit.Words.WaitMembers.matches(*Method) &&
           !Unit.Words.LockWaits.matches(*Method) && !isNamedWait(*Method);
  }

  bool constructionIsPrompt(const CXXConstructorDecl &Constructor) {
    return Constructor.isCopyOrMoveConstructor() || Constructor.isTrivial() ||
           isStandard(Constructor) || enter(Constructor);
  }

  bool endsPromptly(QualType Type) {
    Type = Unit.Context.getBaseElementType(Type);
    const CXXRecordDecl *Record =
        Type->isReferenceType() ? nullptr : Type->getAsCXXRecordDecl();
    if (!Record || !Record->hasDefinition() || Record->hasTrivialDestructor() ||
        Unit.Types.of(Type).Awaits != Awaitable::No)
      return true;
    if (isStandard(*Record))
      return llvm::none_of(Record->methods(), [this](const CXXMethodDecl *Method) {
        return Unit.Words.BlockingCalls.matches(*Method);
      });
    const CXXDestructorDecl *Destructor = Record->getDestructor();
    return Destructor && Destructor->isUserProvided() ? enter(*Destructor)
                                                      : partsEndPromptly(*Record);
  }

  bool partsEndPromptly(const CXXRecordDecl &Record) {
    return llvm::all_of(Record.fields(),
                        [this](const FieldDecl *Field) {
                          return endsPromptly(Field->getType());
                        }) &&
           llvm::all_of(Record.bases(), [this](const CXXBaseSpecifier &Base) {
             return endsPromptly(Base.getType());
           });
  }

  /// Puts \p Function down to be looked into. False if it waits, or if nobody knows.
  bool enter(const FunctionDecl &Function) {
    if (isNamedWait(Function))
      return false;
    const TypeFacts &Result = Unit.Types.of(Function.getReturnType());
    bool OnlyStarts = (Result.isTask() || Result.IsDetached) &&
                      !Unit.Words.BlockingWaits.matches(Function) &&
                      !Unit.Words.WaitMembers.matches(Function) &&
                      !Unit.Words.WaitFunctions.matches(Function);
    const FunctionDecl *Definition = nullptr;
    if (OnlyStarts || Function.getBuiltinID() ||
        Function.isReplaceableGlobalAllocationFunction() ||
        (Function.isDefaulted() && !isa<CXXConstructorDecl>(Function)))
      return true;
    if (!Function.isDefined(Definition) || !Definition->getBody()) {
      Elsewhere.insert(&Function);
      return true;
    }
    if (!isa<CoroutineBodyStmt>(Definition->getBody()))
      Functions.insert(Definition);
    return true;
  }

  Model &Unit;
};

} // namespace

bool PromptFunctions::contains(const FunctionDecl &Function) {
  const FunctionDecl *Key = Function.getCanonicalDecl();
  if (auto Found = Known.find(Key); Found != Known.end())
    return Found->second;
  PromptSearch Search(Unit);
  bool IsPrompt = Search.isPrompt(Function);
  if (IsPrompt)
    for (const FunctionDecl *Each : Search.Functions)
      Known[Each->getCanonicalDecl()] = true;
  return Known[Key] = IsPrompt;
}

bool PromptFunctions::isUnless(const FunctionDecl &Definition,
                               llvm::SmallVectorImpl<const FunctionDecl *> &Callees) {
  PromptSearch Search(Unit);
  bool IsPrompt = Search.bodyIsPrompt(Definition);
  Callees.append(Search.Functions.begin(), Search.Functions.end());
  Callees.append(Search.Elsewhere.begin(), Search.Elsewhere.end());
  return IsPrompt;
}

} // namespace async_checks
