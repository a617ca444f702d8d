#include "fix/ReturnType.h"
#include "Compat.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"
#include <map>

using namespace clang;

namespace async_checks {

namespace {

/// The written return type of \p Function; invalid if it is not written.
SourceRange returnTypeRange(const FunctionDecl &Function) {
  FunctionTypeLoc Type = Function.getFunctionTypeLoc();
  return Type ? Type.getReturnLoc().getSourceRange() : SourceRange();
}

/// The class or class template that stands for a task type in all its instances.
const NamedDecl *keyOf(const CXXRecordDecl &Record) {
  if (const ClassTemplateDecl *Template = templateOf(Record))
    return Template;
  return Record.getCanonicalDecl();
}

/// The key with the highest count, the first of several; a null or empty one if none is.
template <typename Counts> auto mostFrequent(const Counts &All) {
  std::remove_const_t<typename Counts::value_type::first_type> Best{};
  unsigned Most = 0;
  for (const auto &[Candidate, Count] : All)
    if (Count > Most) {
      Most = Count;
      Best = Candidate;
    }
  return Best;
}

bool isVoidInstance(const CXXRecordDecl &Record, Model &Model) {
  QualType Yield = Model.Types.of(Record).RvalueYields;
  return !Yield.isNull() && Yield->isVoidType();
}

/// Task-returning functions in ever wider scopes around one function.
class Neighbourhood {
public:
  Neighbourhood(Model &Unit, const FunctionDecl &Of) : Unit(Unit) {
    const DeclContext *Class = nullptr, *Namespace = nullptr;
    for (const DeclContext *Scope = Of.getDeclContext(); Scope;
         Scope = Scope->getParent()) {
      if (!Class && Scope->isRecord() && !cast<CXXRecordDecl>(Scope)->isLambda())
        Class = Scope;
      if (!Namespace && Scope->isNamespace())
        Namespace = Scope;
    }
    if (Class)
      Scopes.push_back(Class);
    if (Namespace)
      Scopes.push_back(Namespace);
    Scopes.push_back(Unit.Context.getTranslationUnitDecl());
  }

