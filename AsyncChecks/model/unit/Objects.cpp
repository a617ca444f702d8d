#include "model/unit/Objects.h"
#include "model/Model.h"
#include "model/unit/Immediate.h"
#include "model/unit/Places.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace async_checks {

/// Whether \p Node, a statement, asks for \p Field before it does anything.
static bool asksFor(const Stmt &Node, const FieldDecl &Field, const Body &In) {
  const auto *If = dyn_cast<IfStmt>(&Node);
  return If && llvm::any_of(In.uses(Field), [&](const Expr *Use) {
           return In.isWithin(*Use, *If->getCond());
         });
}

static bool sets(const Body &Method, const FieldDecl &Field) {
  return llvm::any_of(Method.uses(Field), [&](const Expr *Use) {
    const Stmt *Around = Method.writtenParent(*Use);
    const auto *Assign = dyn_cast_or_null<BinaryOperator>(Around);
    return Assign && Assign->isAssignmentOp() && Assign->getLHS() == Use;
  });
}

/// Whether \p In calls a function of \p Variable that sets what \p End, its destructor,
/// asks for first: `task.detach()`, `guard.dismiss()`.
static bool isDismissed(const VarDecl &Variable, const FunctionDecl &End, const Body &In,
                        Model &Unit) {
  const FunctionDecl *Definition = certainDefinition(End);
  const auto *Block =
      Definition ? dyn_cast_or_null<CompoundStmt>(Definition->getBody()) : nullptr;
  if (!Block)
    return false;
  const Body &Work = Unit.bodyOf(*Definition);
  llvm::SmallVector<const FieldDecl *, 2> Asked;
  for (const FieldDecl *Field : Work.fields())
    if (llvm::any_of(Block->body(),
                     [&](const Stmt *Each) { return asksFor(*Each, *Field, Work); }))
      Asked.push_back(Field);
  return !Asked.empty() && llvm::any_of(In.uses(Variable), [&](const Expr *Use) {
    const auto *Member = dyn_cast_or_null<MemberExpr>(In.writtenParent(*Use));
    const auto *Method =
        Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
    const FunctionDecl *Called = Method ? certainDefinition(*Method) : nullptr;
    return Called && llvm::any_of(Asked, [&](const FieldDecl *Field) {
             return sets(Unit.bodyOf(*Called), *Field);
           });
  });
}

static bool isCallOperator(const FunctionDecl &Function) {
  return Function.getOverloadedOperator() == OO_Call;
}

/// Whether \p Callable is what an instance of a template is given, and not made in it:
/// whoever gives it knows what becomes of it, and when.
static bool isGivenTo(const FunctionDecl &Callable, const Body &In) {
  if (!isCallOperator(Callable))
    return false;
  for (const DeclContext *Around = &Callable; Around; Around = Around->getParent())
    if (Around == &In.Function)
      return false;
  for (const DeclContext *Around = &In.Function; Around; Around = Around->getParent())
    if (const auto *Function = dyn_cast<FunctionDecl>(Around);
        isa<ClassTemplateSpecializationDecl>(Around) ||
        (Function && Function->isTemplateInstantiation()))
      return true;
  return false;
}

llvm::SmallVector<ObjectRun, 4> Objects::runsIn(const Body &In) {
  llvm::SmallVector<ObjectRun, 4> Found;
  auto Add = [&](const Expr &At, const Functions &All) {
    for (const FunctionDecl *Each : All)
      if (!isGivenTo(*Each, In))
        Found.push_back({&At, Each});
  };
  for (const CXXConstructExpr *Made : In.Constructions)
    Add(*Made, beginOfLife(*Made->getConstructor()));
  for (const CallExpr *Call : In.Calls)
    if (const FunctionDecl *Callee = Call->getDirectCallee();
        Callee && isOfSystem(*Callee))
      Add(*Call, runBehind(*Callee));
  for (const CallExpr *Call : In.Calls)
    for (const FunctionDecl *Each : calledAtOnce(*Call, In, Unit))
      if (!isGivenTo(*Each, In))
        Found.push_back({Call, Each});
  for (const DeclStmt *Declaration : In.Declarations)
    for (const Decl *Declared : Declaration->decls()) {
      const auto *Variable = dyn_cast<VarDecl>(Declared);
      if (!Variable || !Variable->hasLocalStorage() || !Variable->getInit())
        continue;
      const CXXRecordDecl *Record =
          Unit.Context.getBaseElementType(Variable->getType())->getAsCXXRecordDecl();
      if (Record && staysHere(*Variable, In))
        for (const FunctionDecl *End : endOfLife(*Record))
          if (!isDismissed(*Variable, *End, In, Unit))
            Found.push_back({Variable->getInit(), End});
    }
  return Found;
}

