#include "model/tasks/Handovers.h"
#include "model/Model.h"
#include "model/syntax/Callables.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace async_checks {

namespace {

/// How many function templates may pass a callable on before it is dropped.
constexpr unsigned MaxHandoverDepth = 4;

/// A class made for one function type, which has a `void` result:
/// `std::function<void()>`.
bool isVoidFunction(QualType Type) {
  const FunctionType *Signature = signatureOf(Type);
  return Signature && Signature->getReturnType()->isVoidType();
}

class HandoverFinder {
public:
  HandoverFinder(Model &Unit, const Body &In, unsigned Depth)
      : Unit(Unit), In(In), Depth(Depth) {}

  std::vector<Handover> find() {
    for (const CXXConstructExpr *Construction : In.Constructions)
      addConstruction(*Construction);
    for (const CallExpr *Call : In.Calls)
      addCall(*Call);
    return std::move(Found);
  }

private:
  using Arguments = llvm::ArrayRef<const Expr *>;

  void addConstruction(const CXXConstructExpr &Construction) {
    Arguments Given(Construction.getArgs(), Construction.getNumArgs());
    const CXXRecordDecl *Class = Construction.getConstructor()->getParent();
    bool IsVoidFunction = isVoidFunction(Construction.getType());
    if (IsVoidFunction && isKept(Construction))
      return;
    if (IsVoidFunction || Unit.Words.VoidCallbackSinks.matches(*Class))
      addFirst(Given, qualifiedName(*Class));
    else
      addPassedOn(*Construction.getConstructor(), Given);
  }

  void addCall(const CallExpr &Call) {
    const auto [Named, Given] = namedCall(Call);
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (const auto *Assignment = dyn_cast<CXXOperatorCallExpr>(&Call)) {
      if (Assignment->getOperator() == OO_Equal &&
          isVoidFunction(Assignment->getArg(0)->getType()) &&
          !isVoidFunction(Assignment->getArg(1)->getType()))
        addFirst({Assignment->getArg(1)},
                 qualifiedName(*cast<CXXMethodDecl>(Callee)->getParent()));
    }
    if (!Named || Unit.Words.KeepAliveSinks.matches(*Named))
      return;
    if (Unit.Words.VoidCallbackSinks.matches(*Named))
      addFirst(Given, qualifiedName(*Named));
    else if (const CXXRecordDecl *Element = emplacedBy(Call))
      addFirst(Given, qualifiedName(*Element));
    else if (Callee)
      addPassedOn(*Callee, Given);
  }

  /// Whether \p Construction makes an argument of a call that looks after the result.
  bool isKept(const CXXConstructExpr &Construction) const {
    const auto *Call = dyn_cast_or_null<CallExpr>(In.writtenParent(Construction));
    const NamedDecl *Named = Call ? namedCall(*Call).Name : nullptr;
    return Named && Unit.Words.KeepAliveSinks.matches(*Named);
  }

  /// What `threads.emplace_back(f)` makes of `f`, if that drops the result of a call.
  const CXXRecordDecl *emplacedBy(const CallExpr &Call) const {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
    if (!Method || !Method->getPrimaryTemplate())
      return nullptr;
    std::optional<QualType> Element = Unit.Types.elementOf(*Method->getParent());
    const CXXRecordDecl *Class = Element ? (*Element)->getAsCXXRecordDecl() : nullptr;
    bool Drops = Class && (isVoidFunction(*Element) ||
                           Unit.Words.VoidCallbackSinks.matches(*Class));
    return Drops ? Class : nullptr;
  }

