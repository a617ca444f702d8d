// Code in memory, and the model of it.
#pragma once

#include "model/Model.h"
#include "gtest/gtest.h"

namespace clang {
class ASTUnit;
}

namespace async_checks {

/// What stands before the code of a unit: the contents of `<coroutine>`; a namespace
/// `kit` of the parts that every task type needs and few tests are about; and
/// `acme::task<T>`, which is lazy, can be awaited as lvalue and rvalue, asked and waited
/// for.
extern const llvm::StringLiteral CoroutineHeader;

/// A translation unit and its model. Names are qualified as users write them; one that
/// the unit does not have ends the test program.
class Unit {
public:
  explicit Unit(const llvm::Twine &Code, SharedOptions Options = {},
                llvm::StringRef Header = CoroutineHeader);
  ~Unit();
  Unit(const Unit &) = delete;

private:
  std::unique_ptr<clang::ASTUnit> Ast;
  Vocabulary Words;

public:
  async_checks::Model Model;

  /// The class \p Name, or the pattern of the class template.
  const clang::CXXRecordDecl &record(llvm::StringRef Name) const;
  /// The function \p Name, or the pattern of the function template: its definition, if
  /// there is one.
  const clang::FunctionDecl &function(llvm::StringRef Name) const;
  /// The first instance of the function template \p Name.
  const clang::FunctionDecl &instance(llvm::StringRef Name) const;
  const clang::CXXMethodDecl &method(llvm::StringRef Name) const;
  const clang::VarDecl &variable(llvm::StringRef Name) const;
  /// The type that \p Name is an alias of, or the type of the variable \p Name.
  clang::QualType type(llvm::StringRef Name) const;

  const Body &body(llvm::StringRef Function);
  /// The facts of type(Name).
  const TypeFacts &facts(llvm::StringRef Name);
  const FunctionUses &uses(llvm::StringRef Function);

  /// What the source says at \p Node, without what a macro or the compiler adds.
  std::string text(const clang::Stmt &Node) const;
  std::string text(clang::QualType Type) const;

  /// The texts of all nodes of \p Range, joined by a bar.
  template <class Range> std::string texts(const Range &Nodes) const {
    std::string All;
    for (const clang::Stmt *Node : Nodes)
      All += (All.empty() ? "" : " | ") + text(*Node);
    return All;
  }

private:
  template <class Kind> const Kind &find(llvm::StringRef Name) const;
};

/// The local variable \p Name of \p In.
const clang::VarDecl &local(const Body &In, llvm::StringRef Name);

/// The first call in \p In of a function \p Name.
const clang::CallExpr &call(const Body &In, llvm::StringRef Name);

} // namespace async_checks
