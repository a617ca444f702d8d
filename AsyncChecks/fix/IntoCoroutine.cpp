#include "fix/IntoCoroutine.h"
#include "fix/AwaitExpr.h"
#include "fix/Unseen.h"
#include "model/syntax/FileRange.h"
#include "model/syntax/Walk.h"
#include "model/tasks/Obstacles.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

/// Shows every mention of a function.
class MentionWalk : public Walk {
public:
  using Callback = llvm::function_ref<void(const FunctionDecl &Named, SourceLocation At)>;
  explicit MentionWalk(Callback Found) : Walk(Into::Text), Found(Found) {}

private:
  bool see(Stmt &S) override {
    if (const auto *Name = dyn_cast<DeclRefExpr>(&S))
      show(*Name->getDecl(), Name->getLocation());
    else if (const auto *Name = dyn_cast<MemberExpr>(&S))
      show(*Name->getMemberDecl(), Name->getMemberLoc());
    else if (const auto *Name = dyn_cast<OverloadExpr>(&S))
      for (const NamedDecl *Candidate : Name->decls())
        show(*Candidate->getUnderlyingDecl(), Name->getNameLoc());
    return true;
  }
  void show(const NamedDecl &Named, SourceLocation At) {
    if (const auto *Function = dyn_cast<FunctionDecl>(&Named))
      Found(*Function, At);
  }

  Callback Found;
};

} // namespace

Mentions::Mentions(ASTContext &Context) {
  auto Add = [this](const FunctionDecl &Named, SourceLocation At) {
    Places[Named.getCanonicalDecl()].insert(At);
  };
  MentionWalk(Add).over(Context.getTraversalScope());
}

void addIfThere(std::optional<Edit> &Whole, std::optional<Edit> Part) {
  if (Whole && Part)
    Whole->add(std::move(*Part));
  else
    Whole.reset();
}

std::optional<Edit> OncePerText::rest(const Expr &Whole, std::optional<Edit> Part) {
  CharSourceRange Place = fileRange(Whole.getSourceRange(), Context);
  if (!Part || Place.isInvalid())
    return std::nullopt;
  auto [Known, IsNew] = Done.try_emplace({Place.getBegin(), Place.getEnd()}, *Part);
  if (IsNew)
    return Part;
  return Known->second == *Part ? std::optional(Edit()) : std::nullopt;
}

/// Makes a `co_return` of \p Return. Braces name no type that a promise could be given,
/// so that the one of \p In, as it is written, comes before them.
static std::optional<Edit> coReturn(Model &Model, const ReturnStmt &Return,
                                    const FunctionDecl &In) {
  Source Text(Model.Context);
  if (!Text.isEditable({In.getBody()->getBeginLoc(), Return.getReturnLoc()}))
    return std::nullopt;
  Edit Result;
  Result.Changes.push_back(FixItHint::CreateInsertion(Return.getReturnLoc(), "co_"));
  const Expr *Value = Return.getRetValue();
  if (!Value)
    return Result;
  const Expr *Written = written(Value);
  const auto *Made = dyn_cast<CXXConstructExpr>(Written);
  bool IsBraced = isa<InitListExpr>(Written) || (Made && Made->isListInitialization() &&
                                                 !isa<CXXTemporaryObjectExpr>(Made));
  bool IsNull =
      In.getReturnType()->isAnyPointerType() && !Written->getType()->isAnyPointerType() &&
      !Written->getType()->isArrayType() && !Written->getType()->isNullPtrType();
  if (IsNull || Written->getType()->isFunctionType())
    return std::nullopt;
  if (!IsBraced)
    return Result;
  SourceRange Type = In.getReturnTypeSourceRange();
  if (!In.getReturnType()->isRecordType() || !Text.isEditable(Type) ||
      In.getReturnType()->getContainedDeducedType() || isLambdaCallOperator(&In))
    return std::nullopt;
  llvm::StringRef Name = Text.text(Type);
  // `struct stat` has a name that is also that of a function.
  if (Name.starts_with("struct ") || Name.starts_with("class ") ||
      Name.starts_with("union "))
    return std::nullopt;
  if (!Text.isEditable(Written->getSourceRange()))
    return std::nullopt;
  Result.Changes.push_back(FixItHint::CreateInsertion(Written->getBeginLoc(), Name));
  return Result;
}

Edit endWithReturn(const Body &Callable) {
  const auto &Block = *cast<CompoundStmt>(Callable.Function.getBody());
  const Source Text(Callable.Function.getASTContext());
  SourceLocation End = Block.getEndLoc();
  std::string Line = "co_return;";
  if (Block.body_empty())
    Line = " " + Line + " ";
  else if (!Text.lineUpTo(End).trim().empty())
    Line += " ";
  else
    Line = Text.indentationStep(End, Block.body_front()->getBeginLoc()) + Line + "\n" +
           Text.indentation(End).str();
  Edit Last;
  Last.Changes.push_back(FixItHint::CreateInsertion(End, Line));
  return Last;
}

/// Whether a branch of the preprocessor may have all that makes a coroutine of \p
/// Callable.
static bool mayEndOtherwise(const Body &Callable, const Source &Text) {
  const auto *Block = dyn_cast<CompoundStmt>(Callable.Function.getBody());
  return Callable.Function.getReturnType()->isVoidType() && Block &&
         Text.hasDirective(Block->getLBracLoc(), Block->getRBracLoc()) &&
         !(Block->body_back() && isa<ReturnStmt>(Block->body_back()));
}

std::optional<Edit> rewriteBody(Model &Model, const Body &Callable,
                                const TaskType &Task) {
  const FunctionDecl &Function = Callable.Function;
  if (hasUnseenReturn(Callable))
    return std::nullopt;
  std::optional<Edit> Result = Edit();
  OncePerText Waits(Model.Context);
  for (const CallExpr *Call : Callable.Calls)
    if (std::optional<BlockingWait> Wait = Model.blockingWait(*Call, Callable)) {
      const CXXRecordDecl *Promise =
          Task.Facts ? Task.Facts->Promise : Model.Types.of(Wait->awaitedType()).Promise;
      addIfThere(Result,
                 Waits.rest(*Call, awaitInstead(Model, Callable, *Wait, Promise)));
    }
  for (const ReturnStmt *Return : Callable.Returns)
    addIfThere(Result, coReturn(Model, *Return, Function));
  if (mayEndOtherwise(Callable, Source(Model.Context)))
    addIfThere(Result, endWithReturn(Callable));
  return Result;
}

std::optional<Edit> awaitCall(Model &Model, const CallSite &Site, const TaskType &Task) {
  const Body &In = *Site.In;
  if (In.Function.isTemplated() || In.Function.isTemplateInstantiation() ||
      LockedParts(Model, In).have(*Site.Call))
    return std::nullopt;
  AwaitRequest Request = {
      .Whole = Site.Call, .Operand = Site.Call, .MayBeArgument = true};
  if (Task.Facts) {
    Request.Type = Model.Context.getTypeDeclType(cast<TypeDecl>(Task.Record));
    Request.Promise = In.isCoroutine() ? In.promise() : Task.Facts->Promise;
  } else {
    Request.IsOnTrust = true;
  }
  return awaitExpr(Model, In, Request);
}

} // namespace async_checks
