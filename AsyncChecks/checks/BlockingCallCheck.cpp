#include "CallableCheck.h"
#include "Checks.h"
#include "Compat.h"
#include "fix/AwaitExpr.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <deque>

using namespace clang;

namespace async_checks {

namespace {

/// Finds calls in coroutines that park the thread for a sleep, for input and output, or
/// for another thread.
class BlockingCallCheck : public CallableCheck {
public:
  explicit BlockingCallCheck(const CheckSetup &Setup)
      : CallableCheck(Setup), MaxDepth(option("MaxDepth", 3u)),
        ReportDescriptorIO(option("ReportDescriptorIO", false)),
        Replacements(replacements(option("Replacements", ""))) {}

private:
  void examine(const Body &Callable, Model &Model) override {
    if (!Callable.isCoroutine() || Model.isSyncEntryPoint(Callable.Function))
      return;
    for (const Expr *At : blockingCallsIn(Model, Callable))
      if (!isAmongBlockers(Model, *At, Callable))
        found({beginOf(*At), says(*At), replacement(*At, Callable, Model)});
    for (const CallExpr *Call : Callable.Calls)
      if (const FunctionDecl *Callee = Call->getDirectCallee())
        examineCall(*Call, *Callee, Callable, Model);
    for (const ObjectRun &Run : Model.Objects.runsIn(Callable))
      if (const BlockingStep *Step = firstStep(*Run.Function, Model);
          Step && !isAmongBlockers(Model, *Run.At, Callable) &&
          !isBlockersWork(dyn_cast<CXXMethodDecl>(Run.Function), Model))
        found(describeWay(*Run.At, *Run.Function, *Step, Callable, Model));
  }

  void examineCall(const CallExpr &Call, const FunctionDecl &Callee, const Body &Callable,
                   Model &Model) {
    bool IsDone = Model.Types.of(Call.getType()).Awaits == Awaitable::No;
    if (ReportDescriptorIO && IsDone && Model.Words.DescriptorIO.matches(Callee)) {
      found({beginOf(Call), says(Call)});
    } else if (const FunctionDecl *Sibling = awaitableSibling(Callee, Callable, Model)) {
      found(describeSibling(Call, *Sibling, Callable, Model));
    } else if (isFollowed(Model, Call, Callable)) {
      const BlockingStep *Step = firstStep(Callee, Model);
      if (Step && !turnsOff(Call, Step->Asked) &&
          !isAmongBlockers(Model, Call, Callable) &&
          !isBlockersWork(givenCallable(Callable, Callee, *Step, Model), Model))
        found(describeWay(Call, Callee, *Step, Callable, Model));
    }
  }

  /// The first step from \p Callee to what parks the thread; null if it is too far off.
  const BlockingStep *firstStep(const FunctionDecl &Callee, Model &Model) const {
    const BlockingStep *Step = Model.blocking().of(Callee);
    return Step && Step->Depth <= MaxDepth && !Model.isSyncEntryPoint(Callee) ? Step
                                                                              : nullptr;
  }

  static std::string says(const Expr &At) { return says(nameOfParking(At)); }
  static std::string says(const std::string &Name) {
    return "'" + Name + "' blocks the thread that runs this coroutine";
  }

  /// The ordinary function \p Callee, which runs at \p At and parks the thread further
  /// down.
  Finding describeWay(const Expr &At, const FunctionDecl &Callee,
                      const BlockingStep &First, const Body &Callable,
                      Model &Model) const {
    std::string In = runAt(At, Callee);
    Finding Finding{beginOf(At), says(In), replacement(At, Callable, Model)};
    if (const CXXMethodDecl *Given = givenCallable(Callable, Callee, First, Model)) {
      std::string Name = nameOfCoroutine(Callable.Function, Model);
      const LambdaExpr *Lambda = Model.uses().lambda(*Given).second;
      Finding = {Lambda ? beginOf(*Lambda) : compat::nameLocation(*Given),
                 "this callable blocks the thread that runs coroutine '" + Name + "'"};
      Finding.Notes.push_back(
          {beginOf(At), "coroutine '" + Name + "' calls '" + In + "' here", {}});
    }
    std::vector<ShownStep> Way = Model.blocking().way(Callee, At, In);
    for (const ShownStep &Step : Way) {
      bool IsLast = &Step == &Way.back();
      std::string What = IsLast ? "'" + Step.To + "' blocks "
                                : "'" + Step.From + "' calls '" + Step.To + "' ";
      Finding.Notes.push_back({Step.At.At, What + Step.At.Where, {}});
    }
    return Finding;
  }

  /// The name of a coroutine, or of the function that its lambda stands in.
  static std::string nameOfCoroutine(const FunctionDecl &Function, Model &Model) {
    const Body *Around = Model.uses().lambda(Function).first;
    return Around ? nameOfCoroutine(Around->Function, Model) : Function.getNameAsString();
  }

