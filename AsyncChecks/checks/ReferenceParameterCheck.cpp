#include "CallableCheck.h"
#include "Checks.h"
#include "Wording.h"
#include "model/lifetime/Loans.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds parameters of coroutines that refer to what may be gone when they are used.
class ReferenceParameterCheck : public CallableCheck {
public:
  explicit ReferenceParameterCheck(const CheckSetup &Setup)
      : CallableCheck(Setup), StrictMode(option("StrictMode", false)) {}

private:
  void examine(const Body &Callable, Model &Model) override {
    if (!Callable.Coroutine)
      return;
    llvm::SmallPtrSet<const ParmVarDecl *, 4> Known;
    for (const Loan &Each : loansOf(Callable, Model)) {
      Known.insert(Each.Parameter);
      found(describe(Each, Callable, Model));
    }
    if (!StrictMode || Model.Types.of(Callable.Function.getReturnType()).ShortCircuits)
      return;
    for (const ParmVarDecl *Parameter : Callable.Function.parameters())
      if (Parameter->getType()->isReferenceType() && !Known.count(Parameter))
        found({Parameter->getLocation(),
               llvm::formatv("{0}is a reference, and a coroutine may outlive what its "
                             "parameters refer to",
                             nameOf(*Parameter))});
  }

  static std::string nameOf(const ParmVarDecl &Parameter) {
    return Parameter.getName().empty()
               ? "this parameter "
               : llvm::formatv("parameter '{0}' ", Parameter.getName()).str();
  }

  static Finding describe(const Loan &Loan, const Body &Callable, Model &Model) {
    const ParmVarDecl &Parameter = *Loan.Parameter;
    const TypeFacts &Facts = Model.Types.of(Callable.Function.getReturnType());
    llvm::StringRef Kind =
        Parameter.getType()->isReferenceType() ? "reference to" : "view of";
    llvm::StringRef Why =
        Loan.Call.isValid() ? "a caller lets the task live on without what it gave"
        : !Facts.isTask() ? "nobody can wait for the coroutine, so that its caller goes "
                            "on when it suspends"
                          : "it stands for a temporary, which is gone when the "
                            "coroutine goes on";
    Finding Finding{Parameter.getLocation(),
                    llvm::formatv("{0}is a {1} what may be gone when the coroutine uses "
                                  "it: {2}",
                                  nameOf(Parameter), Kind, Why),
                    takeByValue(Parameter, Callable, Model)};
    if (Loan.Call.isValid())
      Finding.Notes.push_back({Loan.Call, "nobody waits for this task", {}});
    Finding.Notes.push_back({beginOf(*Loan.Use), "it is used here", {}});
    if (!Parameter.getType()->isReferenceType())
      Finding.Notes.push_back({Parameter.getLocation(),
                               "a class that owns its elements is copied into the frame "
                               "of the coroutine",
                               {}});
    return Finding;
  }

  /// `const T &` and `T &&` become `T` in every declaration.
  static std::optional<Edit> takeByValue(const ParmVarDecl &Parameter,
                                         const Body &Callable, Model &Model) {
    QualType Value = Parameter.getType().getNonReferenceType();
    const CXXRecordDecl *Record = Value->getAsCXXRecordDecl();
    const FunctionDecl &Function = Callable.Function;
    bool IsSliced = Record && Record->isPolymorphic() && !Record->isEffectivelyFinal();
    if (!Parameter.getType()->isReferenceType() || IsSliced ||
        (!Parameter.getType()->isRValueReferenceType() && !Value.isConstQualified()) ||
        Model.Types.of(Value).IsImmovable || Value->isArrayType() ||
        Value->isAnyPointerType() || Value->isFunctionType() || hasSibling(Function) ||
        !isOwnChoice(Model, Function))
      return std::nullopt;
    Edit Result;
    for (const FunctionDecl *Member : signatureFamily(Model, Function))
      for (const FunctionDecl *Declaration : Member->redecls()) {
        const FunctionDecl *Written = Declaration->getTemplateInstantiationPattern();
        std::optional<Edit> Change =
            dropReference(*(Written ? Written : Declaration)
                               ->getParamDecl(Parameter.getFunctionScopeIndex()),
                          Source(Model.Context));
        if (!Change)
          return std::nullopt;
        Result.add(std::move(*Change));
      }
    return Result;
  }

  /// Whether a call could as well mean another function if the parameter were a value.
  static bool hasSibling(const FunctionDecl &Function) {
    return llvm::any_of(Function.getDeclContext()->lookup(Function.getDeclName()),
                        [&](const NamedDecl *Other) {
                          const FunctionDecl *Overload = Other->getAsFunction();
                          return Overload &&
                                 Overload->getCanonicalDecl() !=
                                     Function.getCanonicalDecl() &&
                                 Overload->getNumParams() == Function.getNumParams();
                        });
  }

  static std::optional<Edit> dropReference(const ParmVarDecl &Parameter,
                                           const Source &Text) {
    const TypeSourceInfo *Type = Parameter.getTypeSourceInfo();
    auto Reference =
        Type ? Type->getTypeLoc().getAs<ReferenceTypeLoc>() : ReferenceTypeLoc();
    if (!Reference)
      return std::nullopt;
    TypeLoc Value = Reference.getPointeeLoc().getUnqualifiedLoc();
    SourceLocation Begin = Parameter.getBeginLoc(),
                   End = Text.endOf(Reference.getSigilLoc());
    if (!Text.isEditable({Begin, Reference.getSigilLoc()}) ||
        Value.getSourceRange().isInvalid() || Value.getType()->getContainedAutoType() ||
        !Text.comments(Begin, End).empty())
      return std::nullopt;
    std::string Plain = Text.text(Value.getSourceRange()).str();
    if (!Parameter.getName().empty() && Parameter.getLocation() == End)
      Plain += ' ';
    Edit Result;
    Result.Changes.push_back(
        FixItHint::CreateReplacement(Source::chars(Begin, End), Plain));
    return Result;
  }

  const bool StrictMode;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeReferenceParameter(const CheckSetup &Setup) {
  return std::make_unique<ReferenceParameterCheck>(Setup);
}

} // namespace async_checks
