// What other units of the program know, from the slice of the unit.
#pragma once

#include "model/program/Entities.h"
#include "program/Records.h"
#include "llvm/ADT/StringMap.h"
#include <memory>

namespace async_checks {

/// The answers that `async-link` has for the unit. Whoever asks has asked the unit
/// before.
class Program {
public:
  /// Reads the slice that \p From names: a file, or the one of this unit in a folder. No
  /// name, no answers.
  Program(clang::ASTContext &Context, llvm::StringRef From, llvm::StringRef Root);
  ~Program();

  /// What is wrong with the slice, as a sentence; empty if nothing is.
  llvm::StringRef failure() const { return Failure; }

  /// Nobody has linked the program, or this unit has nothing to ask.
  bool isEmpty() const { return AnswerOf.empty() && FieldOf.empty(); }

  /// What is known of \p Function beyond the unit; null if nothing is.
  const program::Answer *of(const clang::FunctionDecl &Function);

  /// The same, if a definition is known.
  const program::Answer *definition(const clang::FunctionDecl &Function) {
    const program::Answer *Found = of(Function);
    return Found && Found->IsDefined ? Found : nullptr;
  }

  /// What functions that the unit does not define do to \p Field; null if nobody knows.
  const program::FieldAnswer *of(const clang::FieldDecl &Field);

  /// Whether \p Function has the name \p Usr in the program.
  bool isNamed(const clang::FunctionDecl &Function, llvm::StringRef Usr) {
    return !Usr.empty() && entityOf(Function, Files) == Usr;
  }

  /// The place that \p At stands for, in a file that the unit need not have read; invalid
  /// if the file is not what it was.
  clang::SourceLocation locate(const program::Place &At);

  /// Whether all of \p Way is where it was.
  bool isCurrent(llvm::ArrayRef<program::Step> Way) {
    return llvm::all_of(
        Way, [this](const program::Step &Each) { return locate(Each.At).isValid(); });
  }

private:
  void read(llvm::StringRef From);
  clang::FileID open(const program::File &File);

  clang::ASTContext &Context;
  Paths Files;
  std::string Failure;
  program::Slice Said;
  llvm::StringMap<const program::Answer *> AnswerOf;
  llvm::StringMap<const program::FieldAnswer *> FieldOf;
  llvm::DenseMap<const clang::FunctionDecl *, const program::Answer *> Known;
  llvm::DenseMap<uint32_t, clang::FileID> Opened;
};

} // namespace async_checks
