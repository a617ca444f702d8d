// What all checks have in common: the shared model and options, and how they report.
#pragma once

#include "Listener.h"
#include "OwnCode.h"
#include "SummaryWriter.h"
#include "WrittenCallables.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/utils/IncludeSorter.h"
#include "fix/Edit.h"
#include "model/Model.h"
#include "llvm/ADT/StringSet.h"

namespace async_checks {

/// The model of one translation unit, made by the first check that asks and shared by
/// all.
class SharedModel {
public:
  /// Reads the shared options. A malformed pattern is a configuration error.
  SharedModel(clang::tidy::ClangTidyContext &Context);

  /// Adds what all checks need from \p Finder, which must be the same each time. Whoever
  /// calls this must call end() when it is done with the unit.
  void registerMatchers(clang::ast_matchers::MatchFinder &Finder);
  void end();

  /// Traces the preprocessor of the unit, if the options ask for it; once for all checks.
  void listen(clang::Preprocessor &Unit);

  Model &of(clang::ASTContext &Context);

  /// Tells the user of something that has no place in the code.
  void warn(const std::string &Message);

  /// The model that of() has made; there must be one.
  Model &current() { return *Unit; }

  const SharedOptions &options() const { return Words.Options; }

  /// From now on every coroutine of a detached type should return a task.
  void wantTasks() { Words.WantsTasks = true; }

  WrittenCallables Callables;
  /// Who hears what is reported; null if nobody does.
  const std::unique_ptr<Listener> Hearer;

private:
  Vocabulary Words;
  OwnCode Own;
  SummaryWriter Summary;
  clang::tidy::ClangTidyContext &Context;
  unsigned Looking = 0; ///< checks that are not done with the unit
  bool IsTraced = false;
  std::unique_ptr<Model> Unit;
};

/// What clang-tidy and the module hand to the constructor of a check.
struct CheckSetup {
  llvm::StringRef Name;
  clang::tidy::ClangTidyContext *Context;
  std::shared_ptr<SharedModel> Models;
};

/// What a check has to say about one place.
struct Finding {
  struct Note {
    clang::SourceLocation At;
    std::string Message;
    Edit Fix; ///< applied with `--fix-notes` only
  };

  clang::SourceLocation At;
  std::string Message = {};
  std::optional<Edit> Fix = {};
  std::vector<Note> Notes = {};
};

/// The base of all checks.
class AsyncCheck : public clang::tidy::ClangTidyCheck {
public:
  explicit AsyncCheck(const CheckSetup &Setup);

  bool isLanguageVersionSupported(const clang::LangOptions &Language) const override {
    return Language.CPlusPlus20 || Language.Coroutines;
  }
  std::optional<clang::TraversalKind> getCheckTraversalKind() const override {
    return clang::TK_AsIs;
  }
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Options) override;
  void registerPPCallbacks(const clang::SourceManager &, clang::Preprocessor *Unit,
                           clang::Preprocessor *) override {
    Models->listen(*Unit);
  }

protected:
  // Each reads an option of the check and remembers it for storeOptions().
  bool option(llvm::StringRef Name, bool Default);
  unsigned option(llvm::StringRef Name, unsigned Default);
  std::string option(llvm::StringRef Name, const char *Default);

  /// Ends the run with an error that names the option.
  void rejectOption(llvm::StringRef Name, llvm::StringRef Value,
                    llvm::StringRef Expected);

  const SharedOptions &sharedOptions() const { return Models->options(); }
  WrittenCallables &callables() { return Models->Callables; }
  /// Must be called for each check that reads callables(), and endShared() at the end of
  /// the unit.
  void registerShared(clang::ast_matchers::MatchFinder &Finder) {
    Models->registerMatchers(Finder);
  }
  void endShared() { Models->end(); }
  Model &model(clang::ASTContext &Context) { return Models->of(Context); }

  /// Tells the user of \p Finding, with its fix and notes.
  void report(const Finding &Finding);

  /// A finding of which one part, the fix, turned out not to be safe.
  static Finding withoutFix(Finding Finding);

private:
  llvm::SmallVector<clang::FixItHint, 4> changesOf(const Edit &Fix);
  std::optional<clang::FixItHint> inclusion(const Edit::Header &Header);

  const std::string CheckName;
  std::shared_ptr<SharedModel> Models;
  const clang::tidy::utils::IncludeSorter::IncludeStyle IncludeStyle;
  /// What the fixes of this check include already, by file; in an editor, the current
  /// fix.
  llvm::DenseMap<clang::FileID, llvm::StringSet<>> Included;
  std::vector<std::pair<std::string, std::string>> Stored;
};

} // namespace async_checks
