#include "AsyncCheck.h"
#include "Checks.h"
#include "fix/Rename.h"
#include "clang/AST/ASTLambda.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/FormatVariadic.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace async_checks {

namespace {

/// Finds asynchronous functions whose names do not say so, and others whose names do.
class NamingCheck : public AsyncCheck {
public:
  explicit NamingCheck(const CheckSetup &Setup)
      : AsyncCheck(Setup), Prefix(affix("Prefix", option("Prefix", ""))),
        Suffix(affix("Suffix", option("Suffix", ""))) {}

  void registerMatchers(MatchFinder *Finder) override {
    if (!Prefix.empty() || !Suffix.empty())
      Finder->addMatcher(functionDecl(unless(isImplicit())).bind("function"), this);
  }

  void check(const MatchFinder::MatchResult &Result) override {
    const auto &Function = *Result.Nodes.getNodeAs<FunctionDecl>("function");
    Unit = &model(*Result.Context);
    if (Unit->Types.hasCoroutines() && isNamedByAuthor(Function))
      Functions.insert(Function.getCanonicalDecl());
  }

  void onEndOfTranslationUnit() override {
    std::vector<std::pair<const FunctionDecl *, std::string>> Wrong;
    llvm::StringSet<> Names;
    for (const FunctionDecl *Function : Functions)
      if (std::optional<std::string> Name = betterName(*Function)) {
        Wrong.push_back({Function, *Name});
        Names.insert(Function->getName());
      }
    if (!Wrong.empty()) {
      Renaming Renames(*Unit, Names);
      for (const auto &[Function, Name] : Wrong)
        report(describe(*Function, Name, Renames));
    }
    Functions.clear();
  }

private:
  /// Whether nobody but the author has chosen the name of \p Function: no language, no
  /// protocol of coroutines, no test, no class that it overrides a method of, no macro.
  bool isNamedByAuthor(const FunctionDecl &Function) const {
    const SourceManager &Sources = Unit->Context.getSourceManager();
    SourceLocation At = Function.getCanonicalDecl()->getLocation();
    if (!Function.getIdentifier() || Function.isTemplateInstantiation() ||
        Function.getTemplateSpecializationKind() == TSK_ExplicitSpecialization ||
        Function.isExternC() || Unit->isSyncEntryPoint(Function) ||
        Unit->Words.EventHandlers.matches(Function) || At.isInvalid() || At.isMacroID() ||
        Sources.isInSystemHeader(At))
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    if (!Method)
      return true;
    const CXXRecordDecl *Class = Method->getParent();
    return Method->size_overridden_methods() == 0 && !isLambdaCallOperator(Method) &&
           !Unit->Types.of(*Class).Promise && !isProtocol(*Class);
  }

  /// Whether \p Class is a promise, an awaiter or the like, whose members the language
  /// names.
  static bool isProtocol(const CXXRecordDecl &Class) {
    static constexpr llvm::StringLiteral Words[] = {"get_return_object", "await_resume",
                                                    "await_transform"};
    return llvm::any_of(Class.methods(), [](const CXXMethodDecl *Method) {
      return Method->getIdentifier() && llvm::is_contained(Words, Method->getName());
    });
  }

  /// Whether the result of \p Function must be awaited, or it is a coroutine without
  /// one. Nullopt where nobody can say, and where it is asynchronous in another way.
  std::optional<bool> isAsynchronous(const FunctionDecl &Function) const {
    QualType Result = Function.getReturnType();
    if (Result->isDependentType() || Result->getContainedDeducedType())
      return std::nullopt;
    const TypeFacts &Facts = Unit->Types.of(Result.getCanonicalType());
    const auto *Definition = Function.getDefinition();
    bool IsCoroutine = Definition && Definition->hasBody() &&
                       isa<CoroutineBodyStmt>(Definition->getBody());
    if (Result->isReferenceType() || Facts.IsGenerator)
      return std::nullopt;
    if (Facts.isTask() || IsCoroutine)
      return true;
    // What one can wait for, or asks whether something is asynchronous.
    if (Facts.Promise || Facts.Awaits != Awaitable::No || Facts.IsSingleShot ||
        Facts.IsOperation || Result->isBooleanType() || takesCallable(Function) ||
        isFuture(Result) || mayHoldTasks(Result))
      return std::nullopt;
    return false;
  }

  /// A class made for other types, or with a task in it.
  bool mayHoldTasks(QualType Type) const {
    const CXXRecordDecl *Record = Unit->Types.record(Type);
    return Record && (!typeArguments(*Record).empty() ||
                      llvm::any_of(Record->fields(), [this](const FieldDecl *Field) {
                        return Unit->Types.of(Field->getType()).isTask();
                      }));
  }

