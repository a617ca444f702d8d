#include "model/syntax/Body.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ExprConcepts.h"

using namespace clang;

namespace async_checks {

/// What stands behind `co_yield`: Clang has wrapped it into a call of `yield_value` of
/// the promise, and that perhaps into one of `operator co_await`, all at the keyword.
static const Expr *yielded(const CoyieldExpr &Yield) {
  const Expr *Operand = Yield.getOperand();
  for (;;) {
    const auto *Call = dyn_cast<CallExpr>(Operand->IgnoreImplicit());
    if (!Call || Call->getNumArgs() == 0 || Call->getBeginLoc() != Yield.getKeywordLoc())
      return Operand;
    Operand = Call->getArg(0);
  }
}

const Expr *suspensionOperand(const Stmt &Node) {
  if (const auto *Yield = dyn_cast<CoyieldExpr>(&Node))
    return yielded(*Yield);
  if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(&Node))
    return Suspend->getOperand();
  if (const auto *Dependent = dyn_cast<DependentCoawaitExpr>(&Node))
    return Dependent->getOperand();
  return nullptr;
}

const Stmt *bodyOrPattern(const FunctionDecl &Function) {
  if (const Stmt *Body = Function.getBody())
    return Body;
  const FunctionDecl *Pattern = Function.getTemplateInstantiationPattern();
  return Pattern ? Pattern->getBody() : nullptr;
}

const FunctionDecl &pattern(const FunctionDecl &Function) {
  const FunctionDecl *Pattern = Function.getTemplateInstantiationPattern();
  return *(Pattern ? Pattern : &Function)->getCanonicalDecl();
}

const FieldDecl &pattern(const FieldDecl &Field) {
  const CXXRecordDecl *Pattern =
      cast<CXXRecordDecl>(Field.getParent())->getTemplateInstantiationPattern();
  if (Pattern)
    for (const FieldDecl *Other : Pattern->fields())
      if (Other->getFieldIndex() == Field.getFieldIndex())
        return *Other;
  return Field;
}

const FunctionDecl *certainDefinition(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (Method && Method->isVirtual() && !Method->hasAttr<FinalAttr>())
    return nullptr;
  const FunctionDecl *Definition = Function.getDefinition();
  return Definition && Definition->hasBody() ? Definition : nullptr;
}

bool isBodySkipped(const FunctionDecl &Function) {
  const FunctionDecl *Pattern = Function.getTemplateInstantiationPattern();
  return Function.hasSkippedBody() || (Pattern && Pattern->hasSkippedBody());
}

static bool isUnwritten(const Stmt &Node) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Node))
    return Construct->getNumArgs() == 1 && !isa<CXXTemporaryObjectExpr>(Construct) &&
           Construct->getParenOrBraceRange().isInvalid();
  return isa<ImplicitCastExpr, ExprWithCleanups, MaterializeTemporaryExpr,
             CXXBindTemporaryExpr, ConstantExpr, SubstNonTypeTemplateParmExpr>(Node);
}

bool givesPromiseArguments(const CoroutineBodyStmt &Coroutine) {
  const VarDecl *Promise = Coroutine.getPromiseDecl();
  const auto *Made =
      Promise ? dyn_cast_or_null<CXXConstructExpr>(written(Promise->getInit())) : nullptr;
  return Made && Made->getNumArgs() != 0;
}

QualType objectTypeOf(const CXXMemberCallExpr &Call) {
  QualType Type = written(Call.getImplicitObjectArgument())->getType();
  return Type->isPointerType() ? Type->getPointeeType() : Type;
}

void addVariables(const Stmt &Node, llvm::SmallPtrSetImpl<const VarDecl *> &To) {
  if (const auto *Reference = dyn_cast<DeclRefExpr>(&Node))
    if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl()))
      To.insert(Variable);
  if (const Expr *Operand = suspensionOperand(Node))
    return addVariables(*Operand, To);
  for (const Stmt *Child : Node.children())
    if (Child)
      addVariables(*Child, To);
}

bool isLoop(const Stmt &Node) {
  return isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Node);
}

