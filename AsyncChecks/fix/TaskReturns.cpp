#include "fix/TaskReturns.h"
#include "model/syntax/Effects.h"
#include "model/tasks/TaskTypes.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

/// Whether \p Node changes nothing but by a `return` of what it calls.
static bool returnsAtOnce(const Stmt *Node) {
  if (!Node || isa<ReturnStmt>(Node))
    return true;
  if (isa<Expr, DeclStmt>(Node))
    return changesNothing(Node, isDeclaredHarmless);
  return llvm::all_of(Node->children(), returnsAtOnce);
}

/// Whether a coroutine can have the head of \p Function, and none of what it is called
/// with, nor of what it captures, is gone when it runs.
static bool canBeCoroutine(const Body &Callable) {
  const FunctionDecl &Function = Callable.Function;
  if (Function.isConstexpr() || Function.isVariadic() ||
      Function.getReturnType()->getContainedDeducedType() ||
      !isa<CompoundStmt>(Function.getBody()))
    return false;
  if (isLambdaCallOperator(&Function) &&
      cast<CXXMethodDecl>(Function).getParent()->capture_size() != 0)
    return false;
  return llvm::all_of(Function.parameters(), [&](const ParmVarDecl *Parameter) {
    QualType Type = Parameter->getType();
    return Callable.uses(*Parameter).empty() ||
           !(Type->isReferenceType() || Type->isPointerType());
  });
}

/// Whether `co_return;` ends a coroutine of \p Facts, a task without a value. Of a
/// promise that is not instantiated, that is taken for granted.
static bool mayReturnNothing(const TypeFacts &Facts, Model &Model) {
  return Facts.Promise->isDependentContext() ||
         !Model.Types.members(*Facts.Promise, "return_void").empty();
}

std::optional<Edit> coReturnInstead(Model &Model, const Body &Callable,
                                    llvm::ArrayRef<NullReturn> Nulls) {
  const FunctionDecl &Function = Callable.Function;
  const TypeFacts &Facts = Model.Types.of(Function.getReturnType());
  const CXXRecordDecl &Task = *Function.getReturnType()->getAsCXXRecordDecl();
  if (!isVoidInstance(Task, Model) || !mayReturnNothing(Facts, Model) ||
      !canBeCoroutine(Callable))
    return std::nullopt;
  if (Facts.Starts != Start::Eager && !returnsAtOnce(Function.getBody()))
    return std::nullopt;
  if (llvm::any_of(Function.parameters(), [&](const ParmVarDecl *Parameter) {
        return Model.Types.of(Parameter->getType()).IsView &&
               !Callable.uses(*Parameter).empty();
      }))
    return std::nullopt;

  Source Text(Model.Context);
  Edit Result;
  for (const ReturnStmt *Return : Callable.Returns) {
    if (!Return->getRetValue() || !Text.isEditable(Return->getSourceRange()) ||
        !Callable.allowsAwait(*Return))
      return std::nullopt;
    SourceLocation Begin = Return->getReturnLoc();
    const Expr *Value = objectIn(Return->getRetValue());
    const auto *Null = llvm::find_if(
        Nulls, [&](const NullReturn &Each) { return Each.Return == Return; });
    if (Null != Nulls.end()) {
      if (Null->Variable || Null->Task != Value ||
          !Text.comments(Begin, Return->getEndLoc()).empty())
        return std::nullopt;
      Result.Changes.push_back(
          FixItHint::CreateReplacement(Return->getSourceRange(), "co_return"));
      continue;
    }
    const auto *Call = dyn_cast<CallExpr>(Value);
    if (!Call || !declaresSameEntity(Call->getType()->getAsCXXRecordDecl(), &Task) ||
        !Model.Types.canAwait(Facts.Promise, Task))
      return std::nullopt;
    Result.Changes.push_back(FixItHint::CreateReplacement(Begin, "co_return co_await"));
  }
  return Result;
}

/// Adds the `co_return`s in \p Node to \p To, those of lambdas left out.
static void addEnds(const Stmt *Node, llvm::SmallVectorImpl<const CoreturnStmt *> &To) {
  if (!Node || isa<LambdaExpr>(Node))
    return;
  if (const auto *End = dyn_cast<CoreturnStmt>(Node))
    To.push_back(End);
  else
    for (const Stmt *Child : Node->children())
      addEnds(Child, To);
}

std::optional<Edit> returnReady(Model &Model, const Body &Callable,
                                llvm::StringRef Form) {
  const CXXRecordDecl &Task = *Callable.Function.getReturnType()->getAsCXXRecordDecl();
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Callable.Coroutine->getBody());
  Source Text(Model.Context);
  if (!Block || Block->body_empty() || !isa<CoreturnStmt>(Block->body_back()) ||
      Text.hasDirective(Block->getSourceRange()))
    return std::nullopt;
  llvm::SmallVector<const CoreturnStmt *, 4> Ends;
  addEnds(Block, Ends);
  bool IsVoid = isVoidInstance(Task, Model);
  auto [Before, Behind] = llvm::StringRef(Form).split("$1");
  Edit Result;
  for (const CoreturnStmt *End : Ends) {
    const Expr *Value = End->getOperand();
    if (IsVoid != !Value || !Text.isEditable(End->getSourceRange()) ||
        (Value && isa<InitListExpr>(Value->IgnoreImplicit())))
      return std::nullopt;
    SourceLocation Keyword = End->getKeywordLoc();
    std::string Head = readyTask(Before, Task, Model);
    if (!Value) {
      Result.Changes.push_back(FixItHint::CreateReplacement(Keyword, "return " + Head));
      continue;
    }
    Result.Changes.push_back(FixItHint::CreateReplacement(
        Source::chars(Keyword, Value->getBeginLoc()), "return " + Head));
    Result.Changes.push_back(
        FixItHint::CreateInsertion(Text.endOf(Value->getEndLoc()), Behind));
  }
  return Result;
}

std::string readyTask(llvm::StringRef Form, const CXXRecordDecl &Task, Model &Model) {
  PrintingPolicy Policy(Model.Context.getLangOpts());
  QualType Value = Model.Types.of(Task).RvalueYields;
  std::string Text = Form.str();
  auto Replace = [&Text](llvm::StringRef What, const std::string &By) {
    if (std::size_t At = Text.find(What.str()); At != std::string::npos)
      Text.replace(At, What.size(), By);
  };
  if (!Value.isNull())
    Replace("$T", Value.getNonReferenceType().getUnqualifiedType().getAsString(Policy));
  Replace("$1", "...");
  return Text;
}

Edit replaceTask(const Expr &Task, llvm::StringRef Text, Model &Model) {
  Edit Result;
  if (Source(Model.Context).isEditable(Task.getSourceRange()))
    Result.Changes.push_back(FixItHint::CreateReplacement(Task.getSourceRange(), Text));
  return Result;
}

} // namespace async_checks
