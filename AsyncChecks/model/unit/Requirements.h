// What concepts ask of the classes of a unit.
#pragma once

#include "clang/AST/ExprConcepts.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringSet.h"

namespace async_checks {

class Model;

/// Which members must return what they do, as the class of them has to satisfy a concept:
/// a `static_assert` says so, or the parameter of a template that takes the class.
class Requirements {
public:
  explicit Requirements(Model &Unit) : Unit(Unit) {}

  /// Whether a concept that the class of \p Method, or one derived from it, has to
  /// satisfy asks for the result of a member with its name. The first question walks all
  /// declarations.
  bool dictateResult(const clang::CXXMethodDecl &Method);

private:
  void walk();
  /// Finds the concepts of \p Constraint. Where that is written for template parameters,
  /// \p Arguments stand for those of the level \p Depth.
  void addAsked(const clang::Stmt *Constraint,
                llvm::ArrayRef<clang::TemplateArgument> Arguments = {},
                unsigned Depth = 0);
  void addAsked(const clang::TemplateParameterList &Parameters,
                llvm::ArrayRef<clang::TemplateArgument> Arguments);
  void addAsked(const clang::ConceptDecl &Concept, const clang::TemplateArgument &Of);

  const llvm::StringSet<> &results(const clang::ConceptDecl &Concept);

  Model &Unit;
  bool IsWalked = false;
  using Concepts = llvm::SmallSetVector<const clang::ConceptDecl *, 2>;
  llvm::DenseMap<const clang::CXXRecordDecl *, Concepts> AskedOf;
  llvm::DenseMap<const clang::ConceptDecl *, llvm::StringSet<>> Results;
};

} // namespace async_checks
