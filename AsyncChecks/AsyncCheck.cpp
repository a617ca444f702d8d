#include "AsyncCheck.h"
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
    : Words(readShared(Context), [&](llvm::StringRef Option, const std::string &Why) {
        Context.configurationDiag("invalid pattern in option '%0.%1': %2",
                                  DiagnosticIDs::Error)
            << SharedPrefix << Option << Why;
      }) {}

Model &SharedModel::of(ASTContext &Context) {
  if (!Unit)
    Unit = std::make_unique<Model>(Context, Words);
  return *Unit;
}

AsyncCheck::AsyncCheck(const CheckSetup &Setup)
    : ClangTidyCheck(Setup.Name, Setup.Context), CheckName(Setup.Name),
      Models(Setup.Models),
      Includes(Options.getLocalOrGlobal("IncludeStyle", utils::IncludeSorter::IS_LLVM),
               areDiagsSelfContained()) {}

void AsyncCheck::registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP,
                                     Preprocessor *ModuleExpander) {
  Includes.registerPreprocessor(PP);
}

void AsyncCheck::storeOptions(ClangTidyOptions::OptionMap &Map) {
  Options.store(Map, "IncludeStyle", Includes.getStyle());
  for (const auto &[Name, Value] : Stored)
    Options.store(Map, Name, Value);
  OptionsView Shared(SharedPrefix, Map, nullptr);
#define OPTION(Name) Shared.store(Map, #Name, sharedOptions().Name);
#include "SharedOptions.def"
#undef OPTION
}

bool AsyncCheck::option(llvm::StringRef Name, bool Default) {
  // Not Options.get<bool>(): GCC and Clang mangle that template differently, and the host
  // is built by Clang.
  bool Value = Default;
  if (std::optional<llvm::StringRef> Text = Options.get(Name)) {
    if (std::optional<bool> Parsed = llvm::yaml::parseBool(*Text))
      Value = *Parsed;
    else
      configurationDiag("invalid value '%0' for option '%1.%2'; expected true or false",
                        DiagnosticIDs::Error)
          << *Text << CheckName << Name;
  }
  Stored.emplace_back(Name.str(), Value ? "true" : "false");
  return Value;
}

std::string AsyncCheck::option(llvm::StringRef Name, const char *Default) {
  std::string Value = Options.get(Name, Default).str();
  Stored.emplace_back(Name.str(), Value);
  return Value;
}

Finding AsyncCheck::withoutFix(Finding Finding) {
  Finding.Fix.reset();
  for (Finding::Note &Note : Finding.Notes)
    Note.Fix = {};
  return Finding;
}

void AsyncCheck::report(const Finding &Finding) {
  const SourceManager &Sources = Models->current().Context.getSourceManager();
  auto Say = [&](SourceLocation At, llvm::StringRef Message, DiagnosticIDs::Level Level,
                 const Edit &Fix) {
    DiagnosticBuilder Builder = diag(At, "%0", Level) << Message;
    for (const FixItHint &Change : Fix.Changes)
      Builder << Change;
    for (const Edit::Header &Header : Fix.Headers)
      if (std::optional<FixItHint> Include = Includes.createIncludeInsertion(
              Sources.getFileID(Sources.getFileLoc(Header.For)), Header.Name))
        Builder << *Include;
  };
  Say(Finding.At, Finding.Message, DiagnosticIDs::Warning, Finding.Fix.value_or(Edit{}));
  for (const Finding::Note &Note : Finding.Notes)
    Say(Note.At, Note.Message, DiagnosticIDs::Note, Note.Fix);
}

} // namespace async_checks
