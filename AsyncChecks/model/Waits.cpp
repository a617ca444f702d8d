#include "model/Waits.h"
#include "model/Model.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

/// The variable or field that an expression reads a part of: `tasks` for
/// `std::move(tasks[0])`, `this->pending`, `*pending`.
struct Origin {
  const ValueDecl *Named = nullptr;
  /// The value came out of a `co_await`.
  bool IsAwaited = false;
};

Origin originOf(const Expr *E, const Body &In);

/// Where the value of \p Named came from, if that is a `co_await`.
bool cameFromAwait(const ValueDecl &Named, const Body &In) {
  if (const auto *Binding = dyn_cast<BindingDecl>(&Named))
    return cameFromAwait(*Binding->getDecomposedDecl(), In);
  const auto *Variable = dyn_cast<VarDecl>(&Named);
  if (!Variable || !Variable->getInit())
    return false;
  for (const DeclStmt *Declaration : In.Declarations) {
    if (!Declaration->isSingleDecl() || Declaration->getSingleDecl() != Variable)
      continue;
    const auto *Loop = dyn_cast_or_null<CXXForRangeStmt>(In.parent(*Declaration));
    if (Loop && Loop->getLoopVariable() == Variable)
      return originOf(Loop->getRangeInit(), In).IsAwaited;
  }
  const Expr *Value = written(Variable->getInit());
  return suspensionOperand(*Value) != nullptr;
}

Origin originOf(const Expr *E, const Body &In) {
  for (E = written(E); E;) {
    if (suspensionOperand(*E))
      return {nullptr, true};
    const Expr *Whole = nullptr;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(E))
      return {Reference->getDecl(), cameFromAwait(*Reference->getDecl(), In)};
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

bool isTimedWait(const CXXMethodDecl &Method) {
  return Method.getIdentifier() &&
         (Method.getName() == "wait_for" || Method.getName() == "wait_until");
}

/// Whether a member that waits takes the result out: what only waits hands back nothing,
/// a status or the object, and what only shows the result a reference to it.
bool takesResult(const CXXMethodDecl &Method) {
  QualType Result = Method.getReturnType();
  llvm::StringRef Name = Method.getIdentifier() ? Method.getName() : "";
  bool OnlyWaits =
      (Name.take_front(4).equals_insensitive("wait") && !Result->isRecordType()) ||
      Name == "join";
  return !OnlyWaits && !Method.isConst() && !Result->isLValueReferenceType();
}

class WaitFinder {
public:
  WaitFinder(Model &Unit, const CallExpr &Call, const Body &In)
      : Unit(Unit), Words(Unit.Words), Call(Call), In(In) {}

  std::optional<BlockingWait> find() const {
    if (Call.isTypeDependent())
      return std::nullopt;
    if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call))
      return memberWait(*Method);
    return functionWait();
  }

  /// The result is there already: it came out of a `co_await`, was awaited together with
  /// others, or the code asked for it first.
  bool cannotBlock(const Expr &Awaited) const {
    Origin From = originOf(&Awaited, In);
    if (From.IsAwaited)
      return true;
    if (!From.Named)
      return false;
    // The callers of an ordinary function know whether what they lend is ready.
    if (isa<ParmVarDecl>(From.Named) && !In.isCoroutine() &&
        (From.Named->getType()->isLValueReferenceType() ||
         From.Named->getType()->isPointerType()))
      return true;
    llvm::SmallVector<const ValueDecl *, 2> Names = {From.Named};
    if (const ValueDecl *Range = rangeOf(*From.Named))
      Names.push_back(Range);
    return llvm::any_of(Names, [this](const ValueDecl *Named) {
      return llvm::any_of(In.uses(*Named), [this](const Expr *Use) {
        return In.isBefore(*Use, Call) && settles(*Use);
      });
    });
  }

