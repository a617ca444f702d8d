// What other units of the program know, from the slice of the unit.
#pragma once

#include "model/program/Entities.h"
#include "model/types/Vocabulary.h"
#include "program/Records.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringMap.h"
#include <memory>

namespace async_checks {

/// The answers that `async-link` has for the unit. Whoever asks has asked the unit
/// before, and asks no less because another question has No for the answer: that is so of
/// all of them while the summary is written.
class Program {
public:
  /// Reads the slice that \p Options name: a file, or the one of this unit in a folder.
  /// No name, no answers. Without a root, paths begin in the working directory, or where
  /// the folder has a slice for this unit.
  Program(clang::ASTContext &Context, const SharedOptions &Options);
  ~Program();

  /// What is wrong with the slice, as a sentence; empty if nothing is.
  llvm::StringRef failure() const { return Failure; }

  /// Nobody has linked the program, or this unit has nothing to ask and no part in a
  /// plan.
  bool isEmpty() const { return AnswerOf.empty() && FieldOf.empty() && !HasPlan; }

  /// Whether the program answers Yes to \p What about \p Function. Where a summary is
  /// written, it is noted that the unit asks this: the link answers nothing else.
  bool knows(const clang::FunctionDecl &Function, program::Question What);

  /// The shortest way from \p Function to what parks the thread; null if none is known.
  const program::Answer *parking(const clang::FunctionDecl &Function) {
    return knows(Function, program::Question::Parks) ? of(Function) : nullptr;
  }

  /// Who calls \p Function, a coroutine, in other units, if one of them does \p What: one
  /// of each kind.
  llvm::ArrayRef<program::Caller> callers(const clang::FunctionDecl &Function,
                                          program::Question What) {
    return knows(Function, What) ? llvm::ArrayRef(of(Function)->Callers)
                                 : llvm::ArrayRef<program::Caller>();
  }

  /// The shortest way from a coroutine of another unit to \p Function; null if none is
  /// known.
  const program::Answer *reached(const clang::FunctionDecl &Function) {
    const program::Answer *Found = of(Function);
    return Found && !Found->FromCoroutine.empty() ? Found : nullptr;
  }

  /// What \p Function does with a parameter: the words of \p What.About that hold, or
  /// what is assumed, if nothing is known.
  program::Words<program::TakeWord> taking(const clang::FunctionDecl &Function,
                                           const program::AskedTaking &What);

  /// What functions that the unit does not define do to \p Field, of what is told by
  /// \p About.
  llvm::ArrayRef<program::FieldChange> changes(const clang::FieldDecl &Field,
                                               program::Words<program::FieldWord> About);

  /// What was asked in these ways, by functions and fields as they are written.
  using Askings = llvm::MapVector<const clang::FunctionDecl *, program::Asking>;
  using AskedFields = llvm::MapVector<const clang::FieldDecl *, program::AskedField>;
  const Askings &asked() const { return Asked; }
  const AskedFields &askedFields() const { return FieldsAsked; }

  /// Whether \p Function has the name \p Usr in the program.
  bool isEntity(const clang::FunctionDecl &Function, llvm::StringRef Usr) {
    return !Usr.empty() && entityOf(Function, Files) == Usr;
  }

  /// The place that \p At stands for, in a file that the unit need not have read; invalid
  /// if the file is not what it was.
  clang::SourceLocation locate(const program::Place &At);

  /// A place as a note can show it.
  struct Shown {
    clang::SourceLocation At;
    std::string Where; ///< "here", or the name of the place if its file is not there
  };

  /// The place that \p At stands for. If its file is not there, as in a build that gives
  /// each action its inputs alone, the place is told in words, and \p Instead is shown.
  Shown show(const program::Place &At, clang::SourceLocation Instead);

  /// Whether no file on \p Way has changed since the program was linked.
  bool isCurrent(llvm::ArrayRef<program::Step> Way) {
    return llvm::all_of(Way, [this](const program::Step &Each) {
      return open(Each.At).Is != Freshness::Changed;
    });
  }

private:
  /// What is known of \p Function beyond the unit; null if nothing is.
  const program::Answer *of(const clang::FunctionDecl &Function);
  void read(llvm::StringRef From, bool FindRoot);
  std::string find(llvm::StringRef Folder, bool FindRoot);
  enum class Freshness { Same, Changed, Missing };
  struct OpenedFile {
    Freshness Is;
    clang::FileID Id = {};
  };
  OpenedFile open(const program::Place &At);

  clang::ASTContext &Context;
  Paths Files;
  const bool NotesQuestions, HasPlan;
  Askings Asked;
  AskedFields FieldsAsked;
  std::string Failure;
  program::Slice Said;
  llvm::StringMap<const program::Answer *> AnswerOf;
  llvm::StringMap<const program::FieldAnswer *> FieldOf;
  llvm::DenseMap<const clang::FunctionDecl *, const program::Answer *> Known;
  llvm::DenseMap<uint32_t, OpenedFile> Opened;
};

} // namespace async_checks