/// The constructors that \p Constructor stands for: itself, if somebody wrote it, else
/// those of members and bases.
const Objects::Functions &Objects::beginOfLife(const CXXConstructorDecl &Constructor) {
  auto [Known, IsNew] = Begins.try_emplace(&Constructor);
  if (!IsNew || Constructor.isCopyOrMoveConstructor() || Constructor.isTrivial())
    return Known->second;
  Functions Found;
  if (isOfSystem(Constructor))
    Found = runBehind(Constructor);
  else if (Constructor.isUserProvided())
    Found.push_back(&Constructor);
  else
    addParts(Constructor, Found);
  return Begins[&Constructor] = std::move(Found);
}

/// Adds what \p Constructor, which nobody wrote, makes of members and bases.
void Objects::addParts(const CXXConstructorDecl &Constructor, Functions &Found) {
  const FunctionDecl *Definition = nullptr;
  if (!Constructor.isDefined(Definition))
    return;
  for (const CXXCtorInitializer *Each : cast<CXXConstructorDecl>(Definition)->inits()) {
    const Expr *Value = Each->getInit();
    if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Value))
      Value = Default->getExpr();
    if (const auto *Made = dyn_cast_or_null<CXXConstructExpr>(written(Value)))
      Found.append(beginOfLife(*Made->getConstructor()));
  }
}

/// The destructors that run at the end of a \p Record.
const Objects::Functions &Objects::endOfLife(const CXXRecordDecl &Record) {
  auto [Known, IsNew] = Ends.try_emplace(&Record);
  if (!IsNew || !Record.hasDefinition() || Record.hasTrivialDestructor() ||
      isOfSystem(Record))
    return Known->second;
  Functions Found;
  auto Add = [&](QualType Type) {
    if (const auto *Part = Unit.Context.getBaseElementType(Type)->getAsCXXRecordDecl())
      Found.append(endOfLife(*Part));
  };
  if (const CXXDestructorDecl *Own = Record.getDestructor(); Own && Own->isUserProvided())
    Found.push_back(Own);
  for (const FieldDecl *Field : Record.fields())
    Add(Field->getType());
  for (const CXXBaseSpecifier &Base : Record.bases())
    Add(Base.getType());
  return Ends[&Record] = std::move(Found);
}

/// Whether \p Function is one of the standard library's, also of an object as
/// `std::ranges::for_each` is.
static bool isOfStandard(const FunctionDecl &Function) {
  const DeclContext *Around = Function.getDeclContext();
  while (!Around->getParent()->isTranslationUnit())
    Around = Around->getParent();
  return Around->isStdNamespace();
}

/// The constructors and call operators that run somewhere in \p Template, a function of
/// the system's headers that makes an object of the user's, or calls one:
/// `std::make_unique<device>`, `std::for_each`.
const Objects::Functions &Objects::runBehind(const FunctionDecl &Template) {
  auto [Known, IsNew] = Behind.try_emplace(&Template);
  if (!IsNew || !mentionsRunner(Template))
    return Known->second;
  constexpr unsigned MaxFunctions = 48;
  llvm::SetVector<const FunctionDecl *> Pending;
  llvm::SetVector<const FunctionDecl *> Found;
  Pending.insert(&Template);
  auto Enter = [&](const FunctionDecl &Callee) {
    if (isOfSystem(Callee) && mentionsRunner(Callee))
      Pending.insert(&Callee);
  };
  for (unsigned I = 0; I != Pending.size() && I != MaxFunctions; ++I) {
    const FunctionDecl *Definition = nullptr;
    if (!Pending[I]->isDefined(Definition))
      continue;
    const Body &In = Unit.bodyOf(*Definition);
    for (const CXXConstructExpr *Made : In.Constructions) {
      const CXXConstructorDecl &Constructor = *Made->getConstructor();
      if (Constructor.isCopyOrMoveConstructor())
        continue;
      if (isOfSystem(Constructor))
        Enter(Constructor);
      else
        for (const FunctionDecl *Each : beginOfLife(Constructor))
          Found.insert(Each);
    }
    for (const CallExpr *Call : In.Calls)
      if (const FunctionDecl *Callee = Call->getDirectCallee()) {
        Enter(*Callee);
        if (isCallOperator(*Callee) && !isOfSystem(*Callee) && isOfStandard(Template))
          Found.insert(Callee);
      } else if (isOfStandard(Template)) {
        PointerCallers.insert(&Template);
      }
  }
  return Behind[&Template] = Functions(Found.begin(), Found.end());
}

