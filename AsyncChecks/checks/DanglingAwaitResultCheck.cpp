#include "CallableCheck.h"
#include "Checks.h"
#include "Compat.h"
#include "Wording.h"
#include "fix/Names.h"
#include "model/lifetime/OwnResults.h"
#include "model/lifetime/Results.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds references and views into the result of a `co_await` that is gone at the end of
/// the expression, and results of coroutines that refer to their own variables.
class DanglingAwaitResultCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    for (const OwnResult &Each : ownResults(Callable, Model))
      if (Each.isLost())
        found(describe(Each));
    if (!Callable.Coroutine || Callable.Suspensions.empty())
      return;
    Results Results(Model, Callable);
    bool LoopsDangle = !compat::isCxx23(Model.Context.getLangOpts());
    for (const DeclStmt *Declaration : Callable.Declarations) {
      const auto *Loop = dyn_cast_or_null<CXXForRangeStmt>(Callable.parent(*Declaration));
      if (Loop && Loop->getRangeStmt() == Declaration) {
        if (const Suspension *At =
                LoopsDangle ? Results.behindRange(Loop->getRangeInit()) : nullptr)
          found(describe(*Loop, *At, Callable, Model));
        continue;
      }
      for (const Decl *Declared : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Declared);
            Variable && Variable->getInit())
          examine(*Variable, Declaration->isSingleDecl(), Results, Callable, Model);
    }
  }

  void examine(const VarDecl &Variable, bool IsAlone, Results &Results, const Body &In,
               Model &Model) {
    bool IsReference = Variable.getType()->isReferenceType();
    const Suspension *At = IsReference ? Results.behindReference(Variable.getInit())
                           : Results.isView(Variable.getType())
                               ? Results.behindView(Variable.getInit())
                               : nullptr;
    if (!At) {
      bool MayRefer = IsReference || Model.Types.of(Variable.getType()).IsView;
      if (const Suspension *Giving =
              MayRefer ? Results.behindGiven(Variable.getInit()) : nullptr)
        found(describe(Variable, *Giving));
      return;
    }
    Finding Finding;
    Finding.At = Variable.getLocation();
    Finding.Message =
        llvm::formatv("{0} refers into {1}, which is gone at the end of this expression",
                      nameOf(Variable), resultOf(*At, Model));
    if (IsAlone)
      Finding.Fix = IsReference                    ? asValue(Variable, Model)
                    : isOnlyLookedAt(Variable, In) ? asOwner(Variable, Results, Model)
                                                   : std::nullopt;
    found(std::move(Finding));
  }

  static Finding describe(const CXXForRangeStmt &Loop, const Suspension &At,
                          const Body &In, Model &Model) {
    Finding Finding;
    Finding.At = Loop.getForLoc();
    Finding.Message = llvm::formatv(
        "this loop goes over a part of {0}, which is gone before the first round",
        resultOf(At, Model));
    Finding.Fix = hoisted(Loop, At, In, Model);
    return Finding;
  }

  static Finding describe(const VarDecl &Variable, const Suspension &Giving) {
    const auto &Call = *cast<CallExpr>(written(Giving.Operand));
    return {Variable.getLocation(),
            llvm::formatv("{0} refers to what {1} is given, which is gone at the end of "
                          "this expression",
                          nameOf(Variable), describeCoroutine(*Call.getDirectCallee()))};
  }

  static Finding describe(const OwnResult &Result) {
    const VarDecl *Variable = Result.Refers.Variable;
    Finding Finding{
        beginOf(*Result.Returned),
        llvm::formatv("this result refers to {0}, which is gone when the coroutine ends",
                      Variable ? "'" + Variable->getName().str() + "'" : "a temporary")};
    if (Variable)
      Finding.Notes.push_back({Variable->getLocation(), "it is declared here", {}});
    return Finding;
  }

  static std::string nameOf(const VarDecl &Variable) {
    if (const auto *Parts = dyn_cast<DecompositionDecl>(&Variable))
      return "'" + Parts->bindings().front()->getNameAsString() + "'";
    return "'" + Variable.getNameAsString() + "'";
  }

  static std::string resultOf(const Suspension &At, Model &Model) {
    if (At.Keyword->isPRValue())
      return "the result of this 'co_await'";
    return llvm::formatv("the awaited {0}",
                         kindOf(written(At.Operand)->getType(), Model));
  }

  // --- Fixes ---

  static bool sameType(QualType A, QualType B) {
    return A.getNonReferenceType().getCanonicalType().getUnqualifiedType() ==
           B.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  }

  /// Whether a variable can be made of \p From.
  static bool canKeep(const Expr &From) {
    QualType Type = From.getType();
    const CXXRecordDecl *Record = classOf(Type);
    if (!Record)
      return Type->isScalarType();
    bool MayMove = !From.isLValue() && !Type.isConstQualified();
    if (Record->isAbstract())
      return false;
    bool IsDeclared = false, CanCopy = false;
    for (const CXXConstructorDecl *Each : Record->ctors()) {
      bool Fits = Each->isCopyConstructor() || (MayMove && Each->isMoveConstructor());
      IsDeclared |= Each->isCopyOrMoveConstructor();
      CanCopy |= Fits && !Each->isDeleted() && Each->getAccess() != AS_private;
    }
    return CanCopy || !IsDeclared || From.isPRValue() ||
           (Record->needsImplicitCopyConstructor() &&
            !Record->defaultedCopyConstructorIsDeleted());
  }

  /// The declaration without its `&` or `&&`.
  static std::optional<Edit> asValue(const VarDecl &Variable, Model &Model) {
    Source Text(Model.Context);
    const Expr &Init = *written(Variable.getInit());
    auto Type = Variable.getTypeSourceInfo()->getTypeLoc().getAs<ReferenceTypeLoc>();
    if (!Type || !sameType(Variable.getType(), Init.getType()) || !canKeep(Init) ||
        !Text.isEditable(Variable.getSourceRange()))
      return std::nullopt;
    SourceLocation Sigil = Type.getSigilLoc();
    if (!Text.isEditable({Sigil, Variable.getLocation()}))
      return std::nullopt;
    SourceLocation End = Text.endOf(Sigil);
    bool IsTight = isIdentifierBefore(Text, Sigil) && End == Variable.getLocation() &&
                   !isa<DecompositionDecl>(Variable);
    Edit Fix;
    Fix.Changes.push_back(
        FixItHint::CreateReplacement(Text.chars(Sigil, End), IsTight ? " " : ""));
    return Fix;
  }

  static bool isIdentifierBefore(const Source &Text, SourceLocation At) {
    return isAsciiIdentifierContinue(Text.text(At.getLocWithOffset(-1), At).front());
  }

  /// Whether the uses of \p View mean the same for what owns the elements: none changes
  /// the view, makes another one of it, or binds a reference to it.
  static bool isOnlyLookedAt(const VarDecl &View, const Body &In) {
    return llvm::all_of(In.uses(View), [&](const Expr *Use) {
      const Stmt *Around = In.parent(*Use);
      const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Around);
      if (Cast && Cast->getCastKind() == CK_NoOp)
        Around = In.parent(*Cast);
      const auto *Member = dyn_cast_or_null<MemberExpr>(Around);
      const auto *Method =
          Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
      if (Method)
        return Method->isConst() && !Method->getReturnType()->isRecordType();
      return isa_and_nonnull<CXXConstructExpr, CXXOperatorCallExpr, CXXForRangeStmt,
                             DeclStmt>(Around) ||
             (Cast && Cast->getCastKind() == CK_NoOp);
    });
  }

  /// The declaration with the type that owns what the view shows.
  static std::optional<Edit> asOwner(const VarDecl &Variable, Results &Results,
                                     Model &Model) {
    Source Text(Model.Context);
    const Expr *Init = Variable.getInit();
    const Expr *Shown = written(Init);
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Shown);
        Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
      Shown = written(Call->getImplicitObjectArgument());
    SourceRange Type =
        Variable.getTypeSourceInfo()->getTypeLoc().getUnqualifiedLoc().getSourceRange();
    if (Variable.getInitStyle() != VarDecl::CInit || Results.isView(Shown->getType()) ||
        !canKeep(*Shown) || !Text.isEditable(Variable.getSourceRange()) ||
        !Text.isEditable(Type) ||
        Text.text({beginOf(*Init), Init->getEndLoc()}) !=
            Text.text({beginOf(*Shown), Shown->getEndLoc()}))
      return std::nullopt;
    Edit Fix;
    Fix.Changes.push_back(
        FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Type),
                                     ownerOf(Variable, *Shown, Text.text(Type))));
    return Fix;
  }

  /// `std::string` for `std::string_view`, `auto` where no such name is known.
  static std::string ownerOf(const VarDecl &View, const Expr &Shown,
                             llvm::StringRef Type) {
    const auto *Alias = View.getType()->getAs<TypedefType>();
    llvm::StringRef Name = Alias ? Alias->getDecl()->getName() : llvm::StringRef();
    if (!Name.consume_back("_view") || !Type.consume_back("_view"))
      return "auto";
    const DeclContext *Scope = Alias->getDecl()->getDeclContext()->getRedeclContext();
    for (const NamedDecl *Found : Scope->lookup(&View.getASTContext().Idents.get(Name)))
      if (const auto *Owner = dyn_cast<TypedefNameDecl>(Found);
          Owner && sameType(Owner->getUnderlyingType(), Shown.getType()))
        return Type.str();
    return "auto";
  }

  /// `for (auto result = co_await f(); auto &x : result.items())`
  static std::optional<Edit> hoisted(const CXXForRangeStmt &Loop, const Suspension &At,
                                     const Body &In, Model &Model) {
    Source Text(Model.Context);
    const Expr *Awaited = At.Keyword;
    const Expr *Range = Loop.getRangeInit();
    SourceRange Header(Loop.getLoopVarStmt()->getBeginLoc(), Range->getEndLoc());
    std::string Name = freeName(In, Text);
    if (Loop.getInit() || !canKeep(*Awaited) || Name.empty() ||
        !Text.isEditable(Header) || !Text.isEditable(Awaited->getSourceRange()) ||
        needsRvalue(*Range))
      return std::nullopt;
    const Expr *Place = Awaited;
    while (const auto *Paren = dyn_cast_or_null<ParenExpr>(In.writtenParent(*Place)))
      Place = Paren;
    Edit Fix;
    Fix.Changes.push_back(FixItHint::CreateInsertion(
        Header.getBegin(),
        "auto " + Name + " = " + Text.text(Awaited->getSourceRange()).str() + "; "));
    Fix.Changes.push_back(FixItHint::CreateReplacement(
        CharSourceRange::getTokenRange(Place->getSourceRange()), Name));
    return Fix;
  }

  /// Whether a call in \p Range can be made on a temporary only.
  static bool needsRvalue(const Expr &Range) {
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&Range))
      if (const CXXMethodDecl *Method = Call->getMethodDecl();
          Method && Method->getRefQualifier() == RQ_RValue)
        return llvm::none_of(Method->getParent()->lookup(Method->getDeclName()),
                             [](const NamedDecl *Other) {
                               const auto *Sibling = dyn_cast_or_null<CXXMethodDecl>(
                                   Other->getAsFunction());
                               return Sibling && Sibling->getRefQualifier() != RQ_RValue;
                             });
    return llvm::any_of(Range.children(), [](const Stmt *Child) {
      const auto *Part = dyn_cast_or_null<Expr>(Child);
      return Part && !suspensionOperand(*Part) && needsRvalue(*Part);
    });
  }

  /// A name that the body does not use; empty if there is none.
  static std::string freeName(const Body &In, const Source &Text) {
    llvm::StringSet<> Known = identifiersIn(Text, In.Function.getSourceRange());
    for (const char *Name : {"result", "awaited", "awaited_result"})
      if (!Known.contains(Name))
        return Name;
    return "";
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeDanglingAwaitResult(const CheckSetup &Setup) {
  return std::make_unique<DanglingAwaitResultCheck>(Setup);
}

} // namespace async_checks
