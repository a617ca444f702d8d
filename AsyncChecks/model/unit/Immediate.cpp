#include "model/unit/Immediate.h"
#include "model/Model.h"
#include "model/unit/Places.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

using Functions = llvm::SmallVector<const FunctionDecl *, 2>;

/// What \p Call calls, as the user wrote it: `run` in `run()`, also if that is an object.
const Expr &calledBy(const CallExpr &Call) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  return *written(Operator && Operator->getOperator() == OO_Call ? Operator->getArg(0)
                                                                 : Call.getCallee());
}

bool isCalled(const Expr &Use, const Body &In) {
  const auto *Call = dyn_cast_or_null<CallExpr>(In.writtenParent(Use));
  return Call && &calledBy(*Call) == &Use;
}

/// What a wrapper, or a pointer, is made of: the lambda in `std::function<void()>(…)`.
const Expr &madeOf(const Expr &Callable) {
  const Expr *Inner = written(&Callable);
  for (;;) {
    if (const auto *Made = dyn_cast<CXXConstructExpr>(Inner);
        Made && Made->getNumArgs() == 1)
      Inner = written(Made->getArg(0));
    else if (const auto *Unary = dyn_cast<UnaryOperator>(Inner);
             Unary && (Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Plus))
      Inner = written(Unary->getSubExpr());
    else if (const auto *Pointer = dyn_cast<CXXMemberCallExpr>(Inner);
             Pointer && isa_and_nonnull<CXXConversionDecl>(Pointer->getMethodDecl()))
      Inner = written(Pointer->getImplicitObjectArgument());
    else
      return *Inner;
  }
}

/// The function that \p Callable names; null if it names none, or one of many.
const FunctionDecl *namedFunction(const Expr &Callable) {
  const auto *Name = dyn_cast<DeclRefExpr>(&madeOf(Callable));
  const auto *Function = Name ? dyn_cast<FunctionDecl>(Name->getDecl()) : nullptr;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  return Method && Method->isVirtual() ? nullptr : Function;
}

/// The function that \p Callable names, or the call operator of the lambda that it is.
const FunctionDecl *functionIn(const Expr &Callable) {
  const auto *Lambda = dyn_cast<LambdaExpr>(&madeOf(Callable));
  return Lambda ? Lambda->getCallOperator() : namedFunction(Callable);
}

/// Adds the call operators of \p Record, of one that is a template each instance.
void addCallOperators(const CXXRecordDecl &Record, ASTContext &Context, Functions &To) {
  for (const NamedDecl *Member :
       Record.lookup(Context.DeclarationNames.getCXXOperatorName(OO_Call))) {
    const NamedDecl *Meant = Member->getUnderlyingDecl();
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Meant))
      To.append(Template->spec_begin(), Template->spec_end());
    else if (const auto *Function = dyn_cast<FunctionDecl>(Meant))
      To.push_back(Function);
  }
}

class Search {
public:
  Search(const CallExpr &Call, const Body &In, Model &Unit)
      : Call(Call), In(In), Unit(Unit) {}

  Functions find() {
    addKept();
    if (const FunctionDecl *Callee = Call.getDirectCallee()) {
      if (Unit.Words.ImmediateCallers.matches(*Callee))
        addGiven();
      else if (isOfSystem(*Callee))
        addNamed(*Callee);
      else
        addParameters(*Callee);
    }
    return std::move(Found);
  }

private:
  void add(const FunctionDecl *Function) {
    if (Function)
      Found.push_back(Function);
  }

  /// Adds what a local variable stands for that keeps it, and nothing else.
  void addKept() {
    const auto *Name = dyn_cast<DeclRefExpr>(&calledBy(Call));
    const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    if (!Variable || !Variable->hasLocalStorage() || !Variable->getInit() ||
        isLambda(Variable->getType()))
      return;
    if (llvm::all_of(In.uses(*Variable),
                     [this](const Expr *Use) { return isCalled(*Use, In); }))
      add(functionIn(*Variable->getInit()));
  }

  static bool isLambda(QualType Type) {
    const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
    return Record && Record->isLambda();
  }

  /// Adds what a function is given that calls it in a way which its body does not show.
  void addGiven() {
    for (const Expr *Argument : namedCall(Call).Arguments) {
      const CXXRecordDecl *Record = Argument->getType()->getAsCXXRecordDecl();
      if (const FunctionDecl *Function = namedFunction(*Argument))
        add(Function);
      else if (Record && Record->hasDefinition() && !isOfSystem(*Record))
        addCallOperators(*Record, Unit.Context, Found);
    }
  }

  /// Adds the functions that \p Callee, of the standard library, is given and calls.
  void addNamed(const FunctionDecl &Callee) {
    for (const Expr *Argument : namedCall(Call).Arguments)
      if (const FunctionDecl *Function = namedFunction(*Argument);
          Function && Unit.Objects.callsPointers(Callee))
        add(Function);
  }

  /// Adds what \p Callee, a function in sight, calls of what it is given.
  void addParameters(const FunctionDecl &Callee) {
    for (const Expr *Argument : namedCall(Call).Arguments)
      if (unsigned Index = parameterFor(*Argument, Call))
        if (const FunctionDecl *Function = functionIn(*Argument))
          if (const FunctionDecl *Definition = certainDefinition(Callee);
              Definition && isRunBy(*Definition, *Definition->getParamDecl(Index - 1)))
            add(Function);
  }

  /// Whether \p Function calls what \p Parameter stands for: a pointer or a wrapper.
  bool isRunBy(const FunctionDecl &Function, const ParmVarDecl &Parameter) {
    QualType Type = Parameter.getType().getNonReferenceType();
    if (isLambda(Type) || Type->isDependentType())
      return false;
    const Body &Inside = Unit.bodyOf(Function);
    return !Inside.Coroutine &&
           llvm::any_of(Inside.uses(Parameter),
                        [&](const Expr *Use) { return isCalled(*Use, Inside); });
  }

  const CallExpr &Call;
  const Body &In;
  Model &Unit;
  Functions Found;
};

} // namespace

llvm::SmallVector<const FunctionDecl *, 2> calledAtOnce(const CallExpr &Call,
                                                        const Body &In, Model &Model) {
  return Search(Call, In, Model).find();
}

} // namespace async_checks