bool Objects::callsPointers(const FunctionDecl &Function) {
  runBehind(Function);
  return PointerCallers.contains(&Function);
}

/// Whether the arguments of the template that \p Function comes from name a class of the
/// user's with a constructor or a call operator, or a pointer to a function.
bool Objects::mentionsRunner(const FunctionDecl &Function) {
  auto Mentions = [this](const TemplateArgument &Each) {
    return mentionsRunner(Each, 0);
  };
  if (const TemplateArgumentList *Own = Function.getTemplateSpecializationArgs())
    if (llvm::any_of(Own->asArray(), Mentions))
      return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  const auto *Class =
      Method ? dyn_cast<ClassTemplateSpecializationDecl>(Method->getParent()) : nullptr;
  return Class && llvm::any_of(Class->getTemplateArgs().asArray(), Mentions);
}

/// Whether somebody wrote a constructor of \p Record, or of a member or base.
static bool hasMaker(const CXXRecordDecl &Record, const SourceManager &Sources) {
  auto IsMaker = [&Sources](QualType Type) {
    const CXXRecordDecl *Part = Type->getAsCXXRecordDecl();
    return Part && Part->hasDefinition() &&
           !Sources.isInSystemHeader(Part->getLocation()) && hasMaker(*Part, Sources);
  };
  return llvm::any_of(Record.decls(),
                      [](const Decl *Member) {
                        if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Member))
                          Member = Template->getTemplatedDecl();
                        const auto *Own = dyn_cast<CXXConstructorDecl>(Member);
                        return Own && Own->isUserProvided() &&
                               !Own->isCopyOrMoveConstructor();
                      }) ||
         llvm::any_of(
             Record.fields(),
             [&](const FieldDecl *Field) { return IsMaker(Field->getType()); }) ||
         llvm::any_of(Record.bases(), [&](const CXXBaseSpecifier &Base) {
           return IsMaker(Base.getType());
         });
}

bool Objects::mentionsRunner(const TemplateArgument &Argument, unsigned Level) {
  constexpr unsigned MaxLevel = 2;
  if (Argument.getKind() == TemplateArgument::Pack)
    return llvm::any_of(Argument.pack_elements(), [&](const TemplateArgument &Each) {
      return mentionsRunner(Each, Level);
    });
  if (Argument.getKind() != TemplateArgument::Type)
    return false;
  QualType Type = Argument.getAsType();
  if (Type->isFunctionPointerType() || Type->isFunctionReferenceType() ||
      Type->isMemberFunctionPointerType())
    return true;
  Type = Type.getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return false;
  if (!isOfSystem(*Record))
    return Record->isLambda() || hasMaker(*Record, Unit.Context.getSourceManager()) ||
           llvm::any_of(Record->methods(),
                        [](const CXXMethodDecl *Each) { return isCallOperator(*Each); });
  const auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  return Class && Level != MaxLevel &&
         llvm::any_of(Class->getTemplateArgs().asArray(),
                      [&](const TemplateArgument &Each) {
                        return mentionsRunner(Each, Level + 1);
                      });
}

/// Whether the object that \p Variable names ends in \p In: it is not handed out.
bool Objects::staysHere(const VarDecl &Variable, const Body &In) const {
  return llvm::none_of(In.uses(Variable), [&](const Expr *Use) {
    const Stmt *Around = In.writtenParent(*Use);
    const auto *Call = dyn_cast_or_null<CallExpr>(Around);
    return isa_and_nonnull<ReturnStmt, CoreturnStmt>(Around) ||
           (Call && Call->isXValue());
  });
}

} // namespace async_checks
