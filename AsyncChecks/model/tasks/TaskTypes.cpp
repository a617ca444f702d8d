#include "model/tasks/TaskTypes.h"
#include "Compat.h"
#include "model/Model.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

namespace async_checks {

const NamedDecl *keyOf(const CXXRecordDecl &Record) {
  if (const ClassTemplateDecl *Template = templateOf(Record))
    return Template;
  return Record.getCanonicalDecl();
}

const NamedDecl *TaskType::key() const {
  return Record ? keyOf(*Record) : static_cast<const NamedDecl *>(Template);
}

bool isVoidInstance(const CXXRecordDecl &Record, Model &Model) {
  QualType Yield = Model.Types.of(Record).RvalueYields;
  return !Yield.isNull() && Yield->isVoidType();
}

Neighbourhood::Neighbourhood(Model &Unit, const FunctionDecl &Of) : Unit(Unit) {
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

void Neighbourhood::forEachScope(
    llvm::function_ref<bool(llvm::ArrayRef<const FunctionDecl *>)> Each) const {
  for (const DeclContext *Scope : Scopes) {
    llvm::SmallVector<const FunctionDecl *, 16> Inside;
    for (const FunctionDecl *Function : Unit.uses().taskFunctions())
      if (Scope->Encloses(Function->getDeclContext()))
        Inside.push_back(Function);
    if (Each(Inside))
      return;
  }
}

TaskType taskTypeNamed(Model &Model, llvm::StringRef Name) {
  TaskType Task;
  const NamedDecl *Found = findNamed(Model.Context, Name);
  if (const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(Found))
    Task.Template = Template->getCanonicalDecl();
  else
    Task.Record = dyn_cast_or_null<CXXRecordDecl>(Found);
  return Task;
}

namespace {

/// A type named in the options, found in the unit or not.
TaskType configured(Model &Model, const std::string &Name) {
  TaskType Task = taskTypeNamed(Model, llvm::StringRef(Name).split('<').first.trim());
  bool NeedsArguments = Name.find('<') == std::string::npos && !Task.Record;
  Task.Configured = NeedsArguments ? Name + "<void>" : Name;
  return Task;
}

/// The result that \p Callable has, or would have without being a coroutine.
QualType valueOf(const Body &Callable, Model &Model) {
  return Callable.Coroutine ? Model.Context.VoidTy : Callable.Function.getReturnType();
}

} // namespace

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

namespace {

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

} // namespace

std::optional<TaskType> inferTaskType(Model &Model, const Body &Callable) {
  QualType Value = valueOf(Callable, Model);
  if (const std::string &Name = Model.Words.Options.TaskType; !Name.empty()) {
    TaskType Task = configured(Model, Name);
    findInstance(Model, Task, Value);
    // A type that only the header of `async.TaskHeader` brings is taken on trust.
    if (!Task.Facts)
      Task.Header = Model.Words.Options.TaskHeader;
    else if (!canHost(Model, Task, Callable, Value))
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
  if (!Task.Facts && !Task.Header.empty())
    return Task; // on trust
  if (!canHost(Model, Task, Callable, Value))
    return std::nullopt;
  return Task;
}

} // namespace async_checks
