#include "model/waiting/Completion.h"
#include "model/Model.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

bool isZeroDuration(const Expr *E) {
  E = written(E);
  if (const auto *Literal = dyn_cast<IntegerLiteral>(E))
    return Literal->getValue() == 0;
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (const auto *UserLiteral = dyn_cast<UserDefinedLiteral>(Call)) {
      if (UserLiteral->getLiteralOperatorKind() == UserDefinedLiteral::LOK_Integer)
        return isZeroDuration(UserLiteral->getCookedLiteral());
      // The digits of a literal operator template are its arguments.
      const TemplateArgumentList *Digits =
          Callee ? Callee->getTemplateSpecializationArgs() : nullptr;
      if (!Digits || Digits->size() == 0 ||
          Digits->get(0).getKind() != TemplateArgument::Pack)
        return false;
      return llvm::all_of(Digits->get(0).pack_elements(),
                          [](const TemplateArgument &Digit) {
                            return Digit.getKind() == TemplateArgument::Integral &&
                                   Digit.getAsIntegral() == '0';
                          });
    }
    return Call->getNumArgs() == 0 && Callee && Callee->getIdentifier() &&
           Callee->getName() == "zero";
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getNumArgs() == 0 ||
           (Construct->getNumArgs() == 1 && isZeroDuration(Construct->getArg(0)));
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    return isZeroDuration(Cast->getSubExpr());
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return List->getNumInits() == 0 ||
           (List->getNumInits() == 1 && isZeroDuration(List->getInit(0)));
  return false;
}

bool isTime(const Expr &Given) {
  QualType Type = Given.getType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class ? Class->getName() == "duration" || Class->getName() == "time_point"
               : Type->isArithmeticType() && !Type->isBooleanType();
}

static bool isNamedForTime(const CXXMethodDecl &Method) {
  return Method.getIdentifier() &&
         (Method.getName() == "wait_for" || Method.getName() == "wait_until");
}

bool isTimed(const CXXMemberCallExpr &Wait) {
  const CXXMethodDecl *Method = Wait.getMethodDecl();
  return (Method && isNamedForTime(*Method)) ||
         (Wait.getNumArgs() && !isa<CXXDefaultArgExpr>(Wait.getArg(0)) &&
          isTime(*Wait.getArg(0)));
}

bool takesNoTime(const CXXMemberCallExpr &Wait) {
  return isTimed(Wait) && Wait.getNumArgs() && isZeroDuration(Wait.getArg(0));
}

namespace {

/// The variable or field that an expression reads a part of: `tasks` for
/// `std::move(tasks[0])`, `this->pending`, `*pending`.
struct Origin {
  const ValueDecl *Named = nullptr;
  /// The value came out of a `co_await`.
  bool IsAwaited = false;
};

Origin originOf(const Expr *E) {
  for (E = written(E); E;) {
    if (suspensionOperand(*E))
      return {nullptr, true};
    const Expr *Whole = nullptr;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(E))
      return {Reference->getDecl(), false};
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (isa<CXXThisExpr>(written(Member->getBase())))
        return {Member->getMemberDecl(), false};
      Whole = Member->getBase();
    } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      Whole = Subscript->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      Whole = Unary->getSubExpr();
    } else if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->isGLValue()) {
      // `tasks[0]`, `tasks.front()`, `std::get<0>(tasks)`, `std::move(task)`
      if (const auto *Method = dyn_cast<CXXMemberCallExpr>(Call))
        Whole = Method->getImplicitObjectArgument();
      else if (Call->getNumArgs())
        Whole = Call->getArg(0);
    } else if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(E);
               Arrow && Arrow->getOperator() == OO_Arrow) {
      Whole = Arrow->getArg(0);
    }
    E = Whole ? written(Whole) : nullptr;
  }
  return {};
}

class CompletionFinder {
public:
  explicit CompletionFinder(Model &Unit) : Unit(Unit), Words(Unit.Words) {}

  bool isComplete(const Expr &Awaited, const Stmt &At, const Body &In) {
    Origin From = originOf(&Awaited);
    return From.IsAwaited || (From.Named && isComplete(*From.Named, At, In));
  }

private:
  bool isComplete(const ValueDecl &Named, const Stmt &At, const Body &In) {
    auto [Known, IsNew] = Answers.try_emplace({&Named, &At}, false);
    if (!IsNew)
      return Known->second;
    bool Answer = computeIsComplete(Named, At, In);
    return Answers[{&Named, &At}] = Answer;
  }

