#include "fix/SymmetricTransfer.h"
#include "fix/Statements.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

constexpr llvm::StringLiteral Handle = "std::coroutine_handle<>";
constexpr llvm::StringLiteral Nobody = "std::noop_coroutine()";

/// Rewrites one body and the declarations of its function.
class Rewrite {
public:
  Rewrite(Model &Unit, const Body &Callable, llvm::ArrayRef<Resumption> Resumptions)
      : Unit(Unit), Callable(Callable), Resumptions(Resumptions), Text(Unit.Context) {}

  std::optional<Edit> write() {
    const auto *Block = dyn_cast_or_null<CompoundStmt>(Callable.Function.getBody());
    if (!Block || !Text.isEditable(Block->getSourceRange()) || !changeResult())
      return std::nullopt;
    if (Result->isVoidType() && writeChoice(*Block))
      return Edits;
    for (const Resumption &Each : Resumptions)
      if (!writeResumption(Each))
        return std::nullopt;
    for (const ReturnStmt *Return : Callable.Returns)
      if (!writeReturn(*Return))
        return std::nullopt;
    if (Result->isVoidType() && comesToEnd(*Block)) {
      std::string Line = (Nobody + ";").str();
      SourceLocation Brace = Block->getRBracLoc();
      bool IsAlone = Text.Sources.getSpellingLineNumber(Brace) !=
                     Text.Sources.getSpellingLineNumber(Block->getLBracLoc());
      std::string Step = Text.indentationStep(Brace, Block->body_front()->getBeginLoc());
      replace({Brace, Brace}, IsAlone ? Step + "return " + Line + "\n" +
                                            Text.indentation(Brace).str() + "}"
                                      : "return " + Line + " }");
    }
    return Edits;
  }

private:
  void replace(SourceRange Range, const std::string &By) {
    Edits.Changes.push_back(FixItHint::CreateReplacement(Range, By));
  }

  /// Makes every declaration return a handle, unless they do already.
  bool changeResult() {
    const auto &Function = pattern(Callable.Function);
    const auto *Method = cast<CXXMethodDecl>(&Function);
    FunctionTypeLoc Own = Function.getFunctionTypeLoc();
    if (!Own || Method->isVirtual() || !Unit.uses().of(Function).Calls.empty() ||
        Unit.uses().of(Function).IsAddressTaken)
      return false;
    Result = Own.getReturnLoc().getType();
    if (isCoroutineHandle(Result, Unit)) {
      QualType Promise = firstArgument(*Unit.Types.record(Result));
      return !Promise.isNull() && Promise->isVoidType();
    }
    if (!Result->isVoidType() && !Result->isBooleanType())
      return false;
    for (const FunctionDecl *Declaration : Function.redecls()) {
      FunctionTypeLoc Type = Declaration->getFunctionTypeLoc();
      SourceRange Range = Type ? Type.getReturnLoc().getSourceRange() : SourceRange();
      if (!Text.isEditable(Range))
        return false;
      replace(Range, Handle.str());
    }
    return true;
  }

