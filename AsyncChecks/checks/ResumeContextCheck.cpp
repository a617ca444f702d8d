#include "CallableCheck.h"
#include "Checks.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"
#include <deque>

using namespace clang;

namespace async_checks {

namespace {

/// Finds tasks that are awaited without the wrapper that says where to resume.
class ResumeContextCheck : public CallableCheck {
public:
  explicit ResumeContextCheck(const CheckSetup &Setup)
      : CallableCheck(Setup), Wrappers(wrappers(option("RequiredWrapper", ""))) {}

private:
  /// An entry of the option.
  struct Wrapper {
    NamePatterns Names;
    std::string Name;
    std::string Text; ///< what is written, `$1` being what is awaited
  };

  void examine(const Body &Callable, Model &Model) override {
    if (Wrappers.empty() || !Callable.Coroutine ||
        Model.isSyncEntryPoint(Callable.Function) ||
        isPartOfWrapper(Callable.Function, Model))
      return;
    for (const Suspension &Each : Callable.Suspensions) {
      const Expr &Operand = *Each.Operand;
      if (isa<CoyieldExpr>(Each.Keyword) || Operand.isTypeDependent() ||
          !Model.Types.of(Operand.getType()).isTask() || isWrapped(Operand) ||
          switchesNext(Each, Callable))
        continue;
      found({beginOf(*Each.Keyword),
             llvm::formatv("the coroutine resumes wherever this task ends: it is not "
                           "awaited through '{0}'",
                           Wrappers.front().Name),
             wrap(Operand, Model)});
    }
  }

  // --- What goes through a wrapper ---

  bool isWrapper(const NamedDecl &Named) const {
    return llvm::any_of(Wrappers,
                        [&](const Wrapper &Each) { return Each.Names.matches(Named); });
  }

  bool isWrapped(const Expr &Operand) const {
    const auto *Call = dyn_cast<CallExpr>(written(&Operand));
    const NamedDecl *Named = Call ? namedCall(*Call).Name : nullptr;
    return Named && isWrapper(*Named);
  }

  /// Whether the statement after that of \p Await is a `co_await` of a wrapper, as one
  /// that switches to a thread.
  bool switchesNext(const Suspension &Await, const Body &Callable) const {
    const Stmt *Below = Await.Keyword;
    const Stmt *Around = Callable.parent(*Below);
    while (Around && !isa<CompoundStmt>(Around)) {
      Below = Around;
      Around = Callable.parent(*Below);
    }
    const auto *Block = dyn_cast_or_null<CompoundStmt>(Around);
    if (!Block)
      return false;
    auto Place = llvm::find(Block->body(), Below);
    const auto *Next = Place == Block->body_end() || ++Place == Block->body_end()
                           ? nullptr
                           : dyn_cast<Expr>(*Place);
    const Expr *Switch = Next ? suspensionOperand(*written(Next)) : nullptr;
    return Switch && isWrapped(*Switch);
  }

  /// Whether \p Function is a wrapper, a member of one, or a closure in one.
  bool isPartOfWrapper(const FunctionDecl &Function, Model &Model) const {
    for (const DeclContext *Scope = &Function; Scope; Scope = Scope->getParent())
      if (const auto *Named = dyn_cast<NamedDecl>(Scope))
        if (!isa<NamespaceDecl>(Named) && isWrapper(*Named))
          return true;
    return false;
  }

  // --- The fix ---