const Stmt *loopAround(const Stmt &Node, const Body &In) {
  const Stmt *Around = In.parent(Node);
  while (Around && !isLoop(*Around))
    Around = In.parent(*Around);
  return Around;
}

const Expr *conditionOf(const Stmt &Loop) {
  if (const auto *For = dyn_cast<ForStmt>(&Loop))
    return For->getCond();
  if (const auto *While = dyn_cast<WhileStmt>(&Loop))
    return While->getCond();
  const auto *Do = dyn_cast<DoStmt>(&Loop);
  return Do ? Do->getCond() : nullptr;
}

const Stmt &bodyOfLoop(const Stmt &Loop) {
  if (const auto *For = dyn_cast<ForStmt>(&Loop))
    return *For->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(&Loop))
    return *While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(&Loop))
    return *Do->getBody();
  return *cast<CXXForRangeStmt>(Loop).getBody();
}

const Expr *written(const Expr *E) {
  while (E) {
    const Expr *Inner = E->IgnoreParens();
    if (Inner == E && isUnwritten(*E)) {
      auto Child = E->children().begin();
      Inner = Child == E->children().end() ? E : cast<Expr>(*Child);
    }
    if (Inner == E)
      break;
    E = Inner;
  }
  return E;
}

std::string calleeName(const CallExpr &Call) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
      Operator && Operator->getOperator() == OO_Call) {
    const Expr *Object = written(Operator->getArg(0));
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Object))
      return Reference->getDecl()->getNameAsString();
    if (const auto *Member = dyn_cast<MemberExpr>(Object))
      return Member->getMemberDecl()->getNameAsString();
    if (isa<LambdaExpr>(Object))
      return "lambda";
  }
  if (const FunctionDecl *Callee = Call.getDirectCallee())
    return Callee->getNameAsString();
  const auto *Pointer = dyn_cast<DeclRefExpr>(written(Call.getCallee()));
  return Pointer ? Pointer->getDecl()->getNameAsString() : "";
}

std::string runAt(const Expr &At, const FunctionDecl &Function) {
  const auto *Call = dyn_cast<CallExpr>(&At);
  if (!Call || Function.getIdentifier() ||
      isa<CXXConstructorDecl, CXXDestructorDecl>(Function))
    return Function.getNameAsString();
  return calleeName(*Call);
}

SourceLocation calleeLocation(const CallExpr &Call) {
  const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Callee))
    return Member->getMemberLoc();
  const auto *Name = dyn_cast<DeclRefExpr>(Callee);
  return Name ? Name->getLocation() : SourceLocation();
}

NamedCall namedCall(const CallExpr &Call) {
  llvm::ArrayRef<const Expr *> Arguments(Call.getArgs(), Call.getNumArgs());
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (!Operator)
    return {Call.getDirectCallee(), Arguments};
  const auto *Object = Operator->getOperator() == OO_Call
                           ? dyn_cast<DeclRefExpr>(written(Operator->getArg(0)))
                           : nullptr;
  return {Object ? Object->getDecl() : nullptr, Arguments.drop_front()};
}

/// The statements directly below \p Node whose value, if they are expressions, is
/// dropped.
static llvm::SmallVector<const Stmt *, 4> statementsOf(const Stmt &Node,
                                                       const Stmt *Parent) {
  if (const auto *Block = dyn_cast<CompoundStmt>(&Node)) {
    llvm::SmallVector<const Stmt *, 4> All(Block->body_begin(), Block->body_end());
    if (Parent && isa<StmtExpr>(Parent) && !All.empty())
      All.pop_back();
    return All;
  }
  if (const auto *If = dyn_cast<IfStmt>(&Node))
    return {If->getInit(), If->getThen(), If->getElse()};
  if (const auto *Switch = dyn_cast<SwitchStmt>(&Node))
    return {Switch->getInit(), Switch->getBody()};
  if (const auto *For = dyn_cast<ForStmt>(&Node))
    return {For->getInit(), For->getInc(), For->getBody()};
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Node))
    return {Range->getInit(), Range->getBody()};
  if (const auto *While = dyn_cast<WhileStmt>(&Node))
    return {While->getBody()};
  if (const auto *Do = dyn_cast<DoStmt>(&Node))
    return {Do->getBody()};
  if (const auto *Case = dyn_cast<SwitchCase>(&Node))
    return {Case->getSubStmt()};
  if (const auto *Label = dyn_cast<LabelStmt>(&Node))
    return {Label->getSubStmt()};
  if (const auto *Attributed = dyn_cast<AttributedStmt>(&Node))
    return {Attributed->getSubStmt()};
  return {};
}

