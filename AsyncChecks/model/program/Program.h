// What other units of the program know, from the slice of the unit.
#pragma once

#include "model/program/Entities.h"
#include "model/types/Vocabulary.h"
#include "program/Records.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringMap.h"
#include <memory>

namespace async_checks {

/// The answers that `async-link` has for the unit. Whoever asks has asked the unit
/// before.
class Program {
public:
  /// Reads the slice that \p Options name: a file, or the one of this unit in a folder.
  /// No name, no answers. Without a root, paths begin in the working directory, or where
  /// the folder has a slice for this unit.
  Program(clang::ASTContext &Context, const SharedOptions &Options);
  ~Program();

  /// What is wrong with the slice, as a sentence; empty if nothing is.
  llvm::StringRef failure() const { return Failure; }

  /// Nobody has linked the program, or this unit has nothing to ask.
  bool isEmpty() const { return AnswerOf.empty() && FieldOf.empty(); }

  /// What is known of \p Function beyond the unit; null if nothing is.
  const program::Answer *of(const clang::FunctionDecl &Function);

  /// The same, if a definition is known. Where a summary is written, it is noted that the
  /// unit asks this: the link answers nothing else.
  const program::Answer *definition(const clang::FunctionDecl &Function) {
    noteQuestion(Function);
    const program::Answer *Found = of(Function);
    return Found && Found->IsDefined ? Found : nullptr;
  }

  /// The functions that were asked about in this way.
  llvm::ArrayRef<const clang::FunctionDecl *> asked() const {
    return Asked.getArrayRef();
  }

  /// Who calls \p Function, a coroutine, in other units: one of each kind.
  llvm::ArrayRef<program::Caller> callers(const clang::FunctionDecl &Function) {
    noteQuestion(Function);
    const program::Answer *Found = of(Function);
    return Found ? llvm::ArrayRef(Found->Callers) : llvm::ArrayRef<program::Caller>();
  }

  /// Whether another unit names \p Function, a coroutine, without calling it.
  bool isNamed(const clang::FunctionDecl &Function) {
    const program::Answer *Found = of(Function);
    return Found && Found->IsNamed;
  }

  /// What \p Function, of which a definition is known, does with a parameter: counted
  /// from 1, 0 is the object. Nullopt if nothing is known.
  std::optional<program::Words<program::TakeWord>>
  taking(const clang::FunctionDecl &Function, unsigned Parameter);

  /// What functions that the unit does not define do to \p Field; null if nobody knows.
  const program::FieldAnswer *of(const clang::FieldDecl &Field);

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
  void noteQuestion(const clang::FunctionDecl &Function) {
    if (NotesQuestions)
      Asked.insert(Function.getCanonicalDecl());
  }
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
  const bool NotesQuestions;
  llvm::SetVector<const clang::FunctionDecl *> Asked;
  std::string Failure;
  program::Slice Said;
  llvm::StringMap<const program::Answer *> AnswerOf;
  llvm::StringMap<const program::FieldAnswer *> FieldOf;
  llvm::DenseMap<const clang::FunctionDecl *, const program::Answer *> Known;
  llvm::DenseMap<uint32_t, OpenedFile> Opened;
};

} // namespace async_checks