  std::optional<Edit> wrap(const Expr &Operand, Model &Model) const {
    Source Text(Model.Context);
    const CXXRecordDecl *Task = Model.Types.record(Operand.getType());
    const Expr *Awaited = written(&Operand);
    SourceRange Range = Operand.getSourceRange();
    if (!Text.isEditable(Range) || !Task)
      return std::nullopt;
    for (const Wrapper &Each : Wrappers) {
      std::string Form = formOf(Each, *Task, Operand, Model);
      bool IsObject = Form.find("$1.") != std::string::npos;
      bool IsMoved = Operand.isLValue() && Model.Types.of(*Task).IsMoveOnly;
      if (Form.empty() || (IsMoved && !IsObject))
        continue;
      std::string Value = Text.text(Range).str();
      bool IsPrimary = isa<ParenExpr>(Operand.IgnoreImplicit()) ||
                       isa<DeclRefExpr, MemberExpr, CXXThisExpr>(Awaited) ||
                       (isa<CallExpr>(Awaited) &&
                        (!isa<CXXOperatorCallExpr>(Awaited) || endsInBracket(*Awaited)));
      if (IsObject && !IsPrimary)
        Value = "(" + Value + ")";
      for (size_t At = 0; (At = Form.find("$1", At)) != std::string::npos;) {
        Form.replace(At, 2, Value);
        At += Value.size();
      }
      Edit Result;
      Result.Changes.push_back(FixItHint::CreateReplacement(Range, Form));
      return Result;
    }
    return std::nullopt;
  }

  static bool endsInBracket(const Expr &Call) {
    OverloadedOperatorKind Operator = cast<CXXOperatorCallExpr>(Call).getOperator();
    return Operator == OO_Call || Operator == OO_Subscript;
  }

  /// What to write for \p Operand: the text of the user, a call of a member, or one of a
  /// function, if the unit has one that takes it. Empty if it has none.
  static std::string formOf(const Wrapper &Wrapper, const CXXRecordDecl &Task,
                            const Expr &Operand, Model &Model) {
    if (!Wrapper.Text.empty())
      return Wrapper.Text;
    auto Known = Model.Context.Idents.find(Wrapper.Name);
    if (Known != Model.Context.Idents.end())
      for (const NamedDecl *Found : Task.lookup(Known->second)) {
        const auto *Method = dyn_cast<CXXMethodDecl>(Found);
        if (Method && !Method->isStatic() && Method->getAccess() == AS_public &&
            Method->getMinRequiredArguments() == 0 &&
            !(Method->getRefQualifier() == RQ_RValue && Operand.isLValue()))
          return "$1." + Wrapper.Name + "()";
      }
    const NamedDecl *Found = findNamed(Model.Context, Wrapper.Name);
    if (const auto *Template = dyn_cast_or_null<FunctionTemplateDecl>(Found))
      Found = Template->getTemplatedDecl();
    const auto *Function = dyn_cast_or_null<FunctionDecl>(Found);
    if (!Function || isa<CXXMethodDecl>(Function) || Function->getNumParams() == 0 ||
        Function->getMinRequiredArguments() > 1)
      return {};
    QualType Taken = Function->getParamDecl(0)->getType().getNonReferenceType();
    const CXXRecordDecl *Record = Model.Types.record(Taken);
    bool Fits = Taken->isTemplateTypeParmType() ||
                (Record &&
                 (Taken->isDependentType()
                      ? sameTemplate(*Record, Task)
                      : Model.Context.hasSameUnqualifiedType(Taken, Operand.getType())));
    return Fits ? Wrapper.Name + "($1)" : "";
  }

  // --- The option ---

  /// Reads `name;name=text`.
  std::deque<Wrapper> wrappers(const std::string &List) {
    std::deque<Wrapper> All;
    for (llvm::StringRef Item : listItems(List)) {
      auto [Name, Text] = Item.split('=');
      Wrapper &Each = All.emplace_back();
      Each.Name = Name.trim().ltrim('.').str();
      Each.Text = Text.trim().str();
      std::vector<std::string> Errors = Each.Names.add(Each.Name);
      llvm::StringRef Last = llvm::StringRef(Each.Name).rsplit(':').second;
      if (Last.empty())
        Last = Each.Name;
      bool HasText = Item.contains('=');
      if (Each.Name.empty() ||
          (HasText && (Text.find("$1") == llvm::StringRef::npos || !Text.contains(Last))))
        Errors.push_back(
            "expected 'name' or 'name=text' with the name and $1 in the text");
      for (const std::string &Why : Errors)
        rejectOption("RequiredWrapper", Item, Why);
    }
    return All;
  }

  const std::deque<Wrapper> Wrappers;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeResumeContext(const CheckSetup &Setup) {
  return std::make_unique<ResumeContextCheck>(Setup);
}

} // namespace async_checks
