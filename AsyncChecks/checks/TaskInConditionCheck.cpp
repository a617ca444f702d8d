#include "CallableCheck.h"
#include "Checks.h"
#include "Wording.h"
#include "fix/AwaitExpr.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds tasks that are tested, compared, streamed or formatted in the place of their
/// values.
class TaskInConditionCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    for (const CallExpr *Call : Callable.Calls) {
      if (Call->isTypeDependent())
        continue;
      if (const auto *Conversion = dyn_cast<CXXMemberCallExpr>(Call))
        examineConversion(*Conversion, Callable, Model);
      else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
        examineOperator(*Operator, Callable, Model);
      else if (isFormatter(*Call, Model))
        for (const Expr *Argument : Call->arguments())
          if (const CallExpr *Fresh = freshTask(*Argument, Model))
            tell("formatted", *Fresh, nullptr, Callable, Model);
    }
  }

  static bool isFormatter(const CallExpr &Call, Model &Model) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    return Callee && Model.Words.Formatters.matches(*Callee);
  }

  /// The call that has just made the task \p E; null if \p E is another task, or one that
  /// somebody else may hold as well.
  static const CallExpr *freshTask(const Expr &E, Model &Model) {
    const auto *Call = dyn_cast<CallExpr>(written(&E));
    if (!Call || !Model.returnsTask(*Call) || handsOn(*Call) ||
        handsOutValue(Model.Types.record(Call->getType())))
      return nullptr;
    return Model.Types.of(Call->getType()).IsMoveOnly || callsCoroutine(*Call) ? Call
                                                                               : nullptr;
  }

  /// Whether the callee returns whatever its template is made for: `std::exchange`,
  /// `queue.pop()`.
  static bool handsOn(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    const FunctionDecl *Pattern =
        Callee ? Callee->getTemplateInstantiationPattern() : nullptr;
    return Pattern && Pattern->getOverloadedOperator() != OO_Call &&
           isa<TemplateTypeParmType>(Pattern->getReturnType().getCanonicalType());
  }

  /// Whether a task of \p Type converts to its own value, `operator T()`: what is tested
  /// or streamed then is the value.
  static bool handsOutValue(const CXXRecordDecl *Type) {
    if (!Type || !Type->hasDefinition())
      return false;
    return llvm::any_of(Type->getVisibleConversionFunctions(), [](const NamedDecl *Each) {
      const NamedDecl *Named = Each->getUnderlyingDecl();
      const FunctionDecl *Function = Named->getAsFunction();
      if (const FunctionDecl *Pattern = Function->getTemplateInstantiationPattern())
        Function = Pattern;
      const auto *Conversion = cast<CXXConversionDecl>(Function);
      QualType To = Conversion->getConversionType().getNonReferenceType();
      return isa<TemplateTypeParmType>(To.getCanonicalType());
    });
  }

  static bool callsCoroutine(const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    return Callee && isa_and_nonnull<CoroutineBodyStmt>(Callee->getBody());
  }

  // --- Conversions to a truth ---

  /// `if (f())`, `!f()`, `std::to_string(f())`
  void examineConversion(const CXXMemberCallExpr &Conversion, const Body &Callable,
                         Model &Model) {
    const auto *Method = dyn_cast_or_null<CXXConversionDecl>(Conversion.getMethodDecl());
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Callable.parent(Conversion));
    if (!Method || !Method->getConversionType()->isBooleanType() || !Cast)
      return;
    const Stmt *Around = Callable.writtenParent(*Cast);
    while (isa_and_nonnull<ParenExpr>(Around))
      Around = Callable.writtenParent(*Around);
    const CallExpr *Call = freshTask(*Conversion.getImplicitObjectArgument(), Model);
    if (!Call || isOnPurpose(*Cast, Around, Model) ||
        isDiscardedOperand(Conversion, Around, Callable))
      return;

    QualType Yield = Model.Types.yields(Call->getType(), /*IsLvalue=*/false);
    bool Fits = isCondition(Conversion, Around) ? tellsTruth(Yield, Model)
                : isComparison(Around)          ? isNumber(Yield)
                                       : !Yield.isNull() && Yield->isBooleanType();
    tell(verbFor(Around, Model), *Call, Fits ? &Conversion : nullptr, Callable, Model);
  }

  /// A cast to `bool` that the user wrote; that of an `assert` is no answer.
  static bool isOnPurpose(const ImplicitCastExpr &Cast, const Stmt *Around,
                          Model &Model) {
    return Cast.isPartOfExplicitCast() && Around &&
           !Model.Context.getSourceManager().isMacroBodyExpansion(Around->getBeginLoc());
  }

  /// `ready && f();`: what is dropped there is a task.
  static bool isDiscardedOperand(const Expr &Conversion, const Stmt *Around,
                                 const Body &Callable) {
    const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around);
    return Binary && Binary->isLogicalOp() && written(Binary->getRHS()) == &Conversion &&
           Callable.isDiscarded(*Binary);
  }

  /// Whether any type that tells a truth may stand where \p Conversion does.
  static bool isCondition(const Expr &Conversion, const Stmt *Around) {
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Around))
      return Unary->getOpcode() == UO_LNot;
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around))
      return Binary->isLogicalOp();
    if (const auto *Choice = dyn_cast_or_null<ConditionalOperator>(Around))
      return written(Choice->getCond()) == &Conversion;
    return isa_and_nonnull<IfStmt, WhileStmt, DoStmt, ForStmt>(Around);
  }

  static bool isComparison(const Stmt *Around) {
    const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around);
    return Binary && Binary->isComparisonOp();
  }

  static llvm::StringRef verbFor(const Stmt *Around, Model &Model) {
    const auto *Call = dyn_cast_or_null<CallExpr>(Around);
    if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Call))
      return Operator->getOperator() == OO_LessLess ? "streamed" : "tested";
    if (Call && isFormatter(*Call, Model))
      return "formatted";
    return isComparison(Around) ? "compared" : "tested";
  }

  // --- Overloaded operators ---

  /// `f() == 1`, `out << f()`
  void examineOperator(const CXXOperatorCallExpr &Operator, const Body &Callable,
                       Model &Model) {
    if (Operator.getNumArgs() != 2)
      return;
    const Expr &Left = *Operator.getArg(0), &Right = *Operator.getArg(1);
    const CallExpr *First = freshTask(Left, Model), *Second = freshTask(Right, Model);
    if (Operator.isComparisonOp() && (First || Second)) {
      // Other results than these are for somebody to look at the task later.
      if (!Operator.getType()->isBooleanType() && Operator.getOperator() != OO_Spaceship)
        return;
      const CallExpr &Call = First ? *First : *Second;
      const Expr &Other = First ? Right : Left;
      bool Fits = isNumber(Model.Types.yields(Call.getType(), /*IsLvalue=*/false)) &&
                  isNumber(Other.getType());
      tell("compared", Call, Fits ? &Call : nullptr, Callable, Model);
    } else if (Second && isStream(Operator, Model)) {
      tell("streamed", *Second, nullptr, Callable, Model);
    }
  }

  /// Whether the operator looks at its right operand and hands back the left one.
  static bool isStream(const CXXOperatorCallExpr &Operator, Model &Model) {
    const FunctionDecl *Callee = Operator.getDirectCallee();
    if (Operator.getOperator() != OO_LessLess || !Callee || !Operator.isLValue() ||
        !Operator.getArg(0)->isLValue() || Callee->getNumParams() == 0)
      return false;
    QualType Looked = Callee->getParamDecl(Callee->getNumParams() - 1)->getType();
    return Looked->isLValueReferenceType() &&
           Model.Types.of(Operator.getArg(1)->getType()).IsMoveOnly &&
           !Model.Types.of(Operator.getType()).isTask();
  }

  // --- What the value of the task can be ---

  static bool isNumber(QualType Type) {
    if (Type.isNull())
      return false;
    Type = Type.getNonReferenceType();
    return Type->isArithmeticType() || Type->isUnscopedEnumerationType();
  }

  /// Whether a condition takes \p Type: `int`, `node *`, `std::optional<int>`.
  static bool tellsTruth(QualType Type, Model &Model) {
    if (Type.isNull())
      return false;
    Type = Type.getNonReferenceType();
    if (isNumber(Type) || Type->isAnyPointerType() || Type->isMemberPointerType())
      return true;
    const CXXRecordDecl *Record = Model.Types.record(Type);
    if (!Record || !Record->hasDefinition())
      return false;
    auto Conversions = Record->getVisibleConversionFunctions();
    return llvm::any_of(Conversions, [](const NamedDecl *Named) {
      const auto *Conversion = dyn_cast<CXXConversionDecl>(Named->getUnderlyingDecl());
      return Conversion && Conversion->getConversionType()->isBooleanType() &&
             !Conversion->isDeleted() && Conversion->getAccess() == AS_public &&
             !Conversion->getTrailingRequiresClause();
    });
  }

  /// \p Whole is what a `co_await` may stand for; null if it does not fit there.
  void tell(llvm::StringRef Verb, const CallExpr &Call, const Expr *Whole,
            const Body &Callable, Model &Model) {
    Finding Finding{beginOf(Call),
                    llvm::formatv("{0} is {1} and not awaited: {2}",
                                  resultOf(Call, Model), Verb,
                                  effectOfLoss(Model.Types.of(Call.getType())))};
    QualType Yield = Model.Types.yields(Call.getType(), /*IsLvalue=*/false);
    if (Whole && !Model.Types.of(Yield).isTask())
      Finding.Fix = awaitExpr(Model, Callable, {Whole, &Call});
    addStartAdvice(Finding, Call.getType(), Callable, Model);
    found(std::move(Finding));
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeTaskInCondition(const CheckSetup &Setup) {
  return std::make_unique<TaskInConditionCheck>(Setup);
}

} // namespace async_checks
