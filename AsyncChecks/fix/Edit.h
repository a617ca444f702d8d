// A change of the source that is made whole or not at all.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include <optional>
#include <string>
#include <vector>

namespace async_checks {

/// Text changes that belong together, and the headers that the new text needs.
struct Edit {
  /// A header that must be included in the file that \c For stands in.
  struct Header {
    std::string Name;
    clang::SourceLocation For;
    friend bool operator==(const Header &A, const Header &B) = default;
  };

  std::vector<clang::FixItHint> Changes;
  std::vector<Header> Headers;

  void add(Edit Other);
  bool empty() const { return Changes.empty(); }
  friend bool operator==(const Edit &A, const Edit &B);
};

/// Reads and changes the text of one AST's source.
class Source {
public:
  explicit Source(const clang::ASTContext &Context)
      : Sources(Context.getSourceManager()), Language(Context.getLangOpts()) {}

  const clang::SourceManager &Sources;
  const clang::LangOptions &Language;

  /// Whether the tokens of \p Range stand in one file of the user's, outside of macros.
  bool isEditable(clang::SourceRange Range) const;

  /// The text from the begin of a token range to the end of its last token.
  llvm::StringRef text(clang::SourceRange Range) const;
  llvm::StringRef text(clang::SourceLocation Begin, clang::SourceLocation End) const;

  /// Whether some of the text of \p Range may not be what the compiler has seen.
  bool hasDirective(clang::SourceRange Range) const;

  /// Whether a directive of the preprocessor stands between two locations.
  bool hasDirective(clang::SourceLocation Begin, clang::SourceLocation End) const;

  /// What stands before \p At in its line.
  llvm::StringRef lineUpTo(clang::SourceLocation At) const;

  /// What stands in the line of \p At from there on.
  llvm::StringRef lineFrom(clang::SourceLocation At) const;

  /// The blanks at the beginning of the line of \p At.
  llvm::StringRef indentation(clang::SourceLocation At) const {
    return lineUpTo(At).take_while([](char C) { return C == ' ' || C == '\t'; });
  }

  /// By how much the line of \p Inner is indented more than that of \p Outer.
  std::string indentationStep(clang::SourceLocation Outer,
                              clang::SourceLocation Inner) const;

  /// Behind the last character of the token at \p Location.
  clang::SourceLocation endOf(clang::SourceLocation Location) const {
    return clang::Lexer::getLocForEndOfToken(Location, 0, Sources, Language);
  }

  /// Where the attributes in `[[]]` before \p From begin; \p From if there are none.
  clang::SourceLocation beginOfAttributes(clang::SourceLocation From) const;

  /// The comments between two locations, each ready to stand between two tokens.
  std::string comments(clang::SourceLocation Begin, clang::SourceLocation End) const;

  /// What comments say of the code at \p Range: those that fill the lines above it, and
  /// those behind it in its last line. Empty in macros.
  std::string remarks(clang::SourceRange Range) const;

  static clang::CharSourceRange chars(clang::SourceLocation Begin,
                                      clang::SourceLocation End) {
    return clang::CharSourceRange::getCharRange(Begin, End);
  }
};

} // namespace async_checks
