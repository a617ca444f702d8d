#include "model/unit/Uses.h"
#include "model/Model.h"
#include "model/syntax/Walk.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds the functions of the unit and the expressions outside of their bodies.
class DeclarationWalk : public Walk {
public:
  DeclarationWalk() : Walk(Into::Declarations) {}

  llvm::SmallVector<const FunctionDecl *, 64> Functions;
  llvm::SmallVector<const Stmt *, 16> Outside;
  llvm::SmallVector<std::pair<const ValueDecl *, const Expr *>, 16> Initialisers;
  llvm::DenseMap<const Stmt *, const VarDecl *> Variables; ///< by their initialisers

private:
  bool see(Stmt &S) override {
    if (!Bodies.contains(&S))
      Outside.push_back(&S);
    return false;
  }
  void see(Decl &D) override {
    if (const auto *Function = dyn_cast<FunctionDecl>(&D))
      addFunction(*Function);
    else if (const auto *Field = dyn_cast<FieldDecl>(&D))
      addInitialiser(*Field, Field->getInClassInitializer());
    else if (const auto *Variable = dyn_cast<VarDecl>(&D);
             Variable && !isa<ParmVarDecl>(D))
      addVariable(*Variable);
  }
  void addFunction(const FunctionDecl &Function) {
    Functions.push_back(&Function);
    if (Function.doesThisDeclarationHaveABody())
      Bodies.insert(Function.getBody());
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
      for (const CXXCtorInitializer *Each : Constructor->inits())
        Bodies.insert(Each->getInit());
  }
  void addVariable(const VarDecl &Variable) {
    addInitialiser(Variable, Variable.getInit());
    if (Variable.hasGlobalStorage() && !Variable.isLocalVarDecl())
      Variables[Variable.getInit()] = &Variable;
  }
  void addInitialiser(const ValueDecl &Initialised, const Expr *Init) {
    // What is half typed may have no type.
    if (Init && !Init->getType().isNull() &&
        !Initialised.getDeclContext()->isFunctionOrMethod() &&
        (Init->getType()->isRecordType() || Init->getType()->isArrayType()))
      Initialisers.push_back({&Initialised, Init});
  }

  llvm::DenseSet<const Stmt *> Bodies; ///< and what initialises members before them
};

} // namespace

Uses::Uses(Model &Model) {
  DeclarationWalk Walk;
  Walk.over(Model.Context.getTraversalScope());

  for (const FunctionDecl *Function : Walk.Functions) {
    if (Model.Types.of(Function->getReturnType()).isTask())
      TaskFunctions.push_back(Function);
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Function);
        Method && Method->isCanonicalDecl()) {
      llvm::SmallVector<const CXXMethodDecl *, 4> Above(
          Method->begin_overridden_methods(), Method->end_overridden_methods());
      while (!Above.empty()) {
        const CXXMethodDecl *Overridden = Above.pop_back_val()->getCanonicalDecl();
        Overriders[Overridden].push_back(Method);
        Above.append(Overridden->begin_overridden_methods(),
                     Overridden->end_overridden_methods());
      }
    }
    if (Function->doesThisDeclarationHaveABody())
      addCalls(Model, *Function);
  }
  for (const Stmt *Node : Walk.Outside)
    addNames(Node, Walk.Variables.lookup(Node));
  for (auto [Initialised, Init] : Walk.Initialisers)
    addInitialiser(Model, *Initialised, *Init);
}

void Uses::addInitialiser(Model &Model, const ValueDecl &Initialised, const Expr &Init) {
  auto *Context = const_cast<DeclContext *>(Initialised.getDeclContext());
  const FunctionDecl *Runner = FunctionDecl::Create(
      Model.Context, Context, Initialised.getLocation(), Initialised.getLocation(),
      DeclarationName(), Model.Context.getFunctionType(Model.Context.VoidTy, {}, {}),
      nullptr, SC_None);
  Initialisers.push_back(std::make_unique<Body>(*Runner, Initialised, Init));
  addLambdas(Model, *Initialisers.back());
}

void Uses::addCalls(Model &Model, const FunctionDecl &Function) {
  const Body &Body = Model.bodyOf(Function);
  Bodies.push_back(&Body);
  for (const CallExpr *Call : Body.Calls)
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      entry(*Callee).Calls.push_back({&Body, Call});
  for (const ObjectRun &Run : Model.Objects.runsIn(Body))
    entry(*Run.Function).Objects.push_back({&Body, Run.At});
  for (const DeclRefExpr *Reference : Body.AddressesTaken)
    name(*cast<FunctionDecl>(Reference->getDecl())).Names.push_back({&Body, Reference});
  addLambdas(Model, Body);
}

void Uses::addLambdas(Model &Model, const Body &In) {
  for (const LambdaExpr *Lambda : In.Lambdas) {
    const CXXMethodDecl *Operator = Lambda->getCallOperator();
    LambdaOf[Operator] = {&In, Lambda};
    if (Model.Types.of(Operator->getReturnType()).isTask())
      TaskFunctions.push_back(Operator);
    if (Operator->doesThisDeclarationHaveABody())
      addCalls(Model, *Operator);
    if (const FunctionTemplateDecl *Generic = Operator->getDescribedFunctionTemplate())
      for (const FunctionDecl *Instance : Generic->specializations())
        if (Instance->hasBody())
          addCalls(Model, *Instance);
  }
}

void Uses::addNames(const Stmt *Node, const VarDecl *In) {
  if (!Node)
    return;
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Node))
    if (const auto *Function = dyn_cast<FunctionDecl>(Reference->getDecl()))
      nameOutside(*Function).IsTakenOutside = true;
  // What stands in a lambda does not run here.
  if (isa<LambdaExpr>(Node))
    In = nullptr;
  const auto *Call = In ? dyn_cast<CallExpr>(Node) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (Callee)
    OutsideCalls.push_back({In, Call});
  for (const Stmt *Child : Node->children())
    if (Callee && Child == Call->getCallee() &&
        isa<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts()))
      nameOutside(*Callee);
    else
      addNames(Child, In);
}

FunctionUses &Uses::nameOutside(const FunctionDecl &Function) {
  FunctionUses &Found = name(Function);
  Found.IsNamedOutside = true;
  return Found;
}

FunctionUses &Uses::name(const FunctionDecl &Function) {
  Named.push_back(&Function);
  FunctionUses &Found = entry(Function);
  Found.IsAddressTaken = true;
  return Found;
}

FunctionUses &Uses::entry(const FunctionDecl &Function) {
  return Entries[&pattern(Function)];
}

const FunctionUses &Uses::of(const FunctionDecl &Function) const {
  static const FunctionUses Unused;
  auto Found = Entries.find(&pattern(Function));
  return Found == Entries.end() ? Unused : Found->second;
}

llvm::ArrayRef<const CXXMethodDecl *>
Uses::overriders(const CXXMethodDecl &Method) const {
  auto Found = Overriders.find(Method.getCanonicalDecl());
  if (Found == Overriders.end())
    return {};
  return Found->second;
}

} // namespace async_checks
