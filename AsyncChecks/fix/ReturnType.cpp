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

/// Finds the class of the void instance of \p Task in the unit, if there is one.
void findVoidInstance(Model &Model, TaskType &Task) {
  if (!Task.Template) {
    if (Task.Record)
      Task.Facts = &Model.Types.of(*Task.Record);
    return;
  }
  for (const ClassTemplateSpecializationDecl *Instance :
       Task.Template->specializations()) {
    const TemplateArgument &First = Instance->getTemplateArgs()[0];
    if (First.getKind() == TemplateArgument::Type && First.getAsType()->isVoidType()) {
      Task.Record = Instance;
      Task.Facts = &Model.Types.of(*Instance);
      return;
    }
  }
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

/// Whether a coroutine with the promise of \p Task can do all that \p Callable does.
bool canHost(Model &Model, const TaskType &Task, const Body &Callable) {
  if (!Task.Facts || !Task.Facts->Promise)
    return false;
  for (const Suspension &Suspension : Callable.Suspensions)
    if (!Suspension.Operand->isTypeDependent() &&
        (isa<CoyieldExpr>(Suspension.Keyword) ||
         !Model.Types.canAwait(Task.Facts->Promise, Suspension.Operand->getType())))
      return false;
  return true;
}

/// How the void instance of \p Task is written at \p At; empty if that is unknown.
std::string spellingAt(Model &Model, const TaskType &Task, const FunctionDecl &At) {
  if (!Task.Configured.empty())
    return Task.Configured;
  const SourceManager &Sources = Model.Context.getSourceManager();
  Source Text(Model.Context);
  const NamedDecl *Key = keyOf(*Task.Record);

  auto IsValidHere = [&](const FunctionDecl &Other) {
    return Other.getLexicalDeclContext()->Encloses(At.getLexicalDeclContext()) &&
           Sources.isBeforeInTranslationUnit(Key->getLocation(), At.getLocation());
  };
  std::string Best, FromValueInstance;
  Neighbourhood(Model, At).forEachScope(
      [&](llvm::ArrayRef<const FunctionDecl *> Functions) {
        std::map<std::string, unsigned> Spellings;
        for (const FunctionDecl *Function : Functions) {
          const CXXRecordDecl *Record = Model.Types.record(Function->getReturnType());
          SourceRange Range = returnTypeRange(*Function);
          if (!Record || keyOf(*Record) != Key || !Text.isEditable(Range) ||
              !IsValidHere(*Function))
            continue;
          std::string Spelling = Text.text(Range).str();
          bool NamesTemplate = llvm::StringRef(Spelling).contains(Key->getName());
          if (!NamesTemplate && !Sources.isBeforeInTranslationUnit(
                                    Function->getLocation(), At.getLocation()))
            continue;
          if (isVoidInstance(*Record, Model))
            ++Spellings[Spelling];
          else if (FromValueInstance.empty() && NamesTemplate && Spelling.back() == '>')
            FromValueInstance = Spelling.substr(0, Spelling.find('<')) + "<void>";
        }
        Best = mostFrequent(Spellings);
        return !Best.empty();
      });
  if (!Best.empty())
    return Best;
  if (!FromValueInstance.empty())
    return FromValueInstance;
  return qualifiedName(*Key) + (isa<ClassTemplateDecl>(Key) ? "<void>" : "");
}

} // namespace

std::optional<TaskType> inferTaskType(Model &Model, const Body &Callable) {
  if (const std::string &Name = Model.Words.Options.TaskType; !Name.empty()) {
    TaskType Task = configured(Model, Name);
    findVoidInstance(Model, Task);
    // A type that only the header of `async.TaskHeader` brings is taken on trust.
    if (Task.Facts && !canHost(Model, Task, Callable))
      return std::nullopt;
    return Task;
  }

  llvm::MapVector<const NamedDecl *, unsigned> Counts;
  for (const Suspension &Suspension : Callable.Suspensions)
    if (Model.Types.of(Suspension.Operand->getType()).isTask())
      ++Counts[keyOf(*Model.Types.record(Suspension.Operand->getType()))];
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
  findVoidInstance(Model, Task);
  if (!Task.Record || !isVoidInstance(*Task.Record, Model) ||
      !canHost(Model, Task, Callable))
    return std::nullopt;
  return Task;
}

std::optional<Edit> changeReturnType(Model &Model,
                                     llvm::ArrayRef<const FunctionDecl *> Family,
                                     const TaskType &Task) {
  Source Text(Model.Context);
  Edit Result;
  for (const FunctionDecl *Function : Family)
    for (const FunctionDecl *Declaration : Function->redecls()) {
      SourceRange Range = returnTypeRange(*Declaration);
      std::string Spelling = spellingAt(Model, Task, *Declaration);
      if (!Text.isEditable(Range) || Spelling.empty())
        return std::nullopt;
      Result.Changes.push_back(FixItHint::CreateReplacement(Range, Spelling));
      if (const std::string &Header = Model.Words.Options.TaskHeader;
          !Header.empty() && !Task.Facts)
        Result.Headers.push_back({Header, Range.getBegin()});
    }
  return Result;
}

} // namespace async_checks
