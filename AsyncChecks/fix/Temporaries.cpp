#include "fix/Temporaries.h"
#include "fix/Names.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;

namespace async_checks {

TemporaryNames::TemporaryNames(const Body &In, Model &Unit)
    : In(In), Unit(Unit), Text(Unit.Context) {}

/// Whether the task wants to consume what it is given.
static bool isMoved(const Hold &Held, const CallExpr &Task) {
  if (Held.Parameter)
    return Held.Parameter->getType()->isRValueReferenceType();
  return cast<CXXMethodDecl>(Task.getDirectCallee())->getRefQualifier() == RQ_RValue;
}

Edit TemporaryNames::give(const CallExpr &Task, llvm::ArrayRef<Hold> Holds) {
  const Stmt *Declaration = &Task;
  while (Declaration && !isa<DeclStmt>(Declaration))
    Declaration = In.parent(*Declaration);
  if (!Declaration || !isa_and_nonnull<CompoundStmt>(In.parent(*Declaration)) ||
      !Text.isEditable(Declaration->getSourceRange()))
    return {};
  SourceLocation Begin = Declaration->getBeginLoc();
  std::string Indent = Lexer::getIndentationForLine(Begin, Text.Sources).str();
  std::string Declared;
  Edit Result;
  for (const Hold &Held : Holds) {
    if (Held.Refers.Lives != Lifetime::Temporary)
      continue;
    const Expr *Value = written(Held.Argument);
    std::string Type = typeOf(*Held.Argument, *Value);
    if (Type.empty())
      return {};
    std::string Name = freeName(Held);
    Declared += llvm::formatv("{0} {1} = {2};\n{3}", Type, Name,
                              Text.text(Value->getSourceRange()), Indent);
    bool IsMoved = isMoved(Held, Task);
    Result.Changes.push_back(FixItHint::CreateReplacement(
        Value->getSourceRange(), IsMoved ? "std::move(" + Name + ")" : Name));
    if (IsMoved)
      Result.Headers.push_back({"<utility>", Begin});
  }
  Result.Changes.push_back(FixItHint::CreateInsertion(Begin, Declared));
  return Result;
}

/// How to declare a variable for the temporary that \p Argument makes of \p Value; empty
/// if there is no telling.
std::string TemporaryNames::typeOf(const Expr &Argument, const Expr &Value) const {
  if (isa<CXXDefaultArgExpr>(Argument))
    return "";
  const Expr *Inner = &Argument;
  if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(Argument.IgnoreParens()))
    Inner = Made->getSubExpr();
  bool IsConverted =
      isa<CXXStdInitializerListExpr, InitListExpr>(Value) ||
      (isa<CXXConstructExpr>(Value) && !isa<CXXTemporaryObjectExpr>(Value));
  if (Value.isPRValue() && !IsConverted &&
      Unit.Context.hasSameUnqualifiedType(Inner->getType(), Value.getType()))
    return "auto";
  if (Value.isGLValue() && !isa<StringLiteral>(Value))
    return "";
  PrintingPolicy Policy(Unit.Context.getLangOpts());
  std::string Name = Inner->getType().getUnqualifiedType().getAsString(Policy);
  return llvm::StringRef(Name).contains('(') ? "" : Name;
}

/// A name for what is handed over that the function does not know yet.
std::string TemporaryNames::freeName(const Hold &Held) {
  if (Known.empty())
    Known = identifiersIn(Text, In.Function.getSourceRange());
  std::string Base = Held.Parameter ? Held.Parameter->getName().str() : "object";
  if (Base.empty())
    Base = "argument";
  std::string Name = Base;
  for (unsigned Number = 2; !Known.insert(Name).second; ++Number)
    Name = Base + std::to_string(Number);
  return Name;
}

} // namespace async_checks