/// What the walk enters below \p Node.
static llvm::SmallVector<const Stmt *, 4> childrenOf(const Stmt &Node,
                                                     const ASTContext &Context) {
  if (const Expr *Operand = suspensionOperand(Node))
    return {Operand};
  if (const auto *Return = dyn_cast<CoreturnStmt>(&Node))
    return {Return->getOperand()};
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&Node))
    return {Lambda->capture_init_begin(), Lambda->capture_init_end()};
  if (const auto *If = dyn_cast<IfStmt>(&Node); If && If->isConstexpr())
    if (std::optional<const Stmt *> Kept = If->getNondiscardedCase(Context))
      return {If->getInit(), If->getConditionVariableDeclStmt(), If->getCond(), *Kept};
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Node))
    return {Range->getInit(), Range->getRangeStmt(), Range->getLoopVarStmt(),
            Range->getBody()};
  if (const auto *Declaration = dyn_cast<DeclStmt>(&Node)) {
    llvm::SmallVector<const Stmt *, 4> Initialisers;
    for (const Decl *Declared : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Declared))
        Initialisers.push_back(Variable->getInit());
    return Initialisers;
  }
  if (isa<BlockExpr, UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr,
          RequiresExpr>(Node))
    return {};
  return {Node.child_begin(), Node.child_end()};
}

Body::Body(const FunctionDecl &Function) : Function(Function) {
  const Stmt *Root = Function.getBody();
  if ((Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Root)))
    Root = Coroutine->getBody();
  llvm::SmallVector<const Stmt *, 4> Roots;
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
    for (const CXXCtorInitializer *Initialiser : Constructor->inits())
      Roots.push_back(Initialiser->getInit());
  Roots.push_back(Root);
  walk(Roots);
}

Body::Body(const FunctionDecl &Function, const ValueDecl &Initialised, const Expr &Init)
    : Function(Function), Initialised(&Initialised) {
  walk(&Init);
}

void Body::walk(llvm::ArrayRef<const Stmt *> Roots) {
  llvm::SmallVector<std::pair<const Stmt *, unsigned>, 64> Pending;
  auto Push = [&](llvm::ArrayRef<const Stmt *> Nodes, unsigned Parent) {
    for (const Stmt *Node : llvm::reverse(Nodes))
      if (Node)
        Pending.push_back({Node, Parent});
  };
  Push(Roots, None);
  // A list of its own, since expressions may nest deeper than the stack allows.
  while (!Pending.empty()) {
    auto [Node, Parent] = Pending.pop_back_val();
    unsigned Index = Places.size();
    if (!Indices.try_emplace(Node, Index).second)
      continue;
    Places.push_back({Node, Parent, Index});
    visit(*Node, Parent == None ? nullptr : Places[Parent].Node);
    Push(childrenOf(*Node, Function.getASTContext()), Index);
  }
  for (const Place &Each : llvm::reverse(Places))
    if (Each.Parent != None)
      Places[Each.Parent].Last = std::max(Places[Each.Parent].Last, Each.Last);
  DiscardedSet.insert(Discarded.begin(), Discarded.end());
}

