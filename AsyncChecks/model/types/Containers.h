// What owns elements, and what only refers to them.
#pragma once

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace async_checks {

class Model;

/// Tells containers, iterators, views, owning pointers and futures by what their classes
/// declare.
class Containers {
public:
  explicit Containers(Model &Unit) : Unit(Unit) {}

  /// Whether objects of \p Type own elements that come and go.
  bool isOwning(clang::QualType Type);

  /// Whether an element, or an iterator to it, is good until the element is removed.
  bool isStable(clang::QualType Type, bool ForIterators) const;

  /// Whether elements stay where they are while others come and go at both ends.
  bool isDoubleEnded(const clang::CXXRecordDecl &Record) const;

  /// Whether `[]` puts a missing element into it.
  bool isMap(clang::QualType Type) const;

  bool isIterator(clang::QualType Type) const;

  /// Whether what is assigned through an object of \p Type is put into a container.
  bool isInserter(clang::QualType Type) const;

  /// Whether \p Type is a class whose objects point to others, and not into a range.
  bool isPointer(clang::QualType Type) const;

  /// Whether an object of the pointer-like class \p Type is the only owner of what it
  /// points to.
  bool isSoleOwner(clang::QualType Type) const;

  /// Whether what an object of the pointer-like class \p Type points to goes with it.
  bool isHolder(clang::QualType Type) const;

  /// Whether objects of \p Type refer to elements that they do not own.
  bool isView(clang::QualType Type);

  /// Whether an object of \p Type stands for a result that a thread can wait for, and a
  /// coroutine cannot: it has `get` and `wait`.
  bool isFuture(clang::QualType Type) const;

  /// Whether objects of \p Record are what a coroutine is suspended by.
  bool isAwaiter(const clang::CXXRecordDecl &Record) const;

  /// Whether an object of \p Type can be gone over.
  bool isRange(clang::QualType Type) const;

private:
  bool has(const clang::CXXRecordDecl &Record, llvm::StringRef Name) const;
  bool has(const clang::CXXRecordDecl &Record,
           clang::OverloadedOperatorKind Operator) const;
  bool inserts(const clang::CXXRecordDecl &Record) const;

  Model &Unit;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Owning;
};

/// Whether \p Type, or what it refers to, is `const`.
inline bool isConstType(clang::QualType Type) {
  return Type.getNonReferenceType().isConstQualified();
}

/// The definition of the class behind a type; null if there is none.
const clang::CXXRecordDecl *classOf(clang::QualType Type);

} // namespace async_checks