private:
  std::optional<BlockingWait> memberWait(const CXXMemberCallExpr &MemberCall) const {
    const CXXMethodDecl *Method = MemberCall.getMethodDecl();
    const auto *Callee = dyn_cast<MemberExpr>(MemberCall.getCallee()->IgnoreParens());
    if (!Method || !Callee || Callee->isImplicitAccess())
      return std::nullopt;
    bool IsNamed = Words.BlockingWaits.matches(*Method);
    if (Words.ReadyAccessors.matches(*Method) ||
        (!IsNamed && !isWaitByStructure(MemberCall)))
      return std::nullopt;
    if (isTimedWait(*Method) && Call.getNumArgs() && isZeroDuration(Call.getArg(0)))
      return std::nullopt;

    // `x.wait().get()` waits for x.
    const Expr *Object = Callee->getBase();
    bool IsArrow = Callee->isArrow();
    while (const auto *Inner = dyn_cast<CXXMemberCallExpr>(written(Object))) {
      const auto *InnerCallee = dyn_cast<MemberExpr>(Inner->getCallee()->IgnoreParens());
      const CXXMethodDecl *InnerMethod = Inner->getMethodDecl();
      if (IsArrow || !InnerMethod || !InnerCallee || !Inner->isGLValue() ||
          !Words.WaitMembers.matches(*InnerMethod) ||
          !declaresSameEntity(Inner->getType()->getAsCXXRecordDecl(),
                              Method->getParent()))
        break;
      Object = InnerCallee->getBase();
      IsArrow = InnerCallee->isArrow();
    }
    // The pointer behind an overloaded `->` is what the user wrote before it.
    if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(written(Object));
        Arrow && Arrow->getOperator() == OO_Arrow)
      Object = Arrow->getArg(0);
    return BlockingWait{&Call, Object->IgnoreImplicit(), IsArrow, isTimedWait(*Method),
                        takesResult(*Method) && (IsNamed || Method->getName() == "get")};
  }

  /// A member by the name of a wait, of an awaitable, that hands back what `co_await`
  /// yields, or nothing.
  bool isWaitByStructure(const CXXMemberCallExpr &MemberCall) const {
    const CXXMethodDecl *Method = MemberCall.getMethodDecl();
    if (!Words.WaitMembers.matches(*Method) || Call.getNumArgs() != 0)
      return false;
    QualType Object = MemberCall.getObjectType();
    const TypeFacts &Facts = Unit.Types.of(Object);
    // What may hold a value without anybody waiting for it.
    bool IsOptional =
        Method->getName() == "value" &&
        llvm::any_of(Method->getParent()->methods(), [this](const CXXMethodDecl *Other) {
          return Words.ValueQueries.matches(*Other);
        });
    if (Facts.Awaits == Awaitable::No || IsOptional)
      return false;
    QualType Result = Method->getReturnType();
    bool IsWait = Method->getName() == "wait" || Method->getName() == "join";
    if (Result->isVoidType() && IsWait)
      return true;
    return sameValue(Unit.Context, Result, Facts.LvalueYields) ||
           sameValue(Unit.Context, Result, Facts.RvalueYields);
  }

  std::optional<BlockingWait> functionWait() const {
    const auto [Named, Arguments] = namedCall(Call);
    if (!Named || Arguments.empty())
      return std::nullopt;
    bool IsNamed = Words.BlockingWaits.matches(*Named);
    if (!IsNamed && !Words.WaitFunctions.matches(*Named))
      return std::nullopt;
    for (const Expr *Argument : Arguments)
      if (Unit.Types.of(Argument->getType()).Awaits != Awaitable::No)
        return waitFor(*Argument);
    if (!IsNamed)
      return std::nullopt;
    return waitFor(*Arguments[0]);
  }

  BlockingWait waitFor(const Expr &Argument) const {
    const Expr *Awaited = Argument.IgnoreImplicit();
    bool OnlyWaits = Awaited->isLValue() && Call.getType()->isVoidType();
    return {&Call, Awaited, /*ThroughPointer=*/false, /*IsTimed=*/false, !OnlyWaits};
  }

  /// The container whose elements the loop variable \p Named refers to; null for others.
  const ValueDecl *rangeOf(const ValueDecl &Named) const {
    for (const DeclStmt *Declaration : In.Declarations)
      if (const auto *Loop = dyn_cast_or_null<CXXForRangeStmt>(In.parent(*Declaration)))
        if (Loop->getLoopVariable() == &Named)
          return originOf(Loop->getRangeInit(), In).Named;
    return nullptr;
  }

  /// Whether \p Use awaits its variable, or asks whether it is ready.
  bool settles(const Expr &Use) const {
    const Stmt *Below = &Use;
    for (const Stmt *Around = In.parent(Use); Around && Around != &Call;
         Below = Around, Around = In.parent(*Around)) {
      if (suspensionOperand(*Around))
        return true;
      const auto *Asked = dyn_cast<CXXMemberCallExpr>(Around);
      const CXXMethodDecl *Method = Asked ? Asked->getMethodDecl() : nullptr;
      if (!Method || Asked->getCallee() != Below)
        continue;
      if (Words.ReadyQueries.matches(*Method) ||
          (isTimedWait(*Method) && Asked->getNumArgs() &&
           isZeroDuration(Asked->getArg(0))))
        return true;
    }
    return false;
  }

  Model &Unit;
  const Vocabulary &Words;
  const CallExpr &Call;
  const Body &In;
};

} // namespace

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

QualType BlockingWait::awaitedType() const {
  if (!ThroughPointer)
    return Awaited->getType();
  return cast<CXXMemberCallExpr>(Whole)->getObjectType();
}

bool sameValue(const ASTContext &Context, QualType A, QualType B) {
  return !A.isNull() && !B.isNull() &&
         Context.hasSameUnqualifiedType(A.getNonReferenceType(), B.getNonReferenceType());
}

std::optional<BlockingWait> findWait(Model &Model, const CallExpr &Call, const Body &In) {
  return WaitFinder(Model, Call, In).find();
}

std::optional<BlockingWait> findBlockingWait(Model &Model, const CallExpr &Call,
                                             const Body &In) {
  WaitFinder Finder(Model, Call, In);
  std::optional<BlockingWait> Wait = Finder.find();
  return Wait && Finder.cannotBlock(*Wait->Awaited) ? std::nullopt : Wait;
}

} // namespace async_checks