void Body::visit(const Stmt &Node, const Stmt *Parent) {
  for (const Stmt *Statement : statementsOf(Node, Parent))
    if (const auto *Dropped = dyn_cast_or_null<Expr>(Statement))
      Discarded.push_back(Dropped);
  if (const auto *Comma = dyn_cast<BinaryOperator>(&Node);
      Comma && Comma->getOpcode() == BO_Comma)
    Discarded.push_back(Comma->getLHS());

  if (const Expr *Operand = suspensionOperand(Node)) {
    Suspensions.push_back({cast<Expr>(&Node), Operand});
  } else if (const auto *Call = dyn_cast<CallExpr>(&Node)) {
    Calls.push_back(Call);
  } else if (const auto *Construction = dyn_cast<CXXConstructExpr>(&Node)) {
    Constructions.push_back(Construction);
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(&Node)) {
    Lambdas.push_back(Lambda);
    // What a lambda captures implicitly is settled when its template is instantiated.
    if (Function.isDependentContext())
      noteUses(Lambda->getBody());
  } else if (const auto *Return = dyn_cast<ReturnStmt>(&Node)) {
    Returns.push_back(Return);
  } else if (const auto *CoReturn = dyn_cast<CoreturnStmt>(&Node)) {
    CoReturns.push_back(CoReturn);
  } else if (const auto *If = dyn_cast<IfStmt>(&Node); If && If->isConstexpr()) {
    // What is never compiled does nothing, and is still meant.
    if (std::optional<const Stmt *> Kept =
            If->getNondiscardedCase(Function.getASTContext()))
      noteUses(*Kept == If->getThen() ? If->getElse() : If->getThen());
  } else if (const auto *Try = dyn_cast<CXXTryStmt>(&Node)) {
    Tries.push_back(Try);
  } else if (const auto *Throw = dyn_cast<CXXThrowExpr>(&Node)) {
    Throws.push_back(Throw);
  } else if (const auto *Self = dyn_cast<CXXThisExpr>(&Node)) {
    Selves.push_back(Self);
  } else if (const auto *Declaration = dyn_cast<DeclStmt>(&Node)) {
    Declarations.push_back(Declaration);
    for (const Decl *Declared : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Declared);
          Variable && Variable->getInit() && !Variable->hasLocalStorage())
        StaticInitialisers.insert(Variable->getInit());
  } else if (const auto *Reference = dyn_cast<DeclRefExpr>(&Node)) {
    if (!isa<FunctionDecl>(Reference->getDecl())) {
      UsesOf[Reference->getDecl()].push_back(Reference);
    } else {
      const Stmt *Around = writtenParent(Node);
      while (isa_and_nonnull<ParenExpr>(Around))
        Around = writtenParent(*Around);
      const auto *Call = dyn_cast_or_null<CallExpr>(Around);
      if (!Call || written(Call->getCallee()) != &Node)
        AddressesTaken.push_back(Reference);
    }
  } else if (const auto *Member = dyn_cast<MemberExpr>(&Node)) {
    if (isa<FieldDecl>(Member->getMemberDecl()))
      UsesOf[Member->getMemberDecl()].push_back(Member);
  }
}

void Body::noteUses(const Stmt *Node) {
  if (const auto *Reference = dyn_cast_or_null<DeclRefExpr>(Node))
    UsesOf[Reference->getDecl()].push_back(Reference);
  if (Node)
    for (const Stmt *Child : Node->children())
      noteUses(Child);
}

const CXXRecordDecl *Body::promise() const {
  if (!Coroutine)
    return MissingPromise;
  const VarDecl *Promise = Coroutine->getPromiseDecl();
  return Promise ? Promise->getType()->getAsCXXRecordDecl() : nullptr;
}

llvm::ArrayRef<const Expr *> Body::uses(const ValueDecl &Named) const {
  auto Found = UsesOf.find(&Named);
  if (Found == UsesOf.end())
    return {};
  return Found->second;
}

llvm::SmallVector<const FieldDecl *, 8> Body::fields() const {
  llvm::SmallVector<std::pair<const Expr *, const FieldDecl *>, 8> Found;
  for (const auto &[Named, Uses] : UsesOf)
    if (const auto *Field = dyn_cast<FieldDecl>(Named))
      Found.push_back({Uses.front(), Field});
  llvm::sort(Found, [this](const auto &A, const auto &B) {
    return isBefore(*A.first, *B.first);
  });
  return llvm::SmallVector<const FieldDecl *, 8>(llvm::make_second_range(Found));
}

