// Names of declarations, and lists of patterns for them.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Regex.h"
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class Expr;
class NamedDecl;
} // namespace clang

namespace async_checks {

/// The name of \p D with its scopes, as a user would write it: `acme::task::get`.
/// Inline and unnamed namespaces, functions and template arguments are left out.
std::string qualifiedName(const clang::NamedDecl &D);

/// What the unit declares by the qualified name \p Name; null if there is none.
const clang::NamedDecl *findNamed(clang::ASTContext &Context, llvm::StringRef Name);

/// Pieces of a `;`-separated list, trimmed, without empty ones. They lie in the list.
std::vector<llvm::StringRef> listItems(llvm::StringRef List);

/// A list of names. An entry without regular-expression characters is a whole name,
/// qualified if it has `::`, else unqualified. Any other entry is a regular expression
/// that is searched in the qualified name, or in the unqualified one if it has no `::`.
class NamePatterns {
public:
  /// Adds the entries of a `;`-separated list. Returns what is wrong with each malformed
  /// one, empty if all is well.
  std::vector<std::string> add(llvm::StringRef List);

  /// Adds the entries of a list that is known to be well-formed, and lives as long. It is
  /// read when something is first looked for in it, and a regular expression is compiled
  /// when it is first searched for: most of the tables' never are.
  void addKnown(llvm::StringRef List) { Unread.push_back(List); }

  /// True if an entry names \p D. An unnamed declaration matches nothing. The answer is
  /// remembered: patterns belong to one AST.
  bool matches(const clang::NamedDecl &D) const;

  /// True if an unqualified entry is, or is found in, \p Name.
  bool matchesName(llvm::StringRef Name) const;

  /// The entries, if all of them are qualified names; nullopt if one can match elsewhere.
  std::optional<std::vector<std::string>> qualifiedNames() const;

private:
  class Pattern {
  public:
    explicit Pattern(std::string Text) : Text(std::move(Text)) {}
    llvm::Regex &compiled() const;

  private:
    std::string Text;
    mutable std::optional<llvm::Regex> Compiled;
  };

  struct Entries {
    llvm::StringSet<> Unqualified;
    llvm::StringMap<std::vector<std::string>> QualifiedByLastName;
    std::vector<Pattern> UnqualifiedPatterns, QualifiedPatterns;

    /// The regular expression that is added; null if \p Item is the name of something.
    const Pattern *add(llvm::StringRef Item);
  };

  const Entries &entries() const;
  static bool isAnyFoundIn(llvm::StringRef Name, llvm::ArrayRef<Pattern> Patterns);
  bool computeMatches(const clang::NamedDecl &D) const;

  mutable std::vector<llvm::StringRef> Unread;
  mutable Entries Read;
  mutable llvm::DenseMap<const clang::NamedDecl *, bool> Answers;
};

/// Whether the source of \p E, its macros as they are written, has one of \p Words.
bool isWrittenWith(const clang::Expr &E, const NamePatterns &Words,
                   const clang::ASTContext &Context);

} // namespace async_checks