  bool computeIsComplete(const ValueDecl &Named, const Stmt &At, const Body &In) {
    for (const Expr *Use : In.uses(Named))
      if (In.isBehind(At, *Use) &&
          (settles(*Use, &At, In, /*MayAwait=*/true) || isHeldByComplete(*Use, At, In)))
        return true;
    if (asksInClosure(Named, At, In) || isPartOfComplete(Named, At, In) ||
        isOfJoined(Named, At, In))
      return true;
    if (const auto *Parameter = dyn_cast<ParmVarDecl>(&Named);
        Parameter && Parameter->getDeclContext() == &In.Function)
      return isGivenComplete(*Parameter, In);
    auto [Around, Lambda] = closureOf(In);
    return Lambda && isComplete(Named, *Lambda, *Around);
  }

  /// Whether \p Use awaits its variable, or asks whether it is ready.
  bool settles(const Expr &Use, const Stmt *At, const Body &In, bool MayAwait) const {
    const Stmt *Below = &Use;
    for (const Stmt *Around = In.parent(Use); Around && Around != At;
         Below = Around, Around = In.parent(*Around)) {
      if (suspensionOperand(*Around))
        return MayAwait;
      const auto *Asked = dyn_cast<CXXMemberCallExpr>(Around);
      const CXXMethodDecl *Method = Asked ? Asked->getMethodDecl() : nullptr;
      if (!Method || Asked->getCallee() != Below)
        continue;
      if (Words.ReadyQueries.matches(*Method) ||
          (takesNoTime(*Asked) &&
           (isNamedForTime(*Method) || Words.BlockingWaits.matches(*Method))))
        return true;
    }
    return false;
  }

