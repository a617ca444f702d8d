#include "model/unit/Forwarding.h"
#include "model/Model.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace async_checks {

namespace {

/// Judges the arguments of one call in the coroutine that may be made an ordinary
/// function: they would be evaluated when that is called and not when it is awaited, and
/// its own parameters would end when it returns.
class ForwardedArguments {
public:
  explicit ForwardedArguments(const FunctionDecl &Caller) : Caller(Caller) {}

  /// Whether \p Argument may be handed to a parameter of \p Type.
  bool allow(const Expr *Argument, QualType Type) {
    if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Argument))
      return !Type->isReferenceType() && !holdsBorrowedTemporary(Default->getExpr());
    if (Type->isReferenceType())
      return isSameObject(passedOn(Argument));
    return !holdsBorrowedTemporary(Argument) &&
           (isConstant(Argument) || isMoved(Argument, Type));
  }

  /// Whether \p Object, on which a member is called, outlives the caller's frame and is
  /// the same one whenever it is looked for.
  bool isSameObject(const Expr *Object) const {
    Object = Object->IgnoreParens();
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(Object))
      return (Cast->getCastKind() == CK_NoOp || Cast->getCastKind() == CK_DerivedToBase ||
              Cast->getCastKind() == CK_UncheckedDerivedToBase) &&
             isSameObject(Cast->getSubExpr());
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Object)) {
      const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
      if (!Variable)
        return isa<FunctionDecl>(Reference->getDecl());
      return Variable->hasGlobalStorage() ? !Variable->getTLSKind()
                                          : isOwn(*Variable) && isReference(*Variable);
    }
    if (const auto *Member = dyn_cast<MemberExpr>(Object)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      return Field && (Member->isArrow() ? isPointee(Member->getBase())
                                         : isSameObject(Member->getBase()));
    }
    const auto *Dereference = dyn_cast<UnaryOperator>(Object);
    return isa<StringLiteral>(Object) ||
           (Dereference && Dereference->getOpcode() == UO_Deref &&
            isPointee(Dereference->getSubExpr()));
  }

  /// Whether what \p Pointer points to does not depend on when it is asked: `this`, an
  /// own pointer, a pointer or smart pointer in a member.
  bool isPointee(const Expr *Pointer) const {
    Pointer = written(Pointer);
    if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(Pointer))
      return Arrow->getOperator() == OO_Arrow && Arrow->getType()->isPointerType() &&
             isa<MemberExpr>(written(Arrow->getArg(0))) &&
             isSameObject(written(Arrow->getArg(0)));
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Pointer)) {
      const auto *Variable = dyn_cast<ParmVarDecl>(Reference->getDecl());
      return Variable && isOwn(*Variable) && Variable->getType()->isPointerType();
    }
    return isa<CXXThisExpr>(Pointer) ||
           (isa<MemberExpr>(Pointer) && Pointer->getType()->isPointerType() &&
            isSameObject(Pointer));
  }

  /// Whether every object that the caller of \p Callable has handed over goes on: one
  /// that is kept in the frame may keep something alive, and one that nobody uses may say
  /// which promise to take, or is forgotten.
  bool leaveNothingBehind(const Body &Callable) const {
    return llvm::all_of(Caller.parameters(), [&](const ParmVarDecl *Parameter) {
      QualType Type = Parameter->getType();
      const auto *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
      return !Record || Moved.contains(Parameter) ||
             (!Callable.uses(*Parameter).empty() &&
              (Type->isReferenceType() ||
               (Record->hasDefinition() && Record->hasTrivialDestructor())));
    });
  }

