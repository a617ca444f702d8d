#include "AsyncCheck.h"
#include "PreprocessingTrace.h"
#include "clang/Format/Format.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/Inclusions/HeaderIncludes.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/YAMLTraits.h"

using namespace clang;
using namespace clang::tidy;

namespace async_checks {

static constexpr llvm::StringLiteral SharedPrefix = "async";

static SharedOptions readShared(ClangTidyContext &Context) {
  ClangTidyCheck::OptionsView View(SharedPrefix, Context.getOptions().CheckOptions,
                                   &Context);
  SharedOptions Options;
#define OPTION(Name) Options.Name = View.get(#Name, "").str();
#include "SharedOptions.def"
#undef OPTION
  return Options;
}

SharedModel::SharedModel(ClangTidyContext &Context)
    : Hearer(MakeListener ? MakeListener(Context.getCurrentFile()) : nullptr),
      Words(readShared(Context),
            [&](llvm::StringRef Option, const std::string &Why) {
              Context.configurationDiag("invalid entry in option '%0.%1': %2",
                                        DiagnosticIDs::Error)
                  << SharedPrefix << Option << Why;
            }),
      Own(Context.getOptions()), Summary(*this), Context(Context) {}

void SharedModel::registerMatchers(ast_matchers::MatchFinder &Finder) {
  if (Looking++)
    return;
  Own.registerMatchers(Finder);
  Callables.registerMatchers(Finder);
  if (!options().SummaryFolder.empty() && !Context.areDiagsSelfContained())
    Summary.registerMatchers(Finder);
}

void SharedModel::end() {
  if (--Looking != 0)
    return;
  Summary.write();
  if (Hearer)
    Hearer->end();
}

void SharedModel::listen(Preprocessor &Unit) {
  if (!options().Trace.empty() && !std::exchange(IsTraced, true))
    Unit.addPPCallbacks(makePreprocessingTrace(Unit, *this));
}

/// The slices that async-tidy has left in the build folder, which the compiler works in
/// or below; empty if there are none.
static std::string linkedProgram(ASTContext &Ast) {
  llvm::SmallString<128> Folder(".");
  Ast.getSourceManager().getFileManager().makeAbsolutePath(Folder);
  llvm::sys::path::remove_dots(Folder);
  for (llvm::StringRef Above = Folder; !Above.empty();
       Above = llvm::sys::path::parent_path(Above)) {
    llvm::SmallString<128> Slices(Above);
    llvm::sys::path::append(Slices, ".async-tidy", "program", "slices");
    if (llvm::sys::fs::is_directory(Slices))
      return Slices.str().str();
  }
  return "";
}

Model &SharedModel::of(ASTContext &Ast) {
  if (Unit)
    return *Unit;
  if (Words.Options.Program.empty() && Context.areDiagsSelfContained())
    Words.Options.Program = linkedProgram(Ast);
  Unit = std::make_unique<Model>(Ast, Words);
  // An editor shows what it can.
  if (llvm::StringRef Why = Unit->program().failure();
      !Why.empty() && !Context.areDiagsSelfContained())
    warn(Why.str() + ": the answers are those of this unit alone");
  return *Unit;
}

void SharedModel::warn(const std::string &Message) {
  Context.configurationDiag("%0", DiagnosticIDs::Warning) << Message;
}

AsyncCheck::AsyncCheck(const CheckSetup &Setup)
    : ClangTidyCheck(Setup.Name, Setup.Context), CheckName(Setup.Name),
      Models(Setup.Models), IncludeStyle(Options.getLocalOrGlobal(
                                "IncludeStyle", utils::IncludeSorter::IS_LLVM)) {}

void AsyncCheck::storeOptions(ClangTidyOptions::OptionMap &Map) {
  Options.store(Map, "IncludeStyle", IncludeStyle);
  for (const auto &[Name, Value] : Stored)
    Options.store(Map, Name, llvm::StringRef(Value));
  OptionsView Shared(SharedPrefix, Map, nullptr);
#define OPTION(Name) Shared.store(Map, #Name, sharedOptions().Name);
#include "SharedOptions.def"
#undef OPTION
}

// Not Options.get<bool>() and the like: GCC and Clang mangle these templates differently,
// and the host is built by Clang.
std::string AsyncCheck::option(llvm::StringRef Name, const char *Default) {
  std::string Value = Options.get(Name, Default).str();
  Stored.emplace_back(Name.str(), Value);
  return Value;
}

bool AsyncCheck::option(llvm::StringRef Name, bool Default) {
  std::string Text = option(Name, Default ? "true" : "false");
  std::optional<bool> Value = llvm::yaml::parseBool(Text);
  if (!Value)
    rejectOption(Name, Text, "expected true or false");
  return Value.value_or(Default);
}

unsigned AsyncCheck::option(llvm::StringRef Name, unsigned Default) {
  std::string Text = option(Name, std::to_string(Default).c_str());
  unsigned Value = Default;
  if (llvm::StringRef(Text).getAsInteger(10, Value))
    rejectOption(Name, Text, "expected a number");
  return Value;
}

void AsyncCheck::rejectOption(llvm::StringRef Name, llvm::StringRef Value,
                              llvm::StringRef Expected) {
  configurationDiag("invalid value '%0' for option '%1.%2'; %3", DiagnosticIDs::Error)
      << Value << CheckName << Name << Expected;
}

Finding AsyncCheck::withoutFix(Finding Finding) {
  Finding.Fix.reset();
  for (Finding::Note &Note : Finding.Notes)
    Note.Fix = {};
  return Finding;
}

/// Where and how \p Header is to be included; nullopt if it is. Asks the text of the
/// file, since to listen to the preprocessor costs more than all that a check does.
std::optional<FixItHint> AsyncCheck::inclusion(const Edit::Header &Header) {
  const SourceManager &Sources = Models->current().Context.getSourceManager();
  FileID File = Sources.getFileID(Sources.getFileLoc(Header.For));
  if (!Included[File].insert(Header.Name).second)
    return std::nullopt;
  format::FormatStyle Style = IncludeStyle == utils::IncludeSorter::IS_LLVM
                                  ? format::getLLVMStyle()
                                  : format::getGoogleStyle(format::FormatStyle::LK_Cpp);
  tooling::HeaderIncludes Includes(
      Sources.getFilename(Sources.getLocForStartOfFile(File)),
      Sources.getBufferData(File), Style.IncludeStyle);
  llvm::StringRef Name = Header.Name;
  std::optional<tooling::Replacement> Insertion =
      Includes.insert(Name.trim("<>\""), /*IsAngled=*/Name.front() == '<',
                      tooling::IncludeDirective::Include);
  if (!Insertion)
    return std::nullopt;
  return FixItHint::CreateInsertion(Sources.getComposedLoc(File, Insertion->getOffset()),
                                    Insertion->getReplacementText());
}

/// All that \p Fix changes. What is put at one place stands there in this order.
llvm::SmallVector<FixItHint, 4> AsyncCheck::changesOf(const Edit &Fix) {
  // In an editor and in a plan, each fix is made by itself.
  if (areDiagsSelfContained() || !sharedOptions().Plan.empty())
    Included.clear();
  llvm::SmallVector<FixItHint, 4> Changes;
  for (const Edit::Header &Header : Fix.Headers)
    if (std::optional<FixItHint> Include = inclusion(Header))
      Changes.push_back(*Include);
  llvm::append_range(Changes, Fix.Changes);
  return Changes;
}

void AsyncCheck::report(const Finding &Finding) {
  auto Say = [&](SourceLocation At, llvm::StringRef Message, DiagnosticIDs::Level Level,
                 const Edit &Fix) {
    llvm::SmallVector<FixItHint, 4> Changes = changesOf(Fix);
    DiagnosticBuilder Builder = diag(At, "%0", Level) << Message;
    for (const FixItHint &Change : Changes)
      Builder << Change;
    if (Models->Hearer)
      Models->Hearer->hear(CheckName, Level, At, Message, Changes,
                           Models->current().Context);
  };
  Say(Finding.At, Finding.Message, DiagnosticIDs::Warning, Finding.Fix.value_or(Edit{}));
  for (const Finding::Note &Note : Finding.Notes)
    Say(Note.At, Note.Message, DiagnosticIDs::Note, Note.Fix);
}

} // namespace async_checks
