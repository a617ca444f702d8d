#include "CallableCheck.h"
#include "Checks.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds calls that could take the cancellation token of the function around them and do
/// not get it.
class CancellationNotForwardedCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    const ParmVarDecl *Token = tokenOf(Callable, Model);
    if (!Token)
      return;
    llvm::SmallPtrSet<const Expr *, 4> WaitedFor = waitedFor(Callable, Model);
    for (const CallExpr *Call : Callable.Calls)
      if (isAwaitable(*Call, Model) && !WaitedFor.contains(Call) &&
          !Callable.isDiscarded(*Call) && !isOnPurpose(*Call, *Token, Callable))
        examineCall(*Call, *Token, Callable, Model);
  }

  // --- The token ---

  /// The one token that the author of \p Callable can mean: a parameter, with no local
  /// token beside it.
  static const ParmVarDecl *tokenOf(const Body &Callable, Model &Model) {
    const ParmVarDecl *Token = nullptr;
    for (const ParmVarDecl *Parameter : Callable.Function.parameters()) {
      if (!isToken(Parameter->getType(), Model))
        continue;
      if (Token || !Parameter->getIdentifier())
        return nullptr;
      Token = Parameter;
    }
    if (!Token)
      return nullptr;
    for (const DeclStmt *Declaration : Callable.Declarations)
      for (const Decl *Declared : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Declared);
            Variable && (isToken(Variable->getType(), Model) ||
                         Variable->getIdentifier() == Token->getIdentifier()))
          return nullptr;
    return Token;
  }

  /// Whether a parameter of type \p Type takes \p Token as it is.
  static bool takes(QualType Type, const ParmVarDecl &Token, Model &Model) {
    QualType Wanted = Type.getNonReferenceType();
    QualType Given = Token.getType().getNonReferenceType();
    if (!Model.Context.hasSameUnqualifiedType(Wanted, Given))
      return false;
    if (Type->isLValueReferenceType())
      return Wanted.isConstQualified() || !Given.isConstQualified();
    return !Type->isReferenceType() && !Model.Types.of(Given).IsMoveOnly;
  }

  // --- The calls ---

  /// Whether \p Call returns something to await.
  static bool isAwaitable(const CallExpr &Call, Model &Model) {
    return !Call.isTypeDependent() &&
           Model.Types.of(Call.getType()).Awaits != Awaitable::No;
  }

  /// What the coroutine \p Callable waits for: another check has these lines.
  static llvm::SmallPtrSet<const Expr *, 4> waitedFor(const Body &Callable,
                                                      Model &Model) {
    llvm::SmallPtrSet<const Expr *, 4> Found;
    if (Callable.isCoroutine())
      for (const CallExpr *Call : Callable.Calls)
        if (std::optional<BlockingWait> Wait = Model.blockingWait(*Call, Callable))
          Found.insert(written(Wait->Awaited));
    return Found;
  }

  /// Whether \p Call should not hear of a request: it stands where there has been one, in
  /// a handler, or behind a change of the token.
  static bool isOnPurpose(const CallExpr &Call, const ParmVarDecl &Token,
                          const Body &Callable) {
    for (const Stmt *Around = &Call; Around; Around = Callable.parent(*Around))
      if (isa<CXXCatchStmt>(Around))
        return true;
    return llvm::any_of(Callable.uses(Token), [&](const Expr *Use) {
      return (isChange(*Use, Callable) && Callable.isBefore(*Use, Call)) ||
             isAfterRequest(Call, *Use, Callable);
    });
  }

  /// `std::move(token)`, `token = other`
  static bool isChange(const Expr &Use, const Body &Callable) {
    const auto *Call = dyn_cast_or_null<CallExpr>(Callable.writtenParent(Use));
    if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Call))
      return Operator->isAssignmentOp() && written(Operator->getArg(0)) == &Use;
    return Call && Call->isXValue();
  }

  /// Whether \p Use asks for a request, and \p Call runs if there is one.
  static bool isAfterRequest(const CallExpr &Call, const Expr &Use,
                             const Body &Callable) {
    bool IsNegated = false;
    const Stmt *Below = &Use;
    for (const Stmt *Around = Callable.parent(Use); Around;
         Below = Around, Around = Callable.parent(*Around)) {
      if (const auto *Not = dyn_cast<UnaryOperator>(Around);
          Not && Not->getOpcode() == UO_LNot)
        IsNegated = !IsNegated;
      const Stmt *Condition = nullptr, *Then = nullptr, *Else = nullptr;
      if (const auto *If = dyn_cast<IfStmt>(Around)) {
        Condition = If->getCond();
        Then = If->getThen();
        Else = If->getElse();
      } else if (const auto *Choice = dyn_cast<ConditionalOperator>(Around)) {
        Condition = Choice->getCond();
        Then = Choice->getTrueExpr();
        Else = Choice->getFalseExpr();
      }
      const Stmt *Requested = IsNegated ? Else : Then;
      if (Below == Condition && Requested && Callable.isWithin(Call, *Requested))
        return true;
      // Behind a loop that a request ends.
      if (isa<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(Around) &&
          Callable.isBehind(Call, *Around))
        return true;
    }
    return false;
  }

  void examineCall(const CallExpr &Call, const ParmVarDecl &Token, const Body &Callable,
                   Model &Model) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee || &pattern(*Callee) == &pattern(Callable.Function))
      return;
    auto Arguments = namedCall(Call).Arguments;
    unsigned Written = 0;
    while (Written < Arguments.size() && !isa<CXXDefaultArgExpr>(Arguments[Written]))
      ++Written;
    for (unsigned I = 0; I < Arguments.size() && I < Callee->getNumParams(); ++I) {
      const ParmVarDecl &Parameter = *Callee->getParamDecl(I);
      if (!takes(Parameter.getType(), Token, Model))
        continue;
      const Expr &Given = *Arguments[I];
      const auto *Default = dyn_cast<CXXDefaultArgExpr>(&Given);
      if (!isEmptyToken(Default ? *Default->getExpr() : Given))
        return;
      if (Default)
        found(describe(Call, Token, Parameter,
                       I == Written ? append(Call, Arguments.take_front(Written), Token,
                                             Callable, Model)
                                    : std::nullopt));
      else
        found(describe(Call, Token, Parameter, replace(Given, Token, Callable, Model)));
      return;
    }
    if (Written != Arguments.size() || Callee->isVariadic())
      return;
    if (const FunctionDecl *Better = overloadWithToken(*Callee, Call, Token, Model))
      if (&pattern(*Better) != &pattern(Callable.Function))
        found(describe(Call, Token, *Better->getParamDecl(Written),
                       append(Call, Arguments, Token, Callable, Model)));
  }

  /// The overload of \p Callee that takes the token behind the same parameters, and that
  /// is the only one which \p Call would mean with the token.
  static const FunctionDecl *overloadWithToken(const FunctionDecl &Callee,
                                               const CallExpr &Call,
                                               const ParmVarDecl &Token, Model &Model) {
    const FunctionDecl *Called = &Callee;
    unsigned TemplateParameters = 0;
    if (const FunctionTemplateDecl *Template = Callee.getPrimaryTemplate()) {
      Called = Template->getTemplatedDecl();
      TemplateParameters = Template->getTemplateParameters()->size();
    }
    unsigned Count = Called->getNumParams();
    const FunctionDecl *Found = nullptr;
    for (const NamedDecl *Named :
         Called->getDeclContext()->getRedeclContext()->lookup(Called->getDeclName())) {
      Named = Named->getUnderlyingDecl();
      const FunctionDecl *Other = Named->getAsFunction();
      if (!Other || declaresSameEntity(Other, Called) || Other->getNumParams() <= Count ||
          Other->getMinRequiredArguments() > Count + 1)
        continue;
      const auto *Template = dyn_cast<FunctionTemplateDecl>(Named);
      unsigned Parameters = Template ? Template->getTemplateParameters()->size() : 0;
      bool IsTwin = !Found && Parameters == TemplateParameters &&
                    isTwin(*Called, *Other, Model.Context) &&
                    takes(Other->getParamDecl(Count)->getType(), Token, Model) &&
                    isVisible(*Other, Call, Model);
      if (!IsTwin)
        return nullptr;
      Found = Other;
    }
    return Found;
  }

  /// Whether \p Other has the signature of \p Called, with parameters behind it.
  static bool isTwin(const FunctionDecl &Called, const FunctionDecl &Other,
                     const ASTContext &Context) {
    const auto *CalledType = Called.getType()->getAs<FunctionProtoType>();
    const auto *OtherType = Other.getType()->getAs<FunctionProtoType>();
    if (!CalledType || !OtherType || Other.isDeleted() || Other.isVariadic() ||
        Other.getTrailingRequiresClause() || Called.getTrailingRequiresClause() ||
        Called.getAccess() != Other.getAccess() ||
        CalledType->getMethodQuals() != OtherType->getMethodQuals() ||
        CalledType->getRefQualifier() != OtherType->getRefQualifier() ||
        OtherType->getReturnType()->isUndeducedType() ||
        !Context.hasSameType(CalledType->getReturnType(), OtherType->getReturnType()))
      return false;
    const auto *CalledMethod = dyn_cast<CXXMethodDecl>(&Called);
    const auto *OtherMethod = dyn_cast<CXXMethodDecl>(&Other);
    if (CalledMethod && OtherMethod &&
        CalledMethod->isStatic() != OtherMethod->isStatic())
      return false;
    for (unsigned I = 0; I < Called.getNumParams(); ++I)
      if (Called.getParamDecl(I)->isParameterPack() ||
          !Context.hasSameType(CalledType->getParamType(I), OtherType->getParamType(I)))
        return false;
    return true;
  }

  static bool isVisible(const FunctionDecl &Function, const CallExpr &Call,
                        Model &Model) {
    return Function.isCXXClassMember() ||
           Model.Context.getSourceManager().isBeforeInTranslationUnit(
               Function.getCanonicalDecl()->getLocation(), beginOf(Call));
  }

  // --- What is said and repaired ---

  static Finding describe(const CallExpr &Call, const ParmVarDecl &Token,
                          const ParmVarDecl &Parameter, std::optional<Edit> Fix) {
    const auto *Member = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParenImpCasts());
    Finding Finding{
        Member ? Member->getMemberLoc() : beginOf(Call),
        llvm::formatv("{0} does not get the cancellation token '{1}': it goes on when a "
                      "stop is requested",
                      describe(Call), Token.getName()),
        std::move(Fix)};
    Finding.Notes.push_back(
        {Parameter.getLocation(), "this parameter takes the token", {}});
    return Finding;
  }

  static std::string describe(const CallExpr &Call) {
    const NamedDecl *Named = namedCall(Call).Name;
    if (!Named)
      return "this call";
    return llvm::formatv("'{0}'", Named->getNameAsString());
  }

  /// Whether \p Token still has its value wherever it is written.
  static bool mayWrite(const ParmVarDecl &Token, const Body &Callable) {
    return llvm::none_of(Callable.uses(Token),
                         [&](const Expr *Use) { return isChange(*Use, Callable); });
  }

  static std::optional<Edit> append(const CallExpr &Call,
                                    llvm::ArrayRef<const Expr *> Written,
                                    const ParmVarDecl &Token, const Body &Callable,
                                    Model &Model) {
    Source Text(Model.Context);
    if (!mayWrite(Token, Callable) || !Text.isEditable(Call.getSourceRange()) ||
        Call.getRParenLoc().isInvalid())
      return std::nullopt;
    std::string Name = Token.getName().str();
    Edit Append;
    if (Written.empty()) {
      Append.Changes.push_back(FixItHint::CreateInsertion(Call.getRParenLoc(), Name));
      return Append;
    }
    SourceRange Last = Written.back()->getSourceRange();
    if (!Text.isEditable(Last))
      return std::nullopt;
    // A comment behind the last argument is about that one.
    SourceLocation End = Text.endOf(Last.getEnd());
    if (Text.text(End, Call.getRParenLoc()).trim().starts_with("/*"))
      End = Call.getRParenLoc();
    Append.Changes.push_back(FixItHint::CreateInsertion(End, ", " + Name));
    return Append;
  }

  static std::optional<Edit> replace(const Expr &Empty, const ParmVarDecl &Token,
                                     const Body &Callable, Model &Model) {
    Source Text(Model.Context);
    SourceRange Range = Empty.getSourceRange();
    if (!mayWrite(Token, Callable) || !Text.isEditable(Range))
      return std::nullopt;
    Edit Replace;
    Replace.Changes.push_back(FixItHint::CreateReplacement(
        CharSourceRange::getTokenRange(Range), Token.getName()));
    return Replace;
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
makeCancellationNotForwarded(const CheckSetup &Setup) {
  return std::make_unique<CancellationNotForwardedCheck>(Setup);
}

} // namespace async_checks