  /// `if (next) next.resume();` as the end of a body that returns nowhere else
  bool writeChoice(const CompoundStmt &Block) {
    const auto *If = Block.size() ? dyn_cast<IfStmt>(Block.body_back()) : nullptr;
    if (!If || If->getElse() || If->getInit() || If->getConditionVariable() ||
        Resumptions.size() != 1 || !Callable.Returns.empty())
      return false;
    const Resumption &Only = Resumptions.front();
    const Stmt *Then = If->getThen();
    if (const auto *Inner = dyn_cast<CompoundStmt>(Then); Inner && Inner->size() == 1)
      Then = Inner->body_front();
    std::string Asked = Text.text(If->getCond()->getSourceRange()).str();
    std::string Named = Text.text(Only.Handle->getSourceRange()).str();
    SourceLocation Begin = If->getBeginLoc(), End = If->getEndLoc();
    if (isa<CompoundStmt>(If->getThen()))
      End = Text.endOf(End);
    else if (std::optional<Token> Semicolon = Lexer::findNextToken(
                 Only.Call->getEndLoc(), Text.Sources, Text.Language))
      End = Semicolon->getEndLoc();
    if (!isa<Expr>(Then) || cast<Expr>(Then)->IgnoreImplicit() != Only.Call ||
        Asked != Named || !Text.isEditable({Begin, End}) ||
        !Text.comments(Begin, End).empty())
      return false;
    QualType Promise = {};
    if (const CXXRecordDecl *Record = Unit.Types.record(Only.Handle->getType()))
      Promise = firstArgument(*Record);
    bool IsErased = !Promise.isNull() && Promise->isVoidType();
    std::string Chosen = IsErased ? Named : (Handle + "(" + Named + ")").str();
    Edits.Changes.push_back(FixItHint::CreateReplacement(
        Source::chars(Begin, End),
        "return " + Named + " ? " + Chosen + " : " + Nobody.str() + ";"));
    return true;
  }

  /// `next.resume();` with the `return` behind it
  bool writeResumption(const Resumption &Each) {
    SourceRange Range = Each.Call->getSourceRange();
    SourceRange Named = Each.Handle->getSourceRange();
    Range.setBegin(Named.getBegin());
    if (!Each.IsLast || !Text.isEditable(Range) || !Text.isEditable(Named) ||
        !Text.comments(Range.getBegin(), Text.endOf(Range.getEnd())).empty())
      return false;
    replace(Range, "return " + Text.text(Named).str());
    if (!Each.Return)
      return true;
    Edits.Changes.push_back(
        removeStatement(Text, Range.getEnd(), Each.Return->getSourceRange()));
    return !Edits.Changes.back().isNull();
  }

  /// Any other `return`
  bool writeReturn(const ReturnStmt &Return) {
    bool IsRemoved = llvm::any_of(
        Resumptions, [&](const Resumption &Each) { return Each.Return == &Return; });
    if (IsRemoved || isCoroutineHandle(Result, Unit))
      return true;
    if (!Text.isEditable(Return.getSourceRange()))
      return false;
    if (Result->isVoidType()) {
      replace({Return.getReturnLoc(), Return.getReturnLoc()}, ("return " + Nobody).str());
      return !Return.getRetValue();
    }
    const ParmVarDecl &Own = *awaitingHandle(Callable.Function);
    const auto *Value = dyn_cast<CXXBoolLiteralExpr>(written(Return.getRetValue()));
    if (!Value || !Own.getIdentifier())
      return false;
    replace(Value->getSourceRange(),
            Value->getValue() ? Nobody.str() : Own.getName().str());
    return true;
  }

  /// Whether the rewritten \p Node may have something run after it.
  bool comesToEnd(const Stmt &Node) const {
    if (const auto *Block = dyn_cast<CompoundStmt>(&Node))
      return !Block->size() || comesToEnd(*Block->body_back());
    if (const auto *If = dyn_cast<IfStmt>(&Node))
      return !If->getElse() || comesToEnd(*If->getThen()) || comesToEnd(*If->getElse());
    const auto *Statement = dyn_cast<Expr>(&Node);
    return !isa<ReturnStmt>(&Node) &&
           llvm::none_of(Resumptions, [&](const Resumption &Each) {
             return Statement && Statement->IgnoreImplicit() == Each.Call;
           });
  }

  Model &Unit;
  const Body &Callable;
  llvm::ArrayRef<Resumption> Resumptions;
  Source Text;
  QualType Result;
  Edit Edits;
};

} // namespace

std::optional<Edit> returnHandles(Model &Model, const Body &Callable,
                                  llvm::ArrayRef<Resumption> Resumptions) {
  return Rewrite(Model, Callable, Resumptions).write();
}

} // namespace async_checks
