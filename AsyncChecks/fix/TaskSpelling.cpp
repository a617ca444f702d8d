#include "fix/TaskSpelling.h"
#include "fix/Edit.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/MapVector.h"

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

/// Whether \p Record is the instance of its template for \p Value.
bool hasValue(const CXXRecordDecl &Record, QualType Value, Model &Model) {
  if (Value->isVoidType())
    return isVoidInstance(Record, Model);
  QualType First = firstArgument(Record);
  return !First.isNull() && Model.Context.hasSameType(First, Value);
}

/// Whether instances of \p Alias are those of a class template for the same first
/// argument: `template <class T> using job = task<T>;`.
bool handsOnArgument(const TypeAliasTemplateDecl &Alias) {
  const auto *Written =
      Alias.getTemplatedDecl()->getUnderlyingType()->getAs<TemplateSpecializationType>();
  if (!Written || Written->template_arguments().empty() ||
      Alias.getTemplateParameters()->getMinRequiredArguments() > 1)
    return false;
  const TemplateArgument &First = Written->template_arguments().front();
  const auto *Handed = First.getKind() == TemplateArgument::Type
                           ? First.getAsType()->getAs<TemplateTypeParmType>()
                           : nullptr;
  const TemplateDecl *Behind = Written->getTemplateName().getAsTemplateDecl();
  const auto *Next = dyn_cast_or_null<TypeAliasTemplateDecl>(Behind);
  return Handed && Handed->getIndex() == 0 &&
         Handed->getDepth() == Alias.getTemplateParameters()->getDepth() &&
         isa_and_nonnull<TypeAliasTemplateDecl, ClassTemplateDecl>(Behind) &&
         (!Next || handsOnArgument(*Next));
}

/// The template by whose name \p Spelling, the result of \p Function, is written: that of
/// the class, or an alias that hands on the argument. Null if it is written otherwise.
const NamedDecl *templateIn(llvm::StringRef Spelling, const FunctionDecl &Function) {
  const auto *Written = Function.getReturnType()->getAs<TemplateSpecializationType>();
  const TemplateDecl *Template =
      Written ? Written->getTemplateName().getAsTemplateDecl() : nullptr;
  if (!Template || Spelling.back() != '>' ||
      !Spelling.split('<').first.rtrim().ends_with(Template->getName()))
    return nullptr;
  const auto *Alias = dyn_cast<TypeAliasTemplateDecl>(Template);
  return Alias && !handsOnArgument(*Alias)
             ? nullptr
             : cast<NamedDecl>(Template->getCanonicalDecl());
}

/// A name of \p Template, declared outside of classes, that is valid at \p At.
std::string nameAt(const NamedDecl &Template, const FunctionDecl &At) {
  bool IsAlias = isa<TypeAliasTemplateDecl>(Template);
  return IsAlias && Template.getDeclContext()->Encloses(At.getLexicalDeclContext())
             ? Template.getName().str()
             : qualifiedName(Template);
}

/// How the functions of a scope write a task type.
class Tally {
public:
  Tally(Model &Unit, const NamedDecl &Key, const FunctionDecl &At, QualType Value)
      : Unit(Unit), Text(Unit.Context), Key(Key), At(At), Value(Value) {}

  /// The spellings of the instance that is wanted, and what stands before the arguments
  /// of others, where they are valid.
  std::map<std::string, unsigned> Whole, Names;
  std::map<std::string, const NamedDecl *> Named; ///< the templates behind the names
  /// How much oftener void is left out than written between the brackets, by templates.
  llvm::DenseMap<const NamedDecl *, int> Empty;

