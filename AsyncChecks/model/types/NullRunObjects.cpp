// How objects begin: the part of NullRun that runs constructors.
#include "model/syntax/Body.h"
#include "model/types/NullRun.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

RunValue NullRun::construction(const CXXConstructExpr &Made) {
  Arguments Given(Made.getArgs(), Made.getNumArgs());
  if (isHandle(Made.getType())) {
    if (Given.empty() || isa<CXXDefaultArgExpr>(Given.front()))
      return {RunValue::Null};
    RunValue Value = evaluate(Given.front());
    const CXXConstructorDecl &Constructor = *Made.getConstructor();
    if (Constructor.isMoveConstructor() && !Constructor.isTrivial())
      assign(Given.front(), {RunValue::Null});
    return Value;
  }
  const auto *Record = Made.getType()->getAsCXXRecordDecl();
  if (!Record)
    return {};
  RunValue Self = makeObject(*Record);
  construct(Self, *Made.getConstructor(), Given);
  return Self;
}

void NullRun::construct(RunValue Self, const CXXConstructorDecl &Constructor,
                        Arguments Given) {
  llvm::SmallVector<RunValue, 4> Values;
  for (const Expr *Argument : Given)
    Values.push_back(evaluate(Argument));
  if (goesOn())
    construct(Self, Constructor, Values);
}

void NullRun::construct(RunValue Self, const CXXConstructorDecl &Constructor,
                        llvm::ArrayRef<RunValue> Given) {
  const FunctionDecl *Definition = nullptr;
  bool IsWritten = Constructor.isUserProvided();
  if (!IsWritten && Constructor.isCopyOrMoveConstructor())
    return copyInto(Self, Given.front(), Constructor.isMoveConstructor());
  if (IsWritten && !Constructor.isDefined(Definition))
    Definition = Constructor.getTemplateInstantiationPattern();
  if ((IsWritten && !Definition) || Frames.size() == MaxFrames)
    return;
  const auto &Runs = cast<CXXConstructorDecl>(IsWritten ? *Definition : Constructor);
  Frame &Here = Frames.emplace_back();
  Here.Self = Self;
  for (unsigned Index = 0; Index < Runs.getNumParams(); ++Index)
    Here.Variables[Runs.getParamDecl(Index)] =
        Index < Given.size() ? Given[Index] : RunValue();
  initialise(Self, Runs);
  run(Runs.getBody());
  Frames.pop_back();
}

void NullRun::move(const CXXConstructorDecl &Constructor, RunValue From) {
  RunValue Self = makeObject(*Objects[From.Index].Class);
  construct(Self, Constructor, llvm::ArrayRef<RunValue>(From));
}

/// The construction of a base that \p Init is; null if it is something else.
static const CXXConstructExpr *constructionIn(const Expr *Init) {
  return Init ? dyn_cast<CXXConstructExpr>(Init->IgnoreParens()->IgnoreImplicit())
              : nullptr;
}

/// Gives the bases and members of \p Self the values that \p Constructor names for them,
/// or those that they have in any case.
void NullRun::initialise(RunValue Self, const CXXConstructorDecl &Constructor) {
  llvm::SmallPtrSet<const FieldDecl *, 8> Done;
  for (const CXXCtorInitializer *Each : Constructor.inits()) {
    if (const FieldDecl *Field = Each->getMember()) {
      RunValue Value = evaluate(Each->getInit());
      if (goesOn())
        Objects[Self.Index].Members[Field->getIdentifier()] = Value;
      Done.insert(Field);
    } else if (const CXXConstructExpr *Made = constructionIn(Each->getInit())) {
      construct(Self, *Made->getConstructor(),
                Arguments(Made->getArgs(), Made->getNumArgs()));
    }
  }
  if (Constructor.isDelegatingConstructor())
    return;
  for (const FieldDecl *Field : Constructor.getParent()->fields())
    if (!Done.contains(Field) && goesOn()) {
      RunValue Value = initial(*Field);
      Objects[Self.Index].Members[Field->getIdentifier()] = Value;
    }
}

/// What \p Field begins with where nobody says more.
RunValue NullRun::initial(const FieldDecl &Field) {
  if (const Expr *Init = Field.getInClassInitializer())
    return evaluate(Init);
  QualType Type = Field.getType();
  // Of one that has no value, none is worse than this.
  if (Type->isPointerType() || isHandle(Type))
    return {RunValue::Null};
  return {};
}

