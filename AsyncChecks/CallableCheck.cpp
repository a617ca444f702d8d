#include "CallableCheck.h"
#include "clang/AST/ASTLambda.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace async_checks {

/// Whether the call at \p At is of an object whose class depends on the instance of the
/// template that \p In is the body of.
static bool callsUnknownObject(const Body &In, SourceLocation At) {
  return llvm::any_of(In.Calls, [&](const CallExpr *Call) {
    const Expr *Callee = Call->getCallee()->IgnoreParens();
    return beginOf(*Call) == At && Callee->isTypeDependent() &&
           isa<DeclRefExpr, MemberExpr, CallExpr>(Callee);
  });
}

void CallableCheck::registerMatchers(MatchFinder *Finder) {
  registerShared(*Finder);
  // Makes the finder call onEndOfTranslationUnit().
  Finder->addMatcher(translationUnitDecl(), this);
}

void CallableCheck::onEndOfTranslationUnit() {
  ASTContext *Context = callables().context();
  if (Context && looksAtWhole())
    examineWhole(model(*Context));
  else if (!callables().all().empty())
    examineUnit(model(*Context));
  endShared();
}

void CallableCheck::examineUnit(Model &Unit) {
  bool HasCoroutines = Unit.Types.hasCoroutines() || !Unit.program().isEmpty();
  if (!HasCoroutines && !looksAtLambdasAnywhere())
    return;
  llvm::DenseSet<const FunctionDecl *> Makers;
  if (!HasCoroutines)
    Makers = makersOfLambdas();
  for (const auto &[Where, Definitions] : callables().all()) {
    if (!HasCoroutines && llvm::none_of(Definitions, [&](const FunctionDecl *Each) {
          return Makers.contains(Each);
        }))
      continue;
    llvm::SmallVector<const Body *, 1> Bodies;
    for (const FunctionDecl *Definition : Definitions)
      Bodies.push_back(&Unit.bodyOf(*Definition));
    examineAll(Bodies, Unit);
  }
  if (looksAtInitialisers())
    examineInitialisers(Unit);
}

/// The functions that lambdas stand in.
llvm::DenseSet<const FunctionDecl *> CallableCheck::makersOfLambdas() {
  llvm::DenseSet<const FunctionDecl *> Makers;
  for (const auto &[Where, Definitions] : callables().all())
    for (const FunctionDecl *Definition : Definitions)
      if (isLambdaCallOperator(Definition))
        if (const auto *Maker =
                dyn_cast<FunctionDecl>(Definition->getParent()->getParent()))
          Makers.insert(Maker);
  return Makers;
}

void CallableCheck::examineInitialisers(Model &Model) {
  llvm::MapVector<SourceLocation, llvm::SmallVector<const Body *, 1>> Places;
  for (const std::unique_ptr<Body> &Each : Model.uses().initialisers())
    Places[Each->Initialised->getLocation()].push_back(Each.get());
  for (const auto &[Where, Bodies] : Places)
    examineAll(Bodies, Model);
}

void CallableCheck::examineAll(llvm::ArrayRef<const Body *> Definitions, Model &Model) {
  unsigned Instances = 0;
  for (const Body *Definition : Definitions) {
    IsInstance = !Definition->Function.isDependentContext();
    Instances += IsInstance;
    examine(*Definition, Model);
  }
  const SourceManager &Sources = Model.Context.getSourceManager();
  bool IsShared = !Sources.isInMainFile(Definitions.front()->Function.getLocation());
  for (const auto &[At, Place] : Places) {
    const Finding &First = Place.Findings.front();
    bool IsByPattern = Place.Findings.size() > Place.ByInstances;
    // Other units may hand other callables to what a header has.
    bool IsKnown =
        IsByPattern || !IsShared || !llvm::any_of(Definitions, [&](const Body *Each) {
          return callsUnknownObject(*Each, At);
        });
    bool Agree = Place.ByInstances == Instances && IsKnown &&
                 llvm::all_of(Place.Findings, [&](const Finding &Other) {
                   return Other.Fix == First.Fix;
                 });
    report(Agree ? First : withoutFix(First));
  }
  Places.clear();
}

void CallableCheck::found(Finding Finding) {
  Place &Place = Places[Finding.At];
  Place.ByInstances += IsInstance;
  Place.Findings.push_back(std::move(Finding));
}

} // namespace async_checks