  void count(const FunctionDecl &Function) {
    const CXXRecordDecl *Record = Unit.Types.record(Function.getReturnType());
    SourceRange Range = returnTypeRange(Function);
    if (!Record || keyOf(*Record) != &Key || !Text.isEditable(Range) ||
        Function.getPrimaryTemplate() || Function.getDescribedFunctionTemplate())
      return;
    std::string Spelling = Text.text(Range).str();
    const NamedDecl *Template = templateIn(Spelling, Function);
    bool IsHere = Text.Sources.isWrittenInSameFile(Range.getBegin(), At.getLocation());
    // What a later function calls the type, as by an alias, holds there.
    bool IsKnown = Template ? Template == &Key || isDeclaredBefore(*Template, At)
                            : isa<CXXRecordDecl>(Key) &&
                                  llvm::StringRef(Spelling).contains(Key.getName());
    if (IsHere && IsKnown && isVoidInstance(*Record, Unit))
      Empty[Template] += llvm::StringRef(Spelling).ends_with("<>") ? 1 : -1;
    if (Template && IsKnown && Template->getDeclContext()->isFileContext())
      ++(IsHere ? InFile : InUnit)[Template];
    if (!Function.getLexicalDeclContext()->Encloses(At.getLexicalDeclContext()) ||
        (!(IsHere && IsKnown) && !Text.Sources.isBeforeInTranslationUnit(
                                     Function.getLocation(), At.getLocation())))
      return;
    if (hasValue(*Record, Value, Unit))
      ++Whole[Spelling];
    if (Template) {
      std::string Name = Spelling.substr(0, Spelling.find('<'));
      ++Names[Name];
      Named[Name] = Template;
    }
  }

  /// The template by whose name most write the type, those in the file before others;
  /// null if nobody does.
  const NamedDecl *commonest() const {
    const NamedDecl *Found = mostFrequent(InFile);
    return Found ? Found : mostFrequent(InUnit);
  }

private:
  Model &Unit;
  const Source Text;
  const NamedDecl &Key;
  const FunctionDecl &At;
  QualType Value;
  llvm::MapVector<const NamedDecl *, unsigned> InFile, InUnit;
};

} // namespace

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

bool isDeclaredBefore(const NamedDecl &Type, const FunctionDecl &At) {
  return At.getASTContext().getSourceManager().isBeforeInTranslationUnit(
      Type.getCanonicalDecl()->getLocation(), At.getLocation());
}

std::string spellingAt(Model &Model, const TaskType &Task, const FunctionDecl &At,
                       QualType Value, llvm::StringRef ValueText) {
  auto Instance = [&](llvm::StringRef Name) {
    return ValueText.empty() ? "" : (Name + "<" + ValueText + ">").str();
  };
  const NamedDecl *Key = Task.key();
  if (Key && Task.Header.empty() && !isDeclaredBefore(*Key, At))
    return "";
  if (!Task.Configured.empty())
    return Value->isVoidType()
               ? Task.Configured
               : Instance(llvm::StringRef(Task.Configured).split('<').first);

  std::string Best, Name;
  const NamedDecl *Named = nullptr, *Nearest = nullptr;
  std::optional<Tally> Widest;
  Neighbourhood(Model, At).forEachScope(
      [&](llvm::ArrayRef<const FunctionDecl *> Functions) {
        Tally &Scope = Widest.emplace(Model, *Key, At, Value);
        for (const FunctionDecl *Function : Functions)
          Scope.count(*Function);
        Best = mostFrequent(Scope.Whole);
        if (Name.empty()) {
          Name = mostFrequent(Scope.Names);
          Named = Scope.Named[Name];
        }
        if (!Nearest)
          Nearest = Scope.commonest();
        bool IsEnough = !Value->isVoidType() && !ValueText.empty() && !Name.empty();
        return !Best.empty() || IsEnough;
      });
  if (!Best.empty())
    return Best;
  if (Name.empty()) {
    Named = Nearest ? Nearest : Key;
    Name = nameAt(*Named, At);
  }
  if (!isa<ClassTemplateDecl>(Key))
    return Name;
  return Value->isVoidType() && Widest->Empty.lookup(Named) > 0 ? Name + "<>"
                                                                : Instance(Name);
}

} // namespace async_checks
