// Gives functions other names, everywhere in the translation unit.
#pragma once

#include "fix/Edit.h"
#include "model/Model.h"
#include "llvm/ADT/StringMap.h"

namespace async_checks {

/// Renames functions. The first question walks the unit, and reads the text of the user's
/// files, for all names at once.
class Renaming {
public:
  /// \p Names are all that of() will be asked to replace.
  Renaming(Model &Model, const llvm::StringSet<> &Names);

  /// The edit that calls \p Function and all that share its signature \p NewName.
  /// Nullopt if a mention of the old name is not understood, because a macro or a
  /// template hides what it means, if it cannot be edited, or if the new name is taken.
  std::optional<Edit> of(const clang::FunctionDecl &Function, llvm::StringRef NewName);

private:
  class NameWalk;

  void readFiles(const llvm::StringSet<> &Names);
  void readFile(const clang::SrcMgr::SLocEntry &Entry, const llvm::StringSet<> &Names);
  bool isTaken(const clang::FunctionDecl &Function, llvm::StringRef NewName) const;

  Model &Unit;
  Source Text;
  /// Where the unit mentions each function, its declarations included.
  llvm::DenseMap<const clang::FunctionDecl *, std::vector<clang::SourceLocation>>
      Mentions;
  /// Where the meaning of an old name is known.
  llvm::DenseSet<clang::SourceLocation> Understood;
  /// Old names that stand somewhere else too: in a macro, or for what a template finds.
  llvm::StringSet<> Obscure;
  /// All identifiers in the user's files.
  llvm::StringSet<> Written;
};

} // namespace async_checks