  /// A class with a member that waits for it.
  bool isFuture(QualType Type) const {
    const CXXRecordDecl *Record = Unit->Types.record(Type);
    return Record && Record->hasDefinition() &&
           llvm::any_of(Record->methods(), [this](const CXXMethodDecl *Method) {
             return Method->getIdentifier() &&
                    Unit->Words.WaitMembers.matchesName(Method->getName());
           });
  }

  /// Whether \p Function may be told whom to call at the end.
  static bool takesCallable(const FunctionDecl &Function) {
    return llvm::any_of(Function.parameters(), [](const ParmVarDecl *Parameter) {
      QualType Type = Parameter->getType().getNonReferenceType();
      const auto *Record = Type->getAsCXXRecordDecl();
      return Type->isDependentType() || Type->isFunctionPointerType() ||
             Type->isFunctionType() || (Record && isCallable(*Record));
    });
  }

  /// A class that is called, or a wrapper of one function type.
  static bool isCallable(const CXXRecordDecl &Record) {
    QualType Argument = firstArgument(Record);
    return (!Argument.isNull() && Argument->isFunctionType()) ||
           (Record.hasDefinition() &&
            llvm::any_of(Record.methods(), [](const CXXMethodDecl *Method) {
              return Method->getOverloadedOperator() == OO_Call;
            }));
  }

  /// The name that \p Function should have; nullopt if it has it.
  std::optional<std::string> betterName(const FunctionDecl &Function) const {
    std::optional<bool> IsAsynchronous = isAsynchronous(Function);
    if (!IsAsynchronous)
      return std::nullopt;
    llvm::StringRef Name = Function.getName();
    bool HasPrefix =
        Name.size() > Prefix.size() && Name.take_front(Prefix.size()) == Prefix;
    bool HasSuffix =
        Name.size() > Suffix.size() && Name.take_back(Suffix.size()) == Suffix;
    std::string Better = Name.str();
    if (*IsAsynchronous) {
      if (!HasPrefix)
        Better = Prefix + Better;
      if (!HasSuffix)
        Better += Suffix;
    } else {
      if (HasSuffix)
        Better.resize(Better.size() - Suffix.size());
      if (HasPrefix && Better.size() > Prefix.size())
        Better.erase(0, Prefix.size());
    }
    if (Better == Name || isTaken(Better))
      return std::nullopt;
    return Better;
  }

  /// Whether \p Name means something to the language or to its C library, which declares
  /// its functions for everybody.
  bool isTaken(const std::string &Name) const {
    IdentifierInfo &Identifier = Unit->Context.Idents.get(Name);
    auto IsOfC = [](const NamedDecl *Declared) {
      const FunctionDecl *Function = Declared->getUnderlyingDecl()->getAsFunction();
      return Function && Function->isExternC();
    };
    return Identifier.isKeyword(Unit->Context.getLangOpts()) ||
           Identifier.getBuiltinID() ||
           llvm::any_of(Unit->Context.getTranslationUnitDecl()->lookup(&Identifier),
                        IsOfC);
  }

  Finding describe(const FunctionDecl &Function, const std::string &Name,
                   Renaming &Renames) const {
    QualType Result = Function.getReturnType();
    llvm::StringRef Format =
        !*isAsynchronous(Function)
            ? "there is nothing to await in what '{0}' returns, and its name says so: "
              "call it '{1}'"
        : Unit->Types.of(Result).isTask()
            ? "'{0}' returns a task, and its name does not say that it must be awaited: "
              "call it '{1}'"
            : "'{0}' is a coroutine, and its name does not say so: call it '{1}'";
    return {Function.getLocation(),
            llvm::formatv(Format.data(), Function.getName(), Name),
            isValidAsciiIdentifier(Name) ? Renames.of(Function, Name) : std::nullopt};
  }

  /// Checks that \p Value can be a part of a name.
  std::string affix(llvm::StringRef Option, const std::string &Value) {
    if (!Value.empty() && !isValidAsciiIdentifier("a" + Value))
      rejectOption(Option, Value, "expected a part of a name");
    return Value;
  }

  const std::string Prefix, Suffix;
  Model *Unit = nullptr;
  llvm::SetVector<const FunctionDecl *> Functions;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeNaming(const CheckSetup &Setup) {
  return std::make_unique<NamingCheck>(Setup);
}

} // namespace async_checks
