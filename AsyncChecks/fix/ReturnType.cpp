#include "fix/ReturnType.h"
#include "fix/TaskSpelling.h"
#include "model/tasks/Obstacles.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/QualTypeNames.h"

using namespace clang;

namespace async_checks {

namespace {

/// Whether the file of \p Declaration must include \p Task. A header with other functions
/// that return one does already, itself or through others.
bool needsHeader(Model &Model, const TaskType &Task, const FunctionDecl &Declaration) {
  const SourceManager &Sources = Model.Context.getSourceManager();
  const NamedDecl *Key = Task.key();
  if (Task.Header.empty() || !Key || !isDeclaredBefore(*Key, Declaration))
    return !Task.Header.empty();
  SourceLocation At = Declaration.getLocation();
  auto HasOwn = [&](const FunctionDecl *Function) {
    return keyOf(*Model.Types.record(Function->getReturnType())) == Key &&
           Sources.isWrittenInSameFile(Function->getLocation(), At);
  };
  return !Sources.isInMainFile(At) &&
         !Sources.isWrittenInSameFile(Key->getLocation(), At) &&
         llvm::none_of(Model.uses().taskFunctions(), HasOwn);
}

/// Whether \p Type is a class, or an instance of such classes, that has a name outside of
/// functions.
bool isNamedEverywhere(QualType Type) {
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record)
    return Type->isBuiltinType() || Type->isEnumeralType();
  if (!Record->getIdentifier() || Record->getParentFunctionOrMethod())
    return false;
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  return !Instance || llvm::all_of(Instance->getTemplateArgs().asArray(),
                                   [](const TemplateArgument &Each) {
                                     return Each.getKind() == TemplateArgument::Type &&
                                            isNamedEverywhere(Each.getAsType());
                                   });
}

/// How \p Declaration writes \p Value, its result. Where nobody writes it, a name that
/// is valid anywhere; empty if there is none.
std::string valueTextIn(const FunctionDecl &Declaration, QualType Value, Model &Model) {
  if (Value->isVoidType())
    return "void";
  if (!Value->getContainedDeducedType())
    return Source(Model.Context).text(returnTypeRange(Declaration)).str();
  if (const auto *Builtin = Value->getAs<BuiltinType>())
    return Builtin->getName(PrintingPolicy(Model.Context.getLangOpts())).str();
  if (!isNamedEverywhere(Value))
    return "";
  const auto *Deduced = Value->getContainedDeducedType();
  return TypeName::getFullyQualifiedName(Deduced->getDeducedType(), Model.Context,
                                         PrintingPolicy(Model.Context.getLangOpts()));
}

/// Makes \p Declaration return \p Spelling; null if it cannot be edited.
FixItHint writeReturnType(Model &Model, const FunctionDecl &Declaration,
                          const std::string &Spelling) {
  Source Text(Model.Context);
  const LambdaExpr *Lambda = Model.uses().lambda(Declaration).second;
  if (!Lambda || Lambda->hasExplicitResultType()) {
    SourceRange Written = returnTypeRange(Declaration);
    if (!Text.isEditable(Written))
      return {};
    // `void *f()` needs no space, and `task<void *> f()` does.
    bool IsTight = Text.endOf(Written.getEnd()) == Declaration.getLocation();
    return FixItHint::CreateReplacement(Written, Spelling + (IsTight ? " " : ""));
  }
  SourceLocation Brace = Lambda->getBody()->getBeginLoc();
  if (!Text.isEditable({Lambda->getBeginLoc(), Brace}))
    return {};
  if (Lambda->hasExplicitParameters())
    return FixItHint::CreateInsertion(Brace, "-> " + Spelling + " ");
  SourceLocation Introducer = Text.endOf(Lambda->getIntroducerRange().getEnd());
  return FixItHint::CreateInsertion(Introducer, "() -> " + Spelling);
}

} // namespace

std::optional<Edit> changeReturnType(Model &Model,
                                     llvm::ArrayRef<const FunctionDecl *> Family,
                                     const TaskType &Task, QualType Value) {
  if (!isPlainResult(Value, Model))
    return std::nullopt;
  Edit Result;
  for (const FunctionDecl *Function : Family)
    for (const FunctionDecl *Declaration : Function->redecls()) {
      std::string Spelling = spellingAt(Model, Task, *Declaration, Value,
                                        valueTextIn(*Declaration, Value, Model));
      FixItHint Change = writeReturnType(Model, *Declaration, Spelling);
      if (Spelling.empty() || Change.isNull())
        return std::nullopt;
      Result.Changes.push_back(Change);
      if (needsHeader(Model, Task, *Declaration))
        Result.Headers.push_back({Task.Header, Declaration->getLocation()});
    }
  return Result;
}

} // namespace async_checks