bool Body::isDiscarded(const Expr &E) const {
  const Expr *Outermost = &E;
  while (!DiscardedSet.contains(Outermost)) {
    const auto *Around = dyn_cast_or_null<Expr>(parent(*Outermost));
    if (!Around)
      return false;
    const auto *Cast = dyn_cast<ExplicitCastExpr>(Around);
    const auto *Binary = dyn_cast<BinaryOperator>(Around);
    bool PassesOn = isUnwritten(*Around) || isa<ParenExpr>(Around) ||
                    (Cast && Cast->getType()->isVoidType()) ||
                    (Binary && Binary->getOpcode() == BO_Comma);
    if (!PassesOn)
      return false;
    Outermost = Around;
  }
  return true;
}

bool Body::leavesAlone(const Expr &Use) const {
  const Stmt *Around = writtenParent(Use);
  if (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(Around))
    return Cast->getType()->isVoidType();
  const auto *Member = dyn_cast_or_null<MemberExpr>(Around);
  const auto *Method =
      Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
  return Method && Method->isConst() && Method->getNumParams() == 0 &&
         Method->getReturnType()->isBooleanType();
}

bool Body::movesFrom(const VarDecl &Variable) const {
  return llvm::any_of(uses(Variable), [this](const Expr *Use) {
    const auto *Call = dyn_cast_or_null<CallExpr>(writtenParent(*Use));
    return Call && Call->isXValue();
  });
}

bool Body::isLeftAlone(const ValueDecl &Named) const {
  return llvm::all_of(uses(Named), [this](const Expr *Use) { return leavesAlone(*Use); });
}

const Stmt *Body::parent(const Stmt &Node) const {
  auto Found = Indices.find(&Node);
  if (Found == Indices.end() || Places[Found->second].Parent == None)
    return nullptr;
  return Places[Places[Found->second].Parent].Node;
}

const Stmt &Body::fullExpression(const Stmt &Node) const {
  const Stmt *Full = &Node;
  while (isa_and_nonnull<Expr>(parent(*Full)))
    Full = parent(*Full);
  return *Full;
}

const Stmt *Body::writtenParent(const Stmt &Node) const {
  const Stmt *Around = parent(Node);
  while (Around && isUnwritten(*Around))
    Around = parent(*Around);
  return Around;
}

bool Body::isWithin(const Stmt &Node, const Stmt &Around) const {
  if (&Node == &Around)
    return true;
  auto Inner = Indices.find(&Node), Outer = Indices.find(&Around);
  return Inner != Indices.end() && Outer != Indices.end() &&
         Outer->second < Inner->second && Inner->second <= Places[Outer->second].Last;
}

llvm::ArrayRef<Suspension> Body::suspensionsIn(const Stmt &Around) const {
  auto Found = Indices.find(&Around);
  if (Found == Indices.end())
    return {};
  auto Begin = llvm::partition_point(Suspensions, [&](const Suspension &Each) {
    return Indices.lookup(Each.Keyword) < Found->second;
  });
  auto End = std::partition_point(Begin, Suspensions.end(), [&](const Suspension &Each) {
    return Indices.lookup(Each.Keyword) <= Places[Found->second].Last;
  });
  return {Begin, End};
}

const Stmt *Body::scopeOf(const DeclStmt &Declaration) const {
  const Stmt *Scope = parent(Declaration);
  while (isa_and_nonnull<SwitchCase, LabelStmt, AttributedStmt>(Scope))
    Scope = parent(*Scope);
  return Scope;
}

const Stmt *Body::scopeOf(const VarDecl &Local) const {
  for (const DeclStmt *Each : Declarations)
    if (llvm::is_contained(Each->decls(), &Local))
      return scopeOf(*Each);
  return nullptr;
}

const CXXTryStmt *Body::enclosingTry(const Stmt &Node) const {
  const Stmt *Below = &Node;
  while (const Stmt *Around = parent(*Below)) {
    const auto *Try = dyn_cast<CXXTryStmt>(Around);
    if (Try && Try->getTryBlock() == Below)
      return Try;
    Below = Around;
  }
  return nullptr;
}

bool Body::allowsAwait(const Stmt &Node) const {
  for (const Stmt *Around = &Node; Around; Around = parent(*Around))
    if (isa<CXXCatchStmt>(Around) || StaticInitialisers.contains(Around))
      return false;
  return true;
}

} // namespace async_checks
