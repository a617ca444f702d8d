#include "CallableCheck.h"
#include "Checks.h"
#include "model/sharing/StaleWrites.h"
#include "model/suspension/Locks.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

namespace {

/// Finds writes to shared state that build on what it was before a suspension point.
class StaleWriteCheck : public CallableCheck {
public:
  using CallableCheck::CallableCheck;

private:
  void examine(const Body &Callable, Model &Model) override {
    Given.clear();
    for (const StaleWrite &Each : findStaleWrites(Model, Callable)) {
      if (isUnderAsyncLock(Model, Callable, *Each.Write))
        continue;
      Finding Finding;
      Finding.At = beginOf(*Each.Write);
      Finding.Message = llvm::formatv(
          Each.IsTest ? "'{0}' is written without a second look: while the coroutine was "
                        "suspended, another one may have done so"
                      : "'{0}' is written from a value of before the suspension: what "
                        "others write to it meanwhile is lost",
          Each.Name);
      Finding.Notes.push_back({beginOf(*Each.Look),
                               Each.IsTest ? "it is tested here" : "it is read here",
                               {}});
      Finding.Notes.push_back(
          {beginOf(*Each.Across->Keyword), "the coroutine is suspended here", {}});
      if (!Each.IsTest)
        Finding.Fix = hoist(Each, Callable, Model);
      found(std::move(Finding));
    }
  }

  /// `x = x + co_await f();` becomes `auto value = co_await f();` and `x = x + value;`.
  std::optional<Edit> hoist(const StaleWrite &Stale, const Body &Callable, Model &Model) {
    Source Text(Model.Context);
    const Expr &Await = *Stale.Across->Keyword;
    const Stmt *Statement = &Callable.fullExpression(*Stale.Write);
    const Stmt *Block = Callable.parent(*Statement);
    std::string Name = freeName(Callable, Model);
    if (!isAlwaysRun(Await, *Stale.Write, Callable) ||
        !Callable.isWithin(Await, *Stale.Write) ||
        !isa_and_nonnull<CompoundStmt>(Block) ||
        written(cast<Expr>(Statement)) != Stale.Write || !Await.isPRValue() ||
        Await.getType()->isVoidType() || Name.empty() ||
        !isOnlyEffect(Await, *Stale.Write, Callable) ||
        !Text.isEditable(Statement->getSourceRange()) ||
        !Text.isEditable(Await.getSourceRange()))
      return std::nullopt;
    Given.insert(Name);
    const Stmt *Replaced = &Await;
    if (const auto *Parens = dyn_cast_or_null<ParenExpr>(Callable.writtenParent(Await)))
      Replaced = Parens;
    std::string Awaited = Text.text(Await.getSourceRange()).str();
    Edit Hoist;
    Hoist.Changes.push_back(FixItHint::CreateInsertion(
        Statement->getBeginLoc(),
        "auto " + Name + " = " + Awaited + ";" + separator(Text, *Statement)));
    Hoist.Changes.push_back(
        FixItHint::CreateReplacement(Replaced->getSourceRange(), Name));
    return Hoist;
  }

  /// A new line, as the statement's is indented; a blank if the statement begins no line.
  static std::string separator(const Source &Text, const Stmt &Statement) {
    llvm::StringRef Line = Text.lineUpTo(Statement.getBeginLoc());
    return Line.trim(" \t").empty() ? "\n" + Line.str() : " ";
  }

  /// Whether no condition in \p Write decides about \p Await.
  static bool isAlwaysRun(const Expr &Await, const Expr &Write, const Body &Callable) {
    for (const Stmt *Around = &Await; Around && Around != &Write;
         Around = Callable.parent(*Around)) {
      const auto *Binary = dyn_cast<BinaryOperator>(Around);
      if (isa<AbstractConditionalOperator>(Around) || (Binary && Binary->isLogicalOp()))
        return false;
    }
    return !hasIncrement(Write);
  }

  static bool hasIncrement(const Stmt &Node) {
    const auto *Unary = dyn_cast<UnaryOperator>(&Node);
    if (Unary && Unary->isIncrementDecrementOp())
      return true;
    if (suspensionOperand(Node))
      return false;
    return llvm::any_of(Node.children(),
                        [](const Stmt *Child) { return Child && hasIncrement(*Child); });
  }

  /// Whether nothing but \p Await does anything in \p Write.
  static bool isOnlyEffect(const Expr &Await, const Expr &Write, const Body &Callable) {
    auto IsOutside = [&](const Expr *Each) {
      return Callable.isWithin(*Each, Write) && Each != &Write &&
             !Callable.isWithin(*Each, Await);
    };
    return llvm::none_of(Callable.Calls, IsOutside) &&
           llvm::none_of(Callable.Suspensions,
                         [&](const Suspension &Each) { return IsOutside(Each.Keyword); });
  }

  /// A name that nothing in sight has; empty if none of a few is free.
  std::string freeName(const Body &Callable, Model &Model) {
    for (llvm::StringRef Name : {"value", "awaited"})
      if (!Given.contains(Name) && !isTaken(Name, Callable, Model))
        return Name.str();
    return {};
  }

  static bool isTaken(llvm::StringRef Name, const Body &Callable, Model &Model) {
    auto IsNamed = [&](const NamedDecl *Declared) {
      return Declared && Declared->getIdentifier() && Declared->getName() == Name;
    };
    for (const DeclStmt *Declaration : Callable.Declarations)
      for (const Decl *Declared : Declaration->decls())
        if (IsNamed(dyn_cast<NamedDecl>(Declared)))
          return true;
    if (llvm::any_of(Callable.Function.parameters(), IsNamed))
      return true;
    for (const DeclContext *Scope = &Callable.Function; Scope; Scope = Scope->getParent())
      if (Scope->isLookupContext() &&
          !Scope->lookup(&Model.Context.Idents.get(Name)).empty())
        return true;
    return false;
  }

  /// The names that fixes in the function that is examined give to awaited values.
  llvm::StringSet<> Given;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeStaleWrite(const CheckSetup &Setup) {
  return std::make_unique<StaleWriteCheck>(Setup);
}

} // namespace async_checks