  /// A function template of the user's that hands its parameter on.
  void addPassedOn(const FunctionDecl &Callee, Arguments Given) {
    const FunctionDecl *Definition = Callee.getDefinition();
    if (Depth == MaxHandoverDepth || !Definition ||
        !Definition->isTemplateInstantiation() || !Definition->hasBody() ||
        Unit.Context.getSourceManager().isInSystemHeader(Definition->getLocation()) ||
        llvm::none_of(Given, [this](const Expr *E) { return returnsTask(*E); }))
      return;
    for (const Handover &Inner :
         HandoverFinder(Unit, Unit.bodyOf(*Definition), Depth + 1).find())
      if (const ParmVarDecl *Parameter = parameterOf(Inner, *Definition))
        if (unsigned Index = Parameter->getFunctionScopeIndex(); Index < Given.size())
          add(*Given[Index], Inner.To);
  }

  bool returnsTask(const Expr &E) const {
    return Unit.Types.of(resultOfCallable(callableIn(E)->getType(), Unit.Context))
        .isTask();
  }

  /// Only the first of several callables is the callback; what follows belongs to it.
  void addFirst(Arguments Given, const std::string &To) {
    for (const Expr *Argument : Given) {
      QualType Type = callableIn(*Argument)->getType();
      const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
      // What a generic lambda returns may not be known.
      if (!resultOfCallable(Type, Unit.Context).isNull() || (Class && Class->isLambda()))
        return add(*Argument, To);
    }
  }

  void add(const Expr &Argument, const std::string &To) {
    const Expr *Callable = callableIn(Argument);
    QualType Result = resultOfCallable(Callable->getType(), Unit.Context);
    if (Result.isNull())
      return;
    const TypeFacts &Facts = Unit.Types.of(Result);
    const FunctionDecl *Function = functionIn(*Callable);
    if (Facts.isTask() && !Facts.DropHasMeaning &&
        !(Function && Unit.takings().shares(*Function)))
      Found.push_back({Callable, Result, To});
  }

  /// The function that \p Callable names, or takes the address of; null if there is none.
  static const FunctionDecl *functionIn(const Expr &Callable) {
    const auto *Address = dyn_cast<UnaryOperator>(&Callable);
    const auto *Name =
        dyn_cast<DeclRefExpr>(Address ? written(Address->getSubExpr()) : &Callable);
    return Name ? dyn_cast<FunctionDecl>(Name->getDecl()) : nullptr;
  }

  /// What `std::bind_front(f, x)`, `std::move(f)` and their like call in the end.
  const Expr *callableIn(const Expr &E) const {
    const Expr *Callable = written(&E);
    while (const auto *Call = dyn_cast<CallExpr>(Callable)) {
      const auto [Named, Given] = namedCall(*Call);
      if (!Named || !Unit.Words.Binders.matches(*Named))
        break;
      const auto *Bound = llvm::find_if(Given, [this](const Expr *Argument) {
        return !resultOfCallable(callableIn(*Argument)->getType(), Unit.Context).isNull();
      });
      if (Bound == Given.end())
        break;
      Callable = written(*Bound);
    }
    return Callable;
  }

public:
  /// The parameter of \p Function that \p Lost is, if the caller chose its type.
  static const ParmVarDecl *parameterOf(const Handover &Lost,
                                        const FunctionDecl &Function) {
    const auto *Reference = dyn_cast<DeclRefExpr>(Lost.Callable);
    const auto *Parameter =
        Reference ? dyn_cast<ParmVarDecl>(Reference->getDecl()) : nullptr;
    bool IsOwn = Parameter && Parameter->getDeclContext() == &Function &&
                 Function.isTemplateInstantiation();
    return IsOwn ? Parameter : nullptr;
  }

private:
  Model &Unit;
  const Body &In;
  const unsigned Depth;
  std::vector<Handover> Found;
};

} // namespace

std::vector<Handover> findLostTasks(Model &Model, const Body &In) {
  std::vector<Handover> Found = HandoverFinder(Model, In, 0).find();
  // What a caller chose is the caller's business.
  llvm::erase_if(Found, [&](const Handover &Lost) {
    return HandoverFinder::parameterOf(Lost, In.Function);
  });
  return Found;
}

} // namespace async_checks
