// The names that functions and files have in the whole program.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"

namespace async_checks {

/// The way to \p File from \p Folder, by `..` if need be. Both are told from one place.
std::string relativePath(llvm::StringRef Folder, llvm::StringRef File);

/// The files of a unit, by their paths from the root of the program.
class Paths {
public:
  /// \p Root is a folder; the working directory of the compiler, if it is empty.
  Paths(const clang::SourceManager &Sources, llvm::StringRef Root);

  /// The path of the file that \p At is in, where a macro is expanded; empty if there is
  /// none.
  llvm::StringRef of(clang::SourceLocation At);

  /// The path of the source of the unit.
  llvm::StringRef ofUnit();

  /// The file at \p Path, as the file system has it.
  std::string absolute(llvm::StringRef Path) const;

private:
  std::string fromRoot(llvm::StringRef Name) const;

  const clang::SourceManager *Sources;
  std::string Root;
  llvm::DenseMap<clang::FileID, std::string> Known;
};

/// The name that all units have for \p Function: that of Clang's index, with the file
/// before it where only one unit can name the function. An instance counts as its
/// template, and a lambda is where it stands. Empty for what no unit writes.
std::string entityOf(const clang::FunctionDecl &Function, Paths &Files);

/// The same for \p Variable, which stands outside of functions.
std::string entityOf(const clang::VarDecl &Variable, Paths &Files);

/// The same for \p Field, of a class that several units may see.
std::string entityOf(const clang::FieldDecl &Field);

} // namespace async_checks