private:
  bool isOwn(const VarDecl &Variable) const {
    return isa<ParmVarDecl>(Variable) && Variable.getDeclContext() == &Caller;
  }

  static bool isReference(const VarDecl &Variable) {
    return Variable.getType()->isReferenceType();
  }

  /// `x` of `std::move(x)` and `static_cast<T &&>(x)`
  static const Expr *passedOn(const Expr *Argument) {
    const Expr *Inner = Argument->IgnoreParens();
    if (const auto *Call = dyn_cast<CallExpr>(Inner); Call && isMove(*Call))
      return Call->getArg(0);
    if (const auto *Cast = dyn_cast<CXXStaticCastExpr>(Inner))
      if (Cast->getType().getCanonicalType() ==
          Cast->getSubExpr()->getType().getCanonicalType())
        return Cast->getSubExpr();
    return Argument;
  }

  static bool isMove(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    return Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
           (Callee->getName() == "move" || Callee->getName() == "forward") &&
           Call.getNumArgs() == 1;
  }

  /// An own parameter, moved into one of the same type.
  bool isMoved(const Expr *Argument, QualType Type) {
    const Expr *Inner = written(Argument);
    const Expr *Source = passedOn(Inner);
    const auto *Reference = dyn_cast<DeclRefExpr>(Source->IgnoreParens());
    const auto *Parameter =
        Reference ? dyn_cast<ParmVarDecl>(Reference->getDecl()) : nullptr;
    if (Source == Inner || !Parameter || !isOwn(*Parameter) ||
        !hasSameType(Parameter->getType(), Type))
      return false;
    return Moved.insert(Parameter).second;
  }

  /// An own parameter that is copied as its bytes are, or a number that is converted.
  bool isPlainCopy(const Expr *E) const {
    const auto *Reference = dyn_cast<DeclRefExpr>(written(E));
    const auto *Parameter =
        Reference ? dyn_cast<ParmVarDecl>(Reference->getDecl()) : nullptr;
    if (!Parameter || !isOwn(*Parameter))
      return false;
    QualType Type = Parameter->getType(), Wanted = E->getType();
    return Type->isArithmeticType() || Type->isEnumeralType() ||
           (Type->isPointerType() && Wanted->isScalarType()) ||
           (hasSameType(Type, Wanted) && !Type->isReferenceType() &&
            Type.isTriviallyCopyableType(Caller.getASTContext()));
  }

  bool hasSameType(QualType A, QualType B) const {
    return Caller.getASTContext().hasSameUnqualifiedType(A, B);
  }

  /// Whether \p E has the same value whenever it is evaluated, and is a value of its own.
  bool isConstant(const Expr *E) const {
    const Expr *Inner = written(E);
    if (isPlainCopy(E) || isa<CXXThisExpr>(Inner) || isLiteral(*Inner))
      return true;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Inner)) {
      const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
      return isa<EnumConstantDecl, FunctionDecl>(Reference->getDecl()) ||
             (Variable && !Variable->hasLocalStorage() && Variable->isConstexpr());
    }
    if (const auto *Unary = dyn_cast<UnaryOperator>(Inner)) {
      if (Unary->getOpcode() == UO_AddrOf)
        return isSameObject(Unary->getSubExpr());
      return Unary->isArithmeticOp() && isConstant(Unary->getSubExpr());
    }
    if (const auto *Binary = dyn_cast<BinaryOperator>(Inner))
      return !Binary->isAssignmentOp() && !Binary->isPtrMemOp() &&
             isConstant(Binary->getLHS()) && isConstant(Binary->getRHS());
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Inner))
      return isConstant(Cast->getSubExpr());
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Inner))
      return !holdsBorrowedTemporary(Construct) &&
             llvm::all_of(Construct->arguments(), [this](const Expr *Argument) {
               return isa<CXXDefaultArgExpr>(Argument) || isConstant(Argument);
             });
    const auto *List = dyn_cast<InitListExpr>(Inner);
    return List && !holdsBorrowedTemporary(List) &&
           llvm::all_of(List->inits(),
                        [this](const Expr *Part) { return isConstant(Part); });
  }

  static bool isLiteral(const Expr &E) {
    return isa<IntegerLiteral, FloatingLiteral, CharacterLiteral, CXXBoolLiteralExpr,
               CXXNullPtrLiteralExpr, StringLiteral, UserDefinedLiteral,
               UnaryExprOrTypeTraitExpr, ImplicitValueInitExpr, CXXScalarValueInitExpr>(
        E);
  }

  /// Whether \p Value may refer to a temporary that ends with the call: one is made for
  /// it, and its class is a view.
  static bool holdsBorrowedTemporary(const Expr *Value) {
    const auto *Record = Value->getType()->getAsCXXRecordDecl();
    if (!Record || !Record->hasDefinition())
      return false;
    bool IsView =
        Record->hasTrivialDestructor() &&
        llvm::any_of(Record->fields(), [](const FieldDecl *Field) {
          return Field->getType()->isPointerType() || Field->getType()->isReferenceType();
        });
    return IsView && makesTemporary(Value);
  }

  static bool makesTemporary(const Stmt *Node) {
    return isa_and_nonnull<MaterializeTemporaryExpr>(Node) ||
           (Node && llvm::any_of(Node->children(), makesTemporary));
  }

  const FunctionDecl &Caller;
  llvm::SmallPtrSet<const ParmVarDecl *, 4> Moved;
};

/// The one statement of \p Coroutine.
std::optional<Forwarding> shapeOf(const CoroutineBodyStmt &Coroutine) {
  const auto *Block = dyn_cast<CompoundStmt>(Coroutine.getBody());
  const auto *Return =
      Block && Block->size() == 1 ? dyn_cast<CoreturnStmt>(Block->body_front()) : nullptr;
  const Expr *Value = Return ? Return->getOperand() : nullptr;
  const auto *Await = Value ? dyn_cast<CoawaitExpr>(written(Value)) : nullptr;
  const auto *Call =
      Await ? dyn_cast<CallExpr>(written(suspensionOperand(*Await))) : nullptr;
  if (!Call)
    return std::nullopt;
  return Forwarding{Return, Await, Call};
}