  /// The call operator on the way from \p Callee to what parks the thread that the
  /// coroutine \p Callable, of a template, was given by its user; null if there is none.
  static const CXXMethodDecl *givenCallable(const Body &Callable,
                                            const FunctionDecl &Callee,
                                            const BlockingStep &First, Model &Model) {
    const FunctionDecl *Next = &Callee;
    for (const BlockingStep *Step = &First; Next;) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Next);
      if (Method && Method->getOverloadedOperator() == OO_Call &&
          isArgument(*Method->getParent(), Callable.Function, Model))
        return Method;
      Next = Step->Next;
      Step = Next ? Model.blocking().of(*Next) : nullptr;
    }
    return nullptr;
  }

  /// Whether the call operator \p Given, if any, is that of a lambda which its author
  /// gives to threads that are there to be blocked.
  static bool isBlockersWork(const CXXMethodDecl *Given, Model &Model) {
    if (!Given)
      return false;
    auto [Around, Lambda] = Model.uses().lambda(*Given);
    return Lambda && isGivenToBlockers(Model, *Lambda, *Around);
  }

  /// Whether \p Function is an instance of a template for \p Class, or a closure in one.
  static bool isArgument(const CXXRecordDecl &Class, const FunctionDecl &Function,
                         Model &Model) {
    auto IsClass = [&Class](QualType Argument) {
      const CXXRecordDecl *Given = Argument.getNonReferenceType()->getAsCXXRecordDecl();
      return Given && declaresSameEntity(Given, &Class);
    };
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    if (Method && llvm::any_of(typeArguments(*Method->getParent()), IsClass))
      return true;
    const TemplateArgumentList *Arguments = Function.getTemplateSpecializationArgs();
    if (Arguments &&
        llvm::any_of(Arguments->asArray(), [&](const TemplateArgument &Each) {
          return Each.getKind() == TemplateArgument::Type && IsClass(Each.getAsType());
        }))
      return true;
    const Body *Around = Model.uses().lambda(Function).first;
    return Around && isArgument(Class, Around->Function, Model);
  }

  // --- The awaitable sibling of a function ---

  /// The function beside \p Callee that does the same and can be awaited: `load_async`
  /// for `load`, with the same first parameters and a task of the same result. Null if
  /// there is none, and in the sibling itself.
  static const FunctionDecl *awaitableSibling(const FunctionDecl &Callee,
                                              const Body &Callable, Model &Model) {
    const SourceManager &Sources = Model.Context.getSourceManager();
    if (!Callee.getIdentifier() || Sources.isInSystemHeader(Callee.getLocation()) ||
        Model.Types.of(Callee.getReturnType()).Awaits != Awaitable::No)
      return nullptr;
    std::string Name = Callee.getName().str();
    for (const std::string &Other : {Name + "_async", Name + "Async", "async_" + Name,
                                     "co_" + Name, Name + "Coro"}) {
      auto Known = Model.Context.Idents.find(Other);
      if (Known == Model.Context.Idents.end())
        continue;
      for (const NamedDecl *Found : Callee.getDeclContext()->lookup(Known->second)) {
        const auto *Sibling = dyn_cast<FunctionDecl>(Found);
        if (!Sibling || !doesTheSame(Callee, *Sibling, Model))
          continue;
        return isPartOf(Callable.Function, *Sibling, Model) ? nullptr : Sibling;
      }
    }
    return nullptr;
  }

  /// Whether \p Function is \p Sibling, an overload of it, a closure in one, or what it
  /// calls: there the blocking function is put to use.
  static bool isPartOf(const FunctionDecl &Function, const FunctionDecl &Sibling,
                       Model &Model) {
    if (const Body *Around = Model.uses().lambda(pattern(Function)).first)
      return isPartOf(Around->Function, Sibling, Model);
    bool IsOverload = Function.getDeclName() == Sibling.getDeclName();
    return IsOverload ||
           llvm::any_of(Model.uses().of(Function).Calls, [&](const CallSite &Site) {
             return Site.In->Function.getDeclName() == Sibling.getDeclName();
           });
  }

  static bool doesTheSame(const FunctionDecl &Callee, const FunctionDecl &Sibling,
                          Model &Model) {
    QualType Result = Callee.getReturnType();
    QualType Yield = Model.Types.yields(Sibling.getReturnType(), /*IsLvalue=*/false);
    if (!Model.Types.of(Sibling.getReturnType()).isTask() || Yield.isNull() ||
        !Model.Context.hasSameType(Result, Yield) ||
        Sibling.getMinRequiredArguments() > Callee.getNumParams() ||
        Sibling.getNumParams() < Callee.getNumParams() ||
        Sibling.getAccess() > Callee.getAccess())
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    const auto *Other = dyn_cast<CXXMethodDecl>(&Sibling);
    if (Method && Other &&
        (Method->isStatic() != Other->isStatic() ||
         Method->getMethodQualifiers() != Other->getMethodQualifiers()))
      return false;
    for (unsigned I = 0; I != Callee.getNumParams(); ++I)
      if (!Model.Context.hasSameType(Callee.getParamDecl(I)->getType(),
                                     Sibling.getParamDecl(I)->getType()))
        return false;
    return true;
  }

