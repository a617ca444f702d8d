#include "model/unit/Signatures.h"
#include "model/Model.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace async_checks {

SignatureFamily signatureFamily(Model &Model, const FunctionDecl &Function) {
  const FunctionDecl &Pattern = pattern(Function);
  const auto *Method = dyn_cast<CXXMethodDecl>(&Pattern);
  if (!Method || !Method->isVirtual())
    return {&Pattern};
  llvm::SetVector<const CXXMethodDecl *> Family;
  Family.insert(Method->getCanonicalDecl());
  for (unsigned I = 0; I != Family.size(); ++I) {
    for (const CXXMethodDecl *Above : Family[I]->overridden_methods())
      Family.insert(Above->getCanonicalDecl());
    for (const CXXMethodDecl *Below : Model.uses().overriders(*Family[I]))
      Family.insert(Below);
  }
  return {Family.begin(), Family.end()};
}

std::vector<CallSite> callsOf(Model &Model, const SignatureFamily &Family) {
  std::vector<CallSite> Calls;
  llvm::DenseSet<SourceLocation> Places;
  for (const FunctionDecl *Member : Family)
    for (const CallSite &Site : Model.uses().of(*Member).Calls)
      if (Places.insert(beginOf(*Site.Call)).second)
        Calls.push_back(Site);
  return Calls;
}

bool isUnawaitable(const FunctionDecl &Function, Model &Model) {
  QualType Result = Function.getReturnType();
  return Result->isVoidType() || Model.Types.of(Result).IsDetached;
}

bool couldAwait(const CallSite &Site) {
  return Site.In->isDiscarded(*Site.Call) && Site.In->mayAwaitAt(*Site.Call);
}

std::vector<Caller> callersOf(Model &Model, const SignatureFamily &Family) {
  using program::CallWord;
  std::vector<Caller> Callers;
  for (const CallSite &Site : callsOf(Model, Family))
    Callers.push_back(
        {beginOf(*Site.Call), couldAwait(Site), Site.In->isDiscarded(*Site.Call), Site});
  for (const FunctionDecl *Member : Family)
    for (const program::Caller &Each :
         Model.program().callers(*Member, program::Question::Called)) {
      SourceLocation At = Model.program().locate(Each.At);
      Callers.push_back({At,
                         At.isValid() && Each.Says.has(CallWord::Awaitable),
                         !Each.Says.has(CallWord::Used),
                         {}});
    }
  return Callers;
}

bool hasFrameOwner(Model &Model, const FunctionDecl &Function) {
  auto IsOwner = [&](const ParmVarDecl *Parameter) {
    const CXXRecordDecl *Record = Model.Types.record(Parameter->getType());
    return Record && Model.Words.FrameOwners.matches(*Record);
  };
  if (llvm::any_of(Function.parameters(), IsOwner))
    return true;
  // Who calls a template may choose the owner.
  const FunctionTemplateDecl *Template = Function.getDescribedFunctionTemplate();
  if (!Template)
    return false;
  if (Function.getReturnType()->isVoidType() && !Model.Types.anyMayReturnVoid())
    return true;
  return llvm::any_of(Template->specializations(), [&](const FunctionDecl *Instance) {
    return llvm::any_of(Instance->parameters(), IsOwner);
  });
}

/// Whether the section of the class that declares \p Function reads `public slots:`.
static bool isQtSlot(const FunctionDecl &Function, Model &Model) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function.getCanonicalDecl());
  if (!Method)
    return false;
  const AccessSpecDecl *Section = nullptr;
  for (const Decl *Member : Method->getParent()->decls()) {
    if (Member == Method)
      break;
    if (const auto *Specifier = dyn_cast<AccessSpecDecl>(Member))
      Section = Specifier;
  }
  if (!Section)
    return false;
  const SourceManager &Sources = Model.Context.getSourceManager();
  llvm::StringRef Words = Lexer::getSourceText(
      CharSourceRange::getCharRange(Sources.getFileLoc(Section->getAccessSpecifierLoc()),
                                    Sources.getFileLoc(Section->getColonLoc())),
      Sources, Model.Context.getLangOpts());
  return Model.Words.SlotSections.matchesName(Words.split(' ').second.trim());
}

static bool isEventHandler(const FunctionDecl &Function, Model &Model) {
  if (Model.Words.EventHandlers.matches(Function) || isQtSlot(Function, Model))
    return true;
  return llvm::any_of(Function.parameters(), [&](const ParmVarDecl *Parameter) {
    QualType Type = Parameter->getType().getNonReferenceType();
    if (Type->isPointerType())
      Type = Type->getPointeeType();
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    return Record && Model.Words.EventTypes.matches(*Record);
  });
}

/// A closure that is not only called where it is made, but handed to somebody.
static bool isCallbackLambda(const FunctionDecl &Function, Model &Model) {
  auto [In, Lambda] = Model.uses().lambda(pattern(Function));
  if (!Lambda)
    return false;
  const Body &Around = *In;
  auto IsCalled = [&Around](const Stmt &Closure) {
    const auto *Call =
        dyn_cast_or_null<CXXOperatorCallExpr>(Around.writtenParent(Closure));
    return Call && Call->getOperator() == OO_Call && written(Call->getArg(0)) == &Closure;
  };
  const Stmt *Parent = Around.writtenParent(*Lambda);
  while (isa_and_nonnull<ParenExpr>(Parent))
    Parent = Around.writtenParent(*Parent);
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(Parent);
  if (!Declaration || !Declaration->isSingleDecl())
    return !IsCalled(*Lambda);
  const auto *Variable = dyn_cast<VarDecl>(Declaration->getSingleDecl());
  return !Variable ||
         Variable->getType()->getAsCXXRecordDecl() != Lambda->getLambdaClass() ||
         !llvm::all_of(Around.uses(*Variable),
                       [&](const Expr *Use) { return IsCalled(*Use); });
}

bool isNamedOnly(Model &Model, const FunctionDecl &Function) {
  const FunctionUses &Uses = Model.uses().of(Function);
  bool IsCalledOnly = Uses.Names.empty() && !Uses.IsTakenOutside;
  bool MayBeCoroutine =
      isUnawaitable(Function, Model) || Model.Types.of(Function.getReturnType()).isTask();
  return Uses.IsAddressTaken && !(IsCalledOnly && !MayBeCoroutine);
}

bool isOwnChoice(Model &Model, const FunctionDecl &Function) {
  const SourceManager &Sources = Model.Context.getSourceManager();
  if (Model.isSyncEntryPoint(Function) || isEventHandler(Function, Model) ||
      isCallbackLambda(Function, Model) || hasFrameOwner(Model, Function))
    return false;
  return llvm::none_of(signatureFamily(Model, Function), [&](const FunctionDecl *Member) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Member);
    return Sources.isInSystemHeader(Member->getLocation()) ||
           isNamedOnly(Model, *Member) ||
           Model.program().knows(*Member, program::Question::Named) ||
           (Method && Model.requirements().dictateResult(*Method));
  });
}

bool shouldBeTask(Model &Model, const FunctionDecl &Function) {
  return isOwnChoice(Model, Function) &&
         (Function.getReturnType()->isVoidType() || Model.Words.WantsTasks ||
          llvm::any_of(callersOf(Model, signatureFamily(Model, Function)),
                       [](const Caller &Each) { return Each.CouldAwait; }));
}

std::string describeCoroutine(const FunctionDecl &Function) {
  if (isLambdaCallOperator(&Function))
    return "this coroutine lambda";
  return "coroutine '" + Function.getNameAsString() + "'";
}

} // namespace async_checks