/// Whether the promise, or the memory of the frame, is made with what the function is
/// called with: another function makes others.
bool dependsOnCall(const CoroutineBodyStmt &Coroutine) {
  const auto *Allocation = dyn_cast_or_null<CallExpr>(written(Coroutine.getAllocate()));
  return givesPromiseArguments(Coroutine) || (Allocation && Allocation->getNumArgs() > 1);
}

bool hasCoroutineAttribute(const Decl &D) {
  return llvm::any_of(D.attrs(), [](const Attr *Each) {
    llvm::StringRef Name = Each->getSpelling();
    return Name == "coro_return_type" || Name == "coro_wrapper" ||
           Name == "coro_disable_lifetimebound";
  });
}

/// Whether a call of \p Callee does nothing before its task is awaited but make it.
bool onlyMakesTask(const FunctionDecl &Callee, const CXXRecordDecl *Promise,
                   Model &Model) {
  const FunctionDecl *Definition = nullptr;
  if (!Callee.hasBody(Definition))
    return true;
  const Body &Inside = Model.bodyOf(*Definition);
  if (Inside.Coroutine)
    return Inside.promise() &&
           Inside.promise()->getCanonicalDecl() == Promise->getCanonicalDecl();
  const auto *Block = dyn_cast<CompoundStmt>(Definition->getBody());
  return Block && Block->size() == 1 && isa<ReturnStmt>(Block->body_front());
}

/// Whether the unit knows the body of \p Callable in full and in no other form: no
/// template, no preprocessor line in it, and nothing that a macro wrote.
bool isPlainText(const Body &Callable) {
  const SourceManager &Sources = Callable.Function.getASTContext().getSourceManager();
  SourceRange Range = Callable.Coroutine->getBody()->getSourceRange();
  if (Callable.Function.isTemplated() || Callable.Function.isTemplateInstantiation() ||
      Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    return false;
  llvm::StringRef Text =
      Lexer::getSourceText(CharSourceRange::getTokenRange(Range), Sources,
                           Callable.Function.getASTContext().getLangOpts());
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    if (Line.ltrim().take_front(1) == "#")
      return false;
    Text = Rest;
  }
  return true;
}

/// Whether who calls \p Function knows it as what it is: no other class may override it,
/// and it is no closure that somebody was given.
bool isSubstitutable(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (Function.isMain() || Function.isVariadic() || hasCoroutineAttribute(Function))
    return false;
  return !Method || (!Method->isVirtual() && !isLambdaCallOperator(Method));
}

} // namespace

std::optional<Forwarding> findForwarding(Model &Model, const Body &Callable) {
  if (!Callable.Coroutine || !isPlainText(Callable) || !Callable.promise())
    return std::nullopt;
  const FunctionDecl &Function = Callable.Function;
  std::optional<Forwarding> Found = shapeOf(*Callable.Coroutine);
  if (!Found || !isSubstitutable(Function))
    return std::nullopt;

  QualType Task = Function.getReturnType();
  const TypeFacts &Facts = Model.Types.of(Task);
  const CallExpr &Call = *Found->Call;
  const FunctionDecl *Callee = Call.getDirectCallee();
  const CXXRecordDecl *Record = Model.Types.record(Task);
  if (!Facts.isTask() || Facts.IsGenerator || !Callee || !Call.isPRValue() ||
      Found->Await->getBeginLoc().isMacroID() || Call.getBeginLoc().isMacroID() ||
      Call.getEndLoc().isMacroID() ||
      !Model.Context.hasSameUnqualifiedType(Task, Call.getType()) ||
      !sameTemplate(*Facts.Promise, *Callable.promise()) ||
      declaresSameEntity(Callee, &Function) || hasCoroutineAttribute(*Record) ||
      dependsOnCall(*Callable.Coroutine) ||
      !onlyMakesTask(*Callee, Callable.promise(), Model))
    return std::nullopt;

  ForwardedArguments Judge(Function);
  unsigned First = 0;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
      Method && !Method->isStatic()) {
    const auto *OnMember = dyn_cast<CXXMemberCallExpr>(&Call);
    const Expr *Object = OnMember ? OnMember->getImplicitObjectArgument()
                         : isa<CXXOperatorCallExpr>(Call) ? Call.getArg(0)
                                                          : nullptr;
    if (!Object || !(Object->getType()->isPointerType() ? Judge.isPointee(Object)
                                                        : Judge.isSameObject(Object)))
      return std::nullopt;
    First = OnMember ? 0 : 1;
  }
  for (unsigned I = First; I != Call.getNumArgs(); ++I) {
    if (I - First >= Callee->getNumParams() ||
        !Judge.allow(Call.getArg(I), Callee->getParamDecl(I - First)->getType()))
      return std::nullopt;
  }
  if (!Judge.leaveNothingBehind(Callable))
    return std::nullopt;
  return Found;
}

} // namespace async_checks