  static Finding describeSibling(const CallExpr &Call, const FunctionDecl &Sibling,
                                 const Body &Callable, Model &Model) {
    std::string Name = Sibling.getNameAsString();
    Finding Finding{
        beginOf(Call), says(Call) + ": '" + Name + "' can be awaited instead",
        awaitExpr(Model, Callable,
                  {.Whole = &Call, .Operand = &Call, .Type = Sibling.getReturnType()})};
    // A `using` has brought in the one and not the other.
    const auto *Reference =
        dyn_cast<DeclRefExpr>(Call.getCallee()->IgnoreParenImpCasts());
    if (Reference && Reference->getFoundDecl() != Reference->getDecl())
      Finding.Fix.reset();
    SourceLocation At = calleeLocation(Call);
    if (Finding.Fix)
      Finding.Fix->Changes.push_back(
          FixItHint::CreateReplacement(SourceRange(At, At), Name));
    return Finding;
  }

  // --- Replacements by name ---

  struct Replacement {
    NamePatterns Of;
    std::string Text;
  };

  /// Reads `pattern=text;pattern=text`.
  std::deque<Replacement> replacements(const std::string &List) {
    std::deque<Replacement> All;
    for (llvm::StringRef Item : listItems(List)) {
      auto [Pattern, Text] = Item.split('=');
      Replacement &Each = All.emplace_back();
      std::vector<std::string> Errors = Each.Of.add(Pattern);
      if (Pattern.trim().empty() || Text.trim().empty())
        Errors.push_back("expected 'pattern=replacement'");
      for (const std::string &Why : Errors)
        rejectOption("Replacements", Item, Why);
      Each.Text = Text.trim().str();
    }
    return All;
  }

  /// What the user wants to be written for the call \p At, or what the library of the
  /// coroutine has for it.
  std::optional<Edit> replacement(const Expr &At, const Body &Callable,
                                  Model &Model) const {
    const auto *Call = dyn_cast<CallExpr>(&At);
    if (!Call)
      return std::nullopt;
    const FunctionDecl &Callee = *Call->getDirectCallee();
    for (const Replacement &Each : Replacements)
      if (Each.Of.matches(Callee))
        return write(Each.Text, *Call, Callable, Model);
    const CXXRecordDecl *Task = Model.Types.record(Callable.Function.getReturnType());
    const Library *Library = Task ? Vocabulary::libraryOf(*Task) : nullptr;
    if (Library && *Library->Sleep && Model.Words.Sleeps.matches(Callee) &&
        isWholeDuration(*Call) && knowsNamesOf(Library->Sleep, Model))
      return write(Library->Sleep, *Call, Callable, Model);
    return std::nullopt;
  }

  /// Whether \p Call is given a duration of whole ticks, which every clock takes.
  static bool isWholeDuration(const CallExpr &Call) {
    const CXXRecordDecl *Class = Call.getArg(0)->getType()->getAsCXXRecordDecl();
    QualType Ticks = Class ? firstArgument(*Class) : QualType();
    return !Ticks.isNull() && Ticks->isIntegerType();
  }

  /// Whether the unit declares all that \p Text names.
  static bool knowsNamesOf(llvm::StringRef Text, Model &Model) {
    llvm::SmallVector<llvm::StringRef, 8> Words;
    llvm::SplitString(Text, Words, " ().,");
    return llvm::all_of(Words, [&](llvm::StringRef Word) {
      return !Word.contains("::") || findNamed(Model.Context, Word);
    });
  }

  /// The edit that puts \p Text in the place of \p Call, `$1` being its first argument.
  static std::optional<Edit> write(std::string Text, const CallExpr &Call,
                                   const Body &Callable, Model &Model) {
    Source Written(Model.Context);
    if (!Callable.mayAwaitAt(Call) || !Written.isEditable(Call.getSourceRange()))
      return std::nullopt;
    for (unsigned I = Call.getNumArgs(); I != 0; --I) {
      std::string Place = "$" + std::to_string(I);
      SourceRange Argument = Call.getArg(I - 1)->getSourceRange();
      SourceLocation Next =
          I == Call.getNumArgs() ? Call.getRParenLoc() : beginOf(*Call.getArg(I));
      std::string Before;
      if (I == 1)
        Before = Written.comments(Written.endOf(Call.getCallee()->getEndLoc()),
                                  Argument.getBegin());
      std::string Value = Before + Written.text(Argument).str() +
                          Written.comments(Written.endOf(Argument.getEnd()), Next);
      for (size_t At = 0; (At = Text.find(Place, At)) != std::string::npos;) {
        Text.replace(At, Place.size(), Value);
        At += Value.size();
      }
    }
    if (Text.find('$') != std::string::npos)
      return std::nullopt;
    Edit Result;
    Result.Changes.push_back(FixItHint::CreateReplacement(Call.getSourceRange(), Text));
    return Result;
  }

  const unsigned MaxDepth;
  const bool ReportDescriptorIO;
  const std::deque<Replacement> Replacements;
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck> makeBlockingCall(const CheckSetup &Setup) {
  return std::make_unique<BlockingCallCheck>(Setup);
}

} // namespace async_checks
