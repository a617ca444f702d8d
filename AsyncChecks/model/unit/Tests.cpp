#include "model/unit/Tests.h"
#include "model/Model.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace async_checks {

/// The macro that the user wrote at \p Location; empty if none was.
static llvm::StringRef macroAt(SourceLocation Location, const ASTContext &Context) {
  if (!Location.isMacroID())
    return "";
  const SourceManager &Sources = Context.getSourceManager();
  SourceLocation Name = Sources.getExpansionLoc(Location);
  unsigned Length = Lexer::MeasureTokenLength(Name, Sources, Context.getLangOpts());
  return {Sources.getCharacterData(Name), Length};
}

bool isTestBody(const FunctionDecl &Function, const Model &Model) {
  const Vocabulary &Words = Model.Words;
  llvm::StringRef Macro = macroAt(Function.getLocation(), Model.Context);
  if (Words.TestBases.matches(Function) || Words.TestMacros.matchesName(Macro))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || !Method->getParent()->hasDefinition())
    return false;
  bool IsTest = Words.TestBases.matches(*Method->getParent());
  Method->getParent()->forallBases([&](const CXXRecordDecl *Base) {
    return !(IsTest |= Words.TestBases.matches(*Base));
  });
  return IsTest;
}

/// The function whose body \p Function, a closure's or that of a local class, stands in;
/// null for any other.
static const FunctionDecl *functionAround(const FunctionDecl &Function, Model &Model) {
  if (const Body *Around = Model.uses().lambda(Function).first)
    return &Around->Function;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method ? Method->getParent()->isLocalClass() : nullptr;
}

/// Whether \p Function is named as tests are, and those who name it tell somebody what to
/// call the test: `tester.add("moves", test_move);`
static bool isRegisteredTest(const FunctionDecl &Function, Model &Model) {
  const FunctionUses &Uses = Model.uses().of(Function);
  return Model.Words.TestNames.matches(Function) && !Uses.Names.empty() &&
         !Uses.IsNamedOutside && llvm::all_of(Uses.Names, [](const NameSite &Site) {
           const Stmt *Around = Site.In->writtenParent(*Site.Name);
           while (isa_and_nonnull<UnaryOperator, CXXConstructExpr>(Around))
             Around = Site.In->writtenParent(*Around);
           const auto *Call = dyn_cast_or_null<CallExpr>(Around);
           return Call && llvm::any_of(Call->arguments(), [](const Expr *Argument) {
                    while (const auto *Made =
                               dyn_cast<CXXConstructExpr>(written(Argument))) {
                      if (!Made->getNumArgs())
                        return false;
                      Argument = Made->getArg(0);
                    }
                    return isa<StringLiteral>(written(Argument));
                  });
         });
}

bool runsInTestsOnly(const FunctionDecl &Function, Model &Model) {
  const SourceManager &Sources = Model.Context.getSourceManager();
  auto FileOf = [&](const FunctionDecl &Of) {
    return Sources.getFileID(Sources.getExpansionLoc(Of.getLocation()));
  };
  bool IsInTest = false;
  llvm::SmallVector<const FunctionDecl *, 4> Left = {&Function};
  llvm::SmallPtrSet<const FunctionDecl *, 4> Seen;
  while (!Left.empty()) {
    const FunctionDecl *Runner = Left.pop_back_val();
    if (!Seen.insert(&pattern(*Runner)).second)
      continue;
    if (FileOf(*Runner) != FileOf(Function))
      return false;
    if (isTestBody(*Runner, Model)) {
      IsInTest = true;
      continue;
    }
    bool IsRegistered = isRegisteredTest(*Runner, Model);
    if (const FunctionDecl *Around = functionAround(*Runner, Model);
        Around && !IsRegistered) {
      Left.push_back(Around);
      continue;
    }
    const FunctionUses &Uses = Model.uses().of(*Runner);
    if (!IsRegistered && (Uses.Calls.empty() || Uses.IsAddressTaken))
      return false;
    IsInTest |= IsRegistered;
    for (const CallSite &Site : Uses.Calls)
      Left.push_back(&Site.In->Function);
  }
  return IsInTest;
}

bool isLeftAloneAsTest(const FunctionDecl &Function, Model &Model) {
  return !Model.Words.ReportInTests && runsInTestsOnly(Function, Model);
}

bool isExpectedToThrow(const CallExpr &Call, const Body &In, Model &Model) {
  auto [Around, Lambda] = Model.uses().lambda(In.Function);
  const FunctionDecl *Definition = nullptr;
  if (const FunctionDecl *Callee = Call.getDirectCallee();
      Callee && Callee->isDefined(Definition)) {
    const Body &Does = Model.bodyOf(*Definition);
    // The promise may reject what it is made of.
    if (Does.isCoroutine() && !(Does.Coroutine && givesPromiseArguments(*Does.Coroutine)))
      return false;
  }
  const auto *Statements = dyn_cast_or_null<CompoundStmt>(In.Function.getBody());
  if (!Lambda || !Statements || llvm::count_if(Statements->body(), [](const Stmt *Each) {
                                  return !isa<DeclStmt>(Each);
                                }) != 1)
    return false;
  const auto *Tester = dyn_cast_or_null<CallExpr>(Around->writtenParent(*Lambda));
  if (!Tester || !Tester->getDirectCallee() ||
      !Tester->getDirectCallee()->isDefined(Definition))
    return false;
  const Body &Test = Model.bodyOf(*Definition);
  return llvm::any_of(Definition->parameters(), [&](const ParmVarDecl *Parameter) {
    unsigned Index = Parameter->getFunctionScopeIndex();
    return Index < Tester->getNumArgs() && written(Tester->getArg(Index)) == Lambda &&
           llvm::any_of(Test.uses(*Parameter), [&](const Expr *Use) {
             return Test.enclosingTry(*Use) != nullptr;
           });
  });
}

bool isTestAssertion(const Stmt &Node, const Model &Model) {
  return Model.Words.TestAssertions.matchesName(
      macroAt(Node.getBeginLoc(), Model.Context));
}

bool isUnexpected(const Stmt &Node, const Model &Model) {
  return Model.Words.Assertions.matchesName(macroAt(Node.getBeginLoc(), Model.Context)) ||
         isTestAssertion(Node, Model);
}

} // namespace async_checks