void NullRun::copyInto(RunValue Self, RunValue From, bool IsMove) {
  if (From.Is != RunValue::Object)
    return;
  Objects[Self.Index].Members = Objects[From.Index].Members;
  if (!IsMove)
    return;
  for (const FieldDecl *Field : Objects[From.Index].Class->fields())
    if (const auto *Record = Field->getType()->getAsCXXRecordDecl();
        Record && isHandle(Field->getType()) && Record->hasDefinition() &&
        Record->hasNonTrivialMoveConstructor())
      Objects[From.Index].Members[Field->getIdentifier()] = {RunValue::Null};
}

RunValue NullRun::madeOf(QualType Type, Arguments Given) {
  if (Type.isNull())
    return {};
  llvm::SmallVector<const Expr *, 4> Inner;
  if (Given.size() == 1)
    if (const auto *List = dyn_cast<InitListExpr>(Given.front());
        List && !List->getType()->isRecordType()) {
      Inner.append(List->inits().begin(), List->inits().end());
      Given = Inner;
    }
  const CXXRecordDecl *Record = Known.record(Type);
  bool IsNullable = Type->isPointerType() || isHandle(Type);
  if (Given.empty() && (IsNullable || Type->isBooleanType()))
    return {IsNullable ? RunValue::Null : RunValue::False};
  if (Given.size() == 1 && (!Record || isHandle(Type))) {
    RunValue Value = evaluate(Given.front());
    return Type->isBooleanType() ? truth(Value) : Value;
  }
  if (!Record || !Record->hasDefinition())
    return {};
  RunValue Self = makeObject(*Record);
  make(Self, *Record, Given);
  return Self;
}

/// Whether \p Constructor is one that the author of the class wrote to make an object of
/// something else.
static bool isMaker(const CXXConstructorDecl &Constructor) {
  return !Constructor.isImplicit() && !Constructor.isCopyOrMoveConstructor() &&
         !Constructor.isDeleted();
}

/// Makes \p Self of \p Given, where Clang does not tell by which constructor.
void NullRun::make(RunValue Self, const CXXRecordDecl &Record, Arguments Given) {
  const CXXConstructorDecl *Fits = nullptr;
  bool IsAggregate = true;
  for (const CXXConstructorDecl *Each : Record.ctors())
    if (isMaker(*Each)) {
      IsAggregate = false;
      if (Each->getNumParams() == Given.size())
        Fits = Each;
    }
  if (Fits)
    construct(Self, *Fits, Given);
  else if (IsAggregate)
    fill(Self, Record, Given);
}

/// Makes the base \p Class of \p Self, of what comes first in \p Given.
void NullRun::fillBase(RunValue Self, const CXXRecordDecl &Class, Arguments &Given) {
  const Expr *First = Given.empty() ? nullptr : Given.front()->IgnoreParens();
  const CXXConstructExpr *Made = constructionIn(First);
  bool IsAggregate = llvm::none_of(
      Class.ctors(), [](const CXXConstructorDecl *Each) { return isMaker(*Each); });
  if (const auto *List = dyn_cast_or_null<InitListExpr>(First)) {
    llvm::SmallVector<const Expr *, 4> Inner(List->inits().begin(), List->inits().end());
    Given = Given.drop_front();
    make(Self, Class, Inner);
  } else if (First && Made && Known.record(Made->getType()) == &Class) {
    Given = Given.drop_front();
    construct(Self, *Made->getConstructor(),
              Arguments(Made->getArgs(), Made->getNumArgs()));
  } else if (First && !IsAggregate) {
    make(Self, Class, Given.take_front(1));
    Given = Given.drop_front();
  } else {
    fill(Self, Class, Given);
  }
}

/// Gives the bases and members of an aggregate what stands between its braces.
void NullRun::fill(RunValue Self, const CXXRecordDecl &Record, Arguments &Given) {
  for (const CXXBaseSpecifier &Base : Record.bases())
    if (const CXXRecordDecl *Class = Known.record(Base.getType());
        Class && Class->hasDefinition())
      fillBase(Self, *Class, Given);
  for (const FieldDecl *Field : Record.fields()) {
    RunValue Value = Given.empty() ? initial(*Field) : evaluate(Given.front());
    if (!goesOn())
      return;
    Given = Given.drop_front(std::min<std::size_t>(1, Given.size()));
    Objects[Self.Index].Members[Field->getIdentifier()] = Value;
  }
}

} // namespace async_checks