  /// Calls \p Each for the task-returning functions of the narrowest scope first; stops
  /// after the first scope in which it returned true.
  template <typename Callback> void forEachScope(Callback Each) const {
    for (const DeclContext *Scope : Scopes) {
      llvm::SmallVector<const FunctionDecl *, 16> Inside;
      for (const FunctionDecl *Function : Unit.uses().taskFunctions())
        if (Scope->Encloses(Function->getDeclContext()))
          Inside.push_back(Function);
      if (Each(Inside))
        return;
    }
  }

private:
  Model &Unit;
  llvm::SmallVector<const DeclContext *, 3> Scopes;
};

/// A type named in the options, found in the unit or not.
TaskType configured(Model &Model, const std::string &Name) {
  TaskType Task;
  llvm::StringRef Plain = llvm::StringRef(Name).split('<').first.trim();
  const NamedDecl *Found = findNamed(Model.Context, Plain);
  if (const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(Found))
    Task.Template = Template->getCanonicalDecl();
  else
    Task.Record = dyn_cast_or_null<CXXRecordDecl>(Found);
  bool NeedsArguments = Name.find('<') == std::string::npos && !Task.Record;
  Task.Configured = NeedsArguments ? Name + "<void>" : Name;
  return Task;
}

/// The result that \p Callable has, or would have without being a coroutine.
QualType valueOf(const Body &Callable, Model &Model) {
  return Callable.Coroutine ? Model.Context.VoidTy : Callable.Function.getReturnType();
}

/// Finds a class of \p Task in the unit, if there is one: the void instance for void,
/// else any that has a value.
void findInstance(Model &Model, TaskType &Task, QualType Value) {
  if (!Task.Template) {
    if (Task.Record)
      Task.Facts = &Model.Types.of(*Task.Record);
    return;
  }
  Task.Record = nullptr;
  Task.Facts = nullptr;
  for (const ClassTemplateSpecializationDecl *Instance :
       Task.Template->specializations()) {
    QualType First = firstArgument(*Instance);
    if (!First.isNull() && First->isVoidType() == Value->isVoidType()) {
      Task.Record = Instance;
      Task.Facts = &Model.Types.of(*Instance);
      if (Task.Facts->isTask())
        return;
    }
  }
  if (!Value->isVoidType())
    return;
  if (const CXXRecordDecl *Pattern = Task.Template->getTemplatedDecl()->getDefinition()) {
    const auto *First = dyn_cast<TemplateTypeParmDecl>(
        Task.Template->getTemplateParameters()->getParam(0));
    bool VoidByDefault =
        First && First->hasDefaultArgument() && compat::defaultType(*First)->isVoidType();
    if (VoidByDefault) {
      Task.Record = Pattern;
      Task.Facts = &Model.Types.of(*Pattern);
    }
  }
}

/// What \p Callable awaits and, if it is no coroutine, waits for.
llvm::SmallVector<QualType, 4> awaitedTypes(Model &Model, const Body &Callable) {
  llvm::SmallVector<QualType, 4> Awaited;
  for (const Suspension &Suspension : Callable.Suspensions)
    if (!Suspension.Operand->isTypeDependent())
      Awaited.push_back(Suspension.Operand->getType());
  if (!Callable.isCoroutine())
    for (const CallExpr *Call : Callable.Calls)
      if (std::optional<BlockingWait> Wait = Model.blockingWait(*Call, Callable))
        Awaited.push_back(Wait->awaitedType());
  return Awaited;
}

/// Whether `co_await` of a `task<T>`, which needs no more to be written, yields a `T`.
bool yieldsItsArgument(const TaskType &Task, Model &Model) {
  return Task.Template &&
         Task.Template->getTemplateParameters()->getMinRequiredArguments() <= 1 &&
         sameValue(Model.Context, Task.Facts->RvalueYields, firstArgument(*Task.Record));
}

/// Whether a coroutine that returns \p Task can have \p Value as result and do all that
/// \p Callable does.
bool canHost(Model &Model, const TaskType &Task, const Body &Callable, QualType Value) {
  bool FitsValue =
      Task.Record && (Value->isVoidType() ? isVoidInstance(*Task.Record, Model)
                                          : yieldsItsArgument(Task, Model));
  if (!FitsValue || !Task.Facts || !Task.Facts->Promise)
    return false;
  for (const Suspension &Suspension : Callable.Suspensions)
    if (isa<CoyieldExpr>(Suspension.Keyword))
      return false;
  return llvm::all_of(awaitedTypes(Model, Callable), [&](QualType Awaited) {
    return Model.Types.canAwait(Task.Facts->Promise, Awaited);
  });
}

/// Whether \p Record is the instance of its template for \p Value.
bool hasValue(const CXXRecordDecl &Record, QualType Value, Model &Model) {
  if (Value->isVoidType())
    return isVoidInstance(Record, Model);
  QualType First = firstArgument(Record);
  return !First.isNull() && Model.Context.hasSameType(First, Value);
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
  const NamedDecl *Key = Task.Record ? keyOf(*Task.Record) : nullptr;
  if (Key && !Sources.isBeforeInTranslationUnit(Key->getCanonicalDecl()->getLocation(),
                                                At.getLocation()))
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
          if (!NamesTemplate && !Sources.isBeforeInTranslationUnit(
                                    Function->getLocation(), At.getLocation()))
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

/// How \p Declaration writes \p Value, its result. Where nobody writes it, a name that
/// is valid anywhere; empty if there is none.
std::string valueTextIn(const FunctionDecl &Declaration, QualType Value, Model &Model) {
  if (Value->isVoidType())
    return "void";
  if (!Value->getContainedDeducedType())
    return Source(Model.Context).text(returnTypeRange(Declaration)).str();
  if (const auto *Builtin = Value->getAs<BuiltinType>())
    return Builtin->getName(PrintingPolicy(Model.Context.getLangOpts())).str();
  const CXXRecordDecl *Record = Value->getAsCXXRecordDecl();
  bool IsNamed = Record && Record->getIdentifier() && !templateOf(*Record) &&
                 !Record->getParentFunctionOrMethod();
  return IsNamed ? qualifiedName(*Record) : "";
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

/// Whether \p Value can be the argument of a task type, and stands before the name of a
/// function that returns it.
bool isPlain(QualType Value) {
  QualType Pointee = Value->getPointeeType();
  return !Value->isReferenceType() && !Value.hasQualifiers() &&
         !Value->isMemberPointerType() &&
         (Pointee.isNull() || !(Pointee.hasQualifiers() || Pointee->isFunctionType() ||
                                Pointee->isArrayType()));
}

} // namespace

std::optional<TaskType> inferTaskType(Model &Model, const Body &Callable) {
  QualType Value = valueOf(Callable, Model);
  if (const std::string &Name = Model.Words.Options.TaskType; !Name.empty()) {
    TaskType Task = configured(Model, Name);
    findInstance(Model, Task, Value);
    // A type that only the header of `async.TaskHeader` brings is taken on trust.
    if (Task.Facts && !canHost(Model, Task, Callable, Value))
      return std::nullopt;
    return Task;
  }

  llvm::MapVector<const NamedDecl *, unsigned> Counts;
  for (QualType Awaited : awaitedTypes(Model, Callable))
    if (Model.Types.of(Awaited).isTask())
      ++Counts[keyOf(*Model.Types.record(Awaited))];
  if (Counts.empty())
    Neighbourhood(Model, Callable.Function)
        .forEachScope([&](llvm::ArrayRef<const FunctionDecl *> Functions) {
          for (const FunctionDecl *Function : Functions)
            ++Counts[keyOf(*Model.Types.record(Function->getReturnType()))];
          return !Counts.empty();
        });
  const NamedDecl *Key = mostFrequent(Counts);
  if (!Key)
    return std::nullopt;
  TaskType Task;
  Task.Template = dyn_cast<ClassTemplateDecl>(Key);
  Task.Record = dyn_cast<CXXRecordDecl>(Key);
  return sameTaskType(Model, Callable, Task);
}

std::optional<TaskType> sameTaskType(Model &Model, const Body &Callable, TaskType Task) {
  QualType Value = valueOf(Callable, Model);
  findInstance(Model, Task, Value);
  if (!canHost(Model, Task, Callable, Value))
    return std::nullopt;
  return Task;
}

std::optional<Edit> changeReturnType(Model &Model,
                                     llvm::ArrayRef<const FunctionDecl *> Family,
                                     const TaskType &Task, QualType Value) {
  if (!isPlain(Value))
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
      if (const std::string &Header = Model.Words.Options.TaskHeader;
          !Header.empty() && !Task.Facts)
        Result.Headers.push_back({Header, Declaration->getLocation()});
    }
  return Result;
}

} // namespace async_checks