  /// `all` in `all = {a, b}`, `all.push_back(a)` and `auto both = join(a, b)`: what holds
  /// the future that \p Use mentions is complete at \p At.
  bool isHeldByComplete(const Expr &Use, const Stmt &At, const Body &In) {
    const ValueDecl *Holder = nullptr;
    const Stmt *Below = &Use;
    for (const Stmt *Around = In.parent(Use); Around && !Holder;
         Below = Around, Around = In.parent(*Around)) {
      if (const auto *Declaration = dyn_cast<DeclStmt>(Around)) {
        for (const Decl *Declared : Declaration->decls())
          if (const auto *Variable = dyn_cast<VarDecl>(Declared);
              Variable && Variable->getInit() == Below)
            Holder = Variable;
        break;
      }
      if (!isa<Expr>(Around))
        return false;
      const Expr *Object = nullptr;
      if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Around))
        Object =
            Member->getCallee() == Below ? nullptr : Member->getImplicitObjectArgument();
      else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Around))
        Object = Operator->getArg(0) == Below ? nullptr : Operator->getArg(0);
      if (Object)
        Holder = originOf(Object).Named;
    }
    return Holder && holdsAwaitable(Holder->getType()) && isComplete(*Holder, At, In);
  }

  bool holdsAwaitable(QualType Type, unsigned Level = 0) const {
    const CXXRecordDecl *Record = Unit.Types.record(Type.getNonReferenceType());
    if (!Record)
      return false;
    return Unit.Types.of(*Record).Awaits != Awaitable::No ||
           (Level != 2 && llvm::any_of(typeArguments(*Record), [&](QualType Argument) {
              return holdsAwaitable(Argument, Level + 1);
            }));
  }

  /// Whether a closure before \p At asks for \p Named, or awaits it and is awaited.
  bool asksInClosure(const ValueDecl &Named, const Stmt &At, const Body &In) {
    return llvm::any_of(In.Lambdas, [&](const LambdaExpr *Lambda) {
      const CXXMethodDecl &Operator = *Lambda->getCallOperator();
      if (!In.isBehind(At, *Lambda) || !Operator.doesThisDeclarationHaveABody())
        return false;
      const Body &Inside = Unit.bodyOf(Operator);
      bool MayAwait = isAwaited(*Lambda, In);
      return llvm::any_of(Inside.uses(Named),
                          [&](const Expr *Use) {
                            return settles(*Use, nullptr, Inside, MayAwait);
                          }) ||
             asksInClosure(Named, *Inside.Function.getBody(), Inside);
    });
  }

  static bool isAwaited(const Stmt &Node, const Body &In) {
    for (const Stmt *Around = In.parent(Node); Around; Around = In.parent(*Around))
      if (suspensionOperand(*Around))
        return true;
    return false;
  }

  /// Whether \p Named is, or refers to, a part or a copy of what is complete at \p At.
  bool isPartOfComplete(const ValueDecl &Named, const Stmt &At, const Body &In) {
    const auto *Variable = dyn_cast<VarDecl>(&Named);
    if (const auto *Binding = dyn_cast<BindingDecl>(&Named))
      Variable = dyn_cast<VarDecl>(Binding->getDecomposedDecl());
    if (!Variable || isa<ParmVarDecl>(Variable))
      return false;
    if (Variable->isInitCapture()) {
      auto [Around, Lambda] = closureOf(In);
      return Lambda && isComplete(*Variable->getInit(), *Lambda, *Around);
    }
    for (const DeclStmt *Declaration : In.Declarations) {
      if (!llvm::is_contained(Declaration->decls(), Variable))
        continue;
      const auto *Loop = dyn_cast_or_null<CXXForRangeStmt>(In.parent(*Declaration));
      const Expr *Source = Loop && Loop->getLoopVariable() == Variable
                               ? Loop->getRangeInit()
                               : Variable->getInit();
      return Source && isComplete(*Source, At, In);
    }
    return false;
  }

  /// Whether the promise that \p Named came out of went to a thread that was joined
  /// before \p At.
  bool isOfJoined(const ValueDecl &Named, const Stmt &At, const Body &In) const {
    const auto *Variable = dyn_cast<VarDecl>(&Named);
    const auto *From = Variable && Variable->getInit()
                           ? dyn_cast<CXXMemberCallExpr>(written(Variable->getInit()))
                           : nullptr;
    const ValueDecl *Promise =
        From ? originOf(From->getImplicitObjectArgument()).Named : nullptr;
    return isa_and_nonnull<VarDecl>(Promise) &&
           llvm::any_of(In.Calls, [&](const CallExpr *Call) {
             const auto *Join = dyn_cast<CXXMemberCallExpr>(Call);
             const CXXMethodDecl *Method = Join ? Join->getMethodDecl() : nullptr;
             const ValueDecl *Thread =
                 Method && Words.Joins.matches(*Method) && In.isBehind(At, *Join)
                     ? originOf(Join->getImplicitObjectArgument()).Named
                     : nullptr;
             return Thread && isGivenTo(*Promise, *Thread, In);
           });
  }

  /// Whether what \p Thread is made of, or is given later, names \p Promise.
  static bool isGivenTo(const ValueDecl &Promise, const ValueDecl &Thread,
                        const Body &In) {
    llvm::SmallVector<const Stmt *, 2> Makers;
    if (const auto *Variable = dyn_cast<VarDecl>(&Thread);
        Variable && Variable->getInit() && Variable->hasLocalStorage())
      Makers.push_back(Variable->getInit());
    for (const Expr *Use : In.uses(Thread)) {
      const auto *Assign = dyn_cast_or_null<CXXOperatorCallExpr>(In.writtenParent(*Use));
      if (Assign && Assign->getOperator() == OO_Equal)
        Makers.push_back(Assign);
    }
    return llvm::any_of(In.uses(Promise), [&](const Expr *Use) {
      return llvm::any_of(Makers,
                          [&](const Stmt *Maker) { return In.isWithin(*Use, *Maker); });
    });
  }

  /// Whether all who are seen to call the function hand over what is complete, and
  /// somebody does.
  bool isGivenComplete(const ParmVarDecl &Parameter, const Body &In) {
    auto [Around, Lambda] = closureOf(In);
    if (Lambda && isContinuation(*Lambda, Parameter, *Around))
      return true;
    unsigned Index = Parameter.getFunctionScopeIndex();
    const FunctionUses &Uses = Unit.uses().of(In.Function);
    bool IsCalled = false;
    for (const CallSite &Site : Uses.Calls) {
      // A future calls its continuation in its own time.
      if (isMemberOf(Site.In->Function, Parameter.getType()))
        continue;
      llvm::ArrayRef<const Expr *> Arguments = argumentsOf(*Site.Call);
      if (Index >= Arguments.size() ||
          !isComplete(*Arguments[Index], *Site.Call, *Site.In))
        return false;
      IsCalled = true;
    }
    if (!Lambda)
      return areContinuations(Uses, Parameter) && (IsCalled || !Uses.Names.empty());
    return isContinuationByName(*Lambda, Parameter, *Around, IsCalled);
  }

  bool isMemberOf(const FunctionDecl &Function, QualType Type) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    const CXXRecordDecl *Class = Unit.Types.record(Type.getNonReferenceType());
    return Method && Class && sameTemplate(*Method->getParent(), *Class);
  }

  static llvm::ArrayRef<const Expr *> argumentsOf(const CallExpr &Call) {
    llvm::ArrayRef<const Expr *> All(Call.getArgs(), Call.getNumArgs());
    return isa<CXXOperatorCallExpr>(Call) ? All.drop_front() : All;
  }

  bool areContinuations(const FunctionUses &Uses, const ParmVarDecl &Parameter) const {
    return !Uses.IsNamedOutside && llvm::all_of(Uses.Names, [&](const NameSite &Site) {
      return isContinuation(*Site.Name, Parameter, *Site.In);
    });
  }

  /// A closure that a variable holds: called, perhaps, and given to continuations.
  bool isContinuationByName(const LambdaExpr &Lambda, const ParmVarDecl &Parameter,
                            const Body &In, bool IsCalled) const {
    const auto *Declaration = dyn_cast_or_null<DeclStmt>(In.writtenParent(Lambda));
    const auto *Variable = Declaration && Declaration->isSingleDecl()
                               ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
                               : nullptr;
    bool IsGiven = false;
    if (!Variable)
      return false;
    for (const Expr *Use : In.uses(*Variable)) {
      const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(In.writtenParent(*Use));
      if (Call && written(Call->getArg(0)) == Use)
        continue;
      if (!isContinuation(*Use, Parameter, In))
        return false;
      IsGiven = true;
    }
    return IsGiven || IsCalled;
  }

  /// Whether \p Callable is given to a member of something awaitable that takes what its
  /// \p Parameter says: the future itself, or what it yields.
  bool isContinuation(const Expr &Callable, const ParmVarDecl &Parameter,
                      const Body &In) const {
    const Stmt *Around = In.writtenParent(Callable);
    while (const auto *Outer = dyn_cast_or_null<Expr>(Around)) {
      const auto *Address = dyn_cast<UnaryOperator>(Outer);
      const auto *Binder = dyn_cast<CallExpr>(Outer);
      const NamedDecl *Name = Binder ? namedCall(*Binder).Name : nullptr;
      if (!isa<ParenExpr>(Outer) && !(Address && Address->getOpcode() == UO_AddrOf) &&
          !(Name && Words.Binders.matches(*Name)))
        break;
      Around = In.writtenParent(*Outer);
    }
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Around);
    if (!Call || Call->isTypeDependent())
      return false;
    QualType Given = Parameter.getType();
    QualType Object = objectTypeOf(*Call);
    return sameValue(Unit.Context, Given, Object) ||
           sameValue(Unit.Context, Given, Unit.Types.yields(Object, /*IsLvalue=*/false));
  }

  /// The closure whose call operator \p In is, and where it is made; nulls if it is none.
  std::pair<const Body *, const LambdaExpr *> closureOf(const Body &In) const {
    const Uses &All = Unit.uses();
    auto Found = All.lambda(In.Function);
    return Found.second ? Found : All.lambda(pattern(In.Function));
  }

  Model &Unit;
  const Vocabulary &Words;
  /// Where a question is asked again before it is answered, nothing is known.
  llvm::DenseMap<std::pair<const ValueDecl *, const Stmt *>, bool> Answers;
};

} // namespace

bool isComplete(Model &Model, const Expr &Awaited, const Stmt &At, const Body &In) {
  return CompletionFinder(Model).isComplete(Awaited, At, In);
}

bool readsComplete(Model &Model, const CallExpr &Call, const Body &In) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  return Member && Model.Types.of(objectTypeOf(*Member)).Awaits != Awaitable::No &&
         isComplete(Model, *Member->getImplicitObjectArgument(), Call, In);
}

const ValueDecl *namedBy(const Expr &E) { return originOf(&E).Named; }

bool isLent(const Expr &Awaited, const Body &In) {
  const ValueDecl *Named = namedBy(Awaited);
  return isa_and_nonnull<ParmVarDecl>(Named) && !In.isCoroutine() &&
         (Named->getType()->isLValueReferenceType() || Named->getType()->isPointerType());
}

} // namespace async_checks
