#include "CallableCheck.h"

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
  if (needsCoroutines() && !Unit.Types.hasCoroutines() && Unit.program().isEmpty())
    return;
  for (const auto &[Where, Definitions] : callables().all()) {
    llvm::SmallVector<const Body *, 1> Bodies;
    for (const FunctionDecl *Definition : Definitions)
      Bodies.push_back(&Unit.bodyOf(*Definition));
    examineAll(Bodies, Unit);
  }
  if (looksAtInitialisers())
    examineInitialisers(Unit);
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
