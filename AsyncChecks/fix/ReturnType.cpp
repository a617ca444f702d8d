#include "fix/ReturnType.h"
#include "model/tasks/Obstacles.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/Basic/CharInfo.h"

using namespace clang;

namespace async_checks {

namespace {

/// Where the qualifiers before \p Begin begin; \p Begin if there are none. Clang keeps no
/// place of them.
SourceLocation beginOfQualifiers(SourceLocation Begin, const SourceManager &Sources) {
  if (!Begin.isFileID())
    return Begin;
  auto [File, Offset] = Sources.getDecomposedLoc(Begin);
  llvm::StringRef Whole = Sources.getBufferData(File).take_front(Offset), Before = Whole;
  size_t Kept = Offset;
  while (true) {
    Before = Before.rtrim();
    if (!Before.consume_back("const") && !Before.consume_back("volatile"))
      break;
    if (!Before.empty() && isAsciiIdentifierContinue(Before.back()))
      break;
    Kept = Before.size();
  }
  return Begin.getLocWithOffset(int(Kept) - int(Offset));
}

/// Whether what \p Type, a pointer perhaps, leads to is written with a `const`.
bool leadsToConst(TypeLoc Type) {
  while (true) {
    if (auto Qualified = Type.getAs<QualifiedTypeLoc>();
        Qualified && Qualified.getType().isLocalConstQualified())
      return true;
    auto Pointer = Type.getUnqualifiedLoc().getAs<PointerTypeLoc>();
    if (!Pointer)
      return false;
    Type = Pointer.getPointeeLoc();
  }
}

/// The written return type of \p Function; invalid if it is not written in one piece.
SourceRange returnTypeRange(const FunctionDecl &Function) {
  FunctionTypeLoc Type = Function.getFunctionTypeLoc();
  if (!Type)
    return SourceRange();
  Source Text(Function.getASTContext());
  TypeLoc Result = Type.getReturnLoc();
  SourceRange Whole(beginOfQualifiers(Result.getBeginLoc(), Text.Sources),
                    Result.getEndLoc());
  if (leadsToConst(Result) && !Text.text(Whole).contains("const"))
    return SourceRange();
  return Whole;
}

/// Whether \p Record is the instance of its template for \p Value.
bool hasValue(const CXXRecordDecl &Record, QualType Value, Model &Model) {
  if (Value->isVoidType())
    return isVoidInstance(Record, Model);
  QualType First = firstArgument(Record);
  return !First.isNull() && Model.Context.hasSameType(First, Value);
}

/// Whether \p Key, a task type, is declared where \p At is.
bool isDeclaredBefore(const NamedDecl &Key, const FunctionDecl &At) {
  return At.getASTContext().getSourceManager().isBeforeInTranslationUnit(
      Key.getCanonicalDecl()->getLocation(), At.getLocation());
}

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

/// How the instance of \p Task for \p Value is written at \p At. \p ValueText is how the
/// value is written there, empty if nobody writes it. Empty if that is unknown, or if the
/// task type is declared further down.
std::string spellingAt(Model &Model, const TaskType &Task, const FunctionDecl &At,
                       QualType Value, llvm::StringRef ValueText) {
  auto Instance = [&](llvm::StringRef Name) {
    return ValueText.empty() ? "" : (Name + "<" + ValueText + ">").str();
  };
  const SourceManager &Sources = Model.Context.getSourceManager();
  const NamedDecl *Key = Task.key();
  if (Key && Task.Header.empty() && !isDeclaredBefore(*Key, At))
    return "";
  if (!Task.Configured.empty())
    return Value->isVoidType()
               ? Task.Configured
               : Instance(llvm::StringRef(Task.Configured).split('<').first);
  Source Text(Model.Context);

  std::string Best, Name;
  unsigned WithVoid = 0, WithoutVoid = 0;
  Neighbourhood(Model, At).forEachScope(
      [&](llvm::ArrayRef<const FunctionDecl *> Functions) {
        std::map<std::string, unsigned> Spellings, Names;
        WithVoid = WithoutVoid = 0;
        for (const FunctionDecl *Function : Functions) {
          const CXXRecordDecl *Record = Model.Types.record(Function->getReturnType());
          SourceRange Range = returnTypeRange(*Function);
          bool IsTemplate =
              Function->getPrimaryTemplate() || Function->getDescribedFunctionTemplate();
          if (!Record || keyOf(*Record) != Key || !Text.isEditable(Range) || IsTemplate)
            continue;
          if (isVoidInstance(*Record, Model) &&
              Sources.isWrittenInSameFile(Range.getBegin(), At.getLocation()))
            ++(Text.text(Range).ends_with("<>") ? WithoutVoid : WithVoid);
          if (!Function->getLexicalDeclContext()->Encloses(At.getLexicalDeclContext()))
            continue;
          std::string Spelling = Text.text(Range).str();
          bool NamesTemplate = llvm::StringRef(Spelling).contains(Key->getName());
          // What a later file calls the type, as by an alias, holds there.
          bool IsKnownThere = NamesTemplate && Sources.isWrittenInSameFile(
                                                   Range.getBegin(), At.getLocation());
          if (!IsKnownThere && !Sources.isBeforeInTranslationUnit(Function->getLocation(),
                                                                  At.getLocation()))
            continue;
          if (hasValue(*Record, Value, Model))
            ++Spellings[Spelling];
          if (NamesTemplate && Spelling.back() == '>')
            ++Names[Spelling.substr(0, Spelling.find('<'))];
        }
        Best = mostFrequent(Spellings);
        if (Name.empty())
          Name = mostFrequent(Names);
        bool IsEnough = !Value->isVoidType() && !ValueText.empty() && !Name.empty();
        return !Best.empty() || IsEnough;
      });
  if (!Best.empty())
    return Best;
  if (Name.empty())
    Name = qualifiedName(*Key);
  if (!isa<ClassTemplateDecl>(Key))
    return Name;
  // Others in the file, whose scopes are closed here, may show how `void` is written.
  return Value->isVoidType() && WithoutVoid > WithVoid ? Name + "<>" : Instance(Name);
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
