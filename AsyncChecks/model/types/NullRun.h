// Runs code on objects that hold nothing, as far as it can be told what that does.
#pragma once

#include "model/types/Types.h"
#include <deque>

namespace clang {
class CXXConstructExpr;
class CXXMemberCallExpr;
} // namespace clang

namespace async_checks {

/// What is known of a value while code runs.
struct RunValue {
  enum Kind {
    Unknown,
    Null,  ///< a pointer or a handle that points to nothing
    Other, ///< the pointer or handle that the run was given from outside
    False,
    True,
    Object, ///< of a class in sight, or a pointer or reference to one
  };
  Kind Is = Unknown;
  unsigned Index = 0; ///< of an object

  RunValue negated() const {
    return Is == False ? RunValue{True} : Is == True ? RunValue{False} : RunValue{};
  }
  friend bool operator==(const RunValue &A, const RunValue &B) {
    return A.Is == B.Is && A.Index == B.Index;
  }
};

/// Follows one path through functions of which it knows what they are given: which
/// objects hold a null handle, and where that is used. Whatever it cannot follow ends it.
class NullRun {
public:
  enum class End {
    None,     ///< it has come through
    Lost,     ///< nobody knows
    UsesNull, ///< it uses a handle or pointer that is null
    Throws,
    Aborts,
  };

  NullRun(Types &Known, const Vocabulary &Words, const clang::ASTContext &Context)
      : Known(Known), Words(Words), Context(Context) {}

  RunValue evaluate(const clang::Expr *E);

  /// Calls \p Function, on \p Self if it is a member.
  RunValue call(const clang::FunctionDecl &Function, RunValue Self,
                llvm::ArrayRef<RunValue> Arguments);

  /// The definition that a call of \p Function runs, or the pattern that it would be made
  /// of; null if there is no body in sight.
  static const clang::FunctionDecl *definitionOf(const clang::FunctionDecl &Function);

  /// Makes an object of \p Record of whose members nothing is known.
  RunValue makeObject(const clang::CXXRecordDecl &Record);

  /// Makes another object of \p From by \p Constructor, which moves.
  void move(const clang::CXXConstructorDecl &Constructor, RunValue From);

  /// The class of what \p Value is; null if it is no object.
  const clang::CXXRecordDecl *classOf(RunValue Value) const {
    return Value.Is == RunValue::Object ? Objects[Value.Index].Class : nullptr;
  }

  End end() const { return Ended; }
  /// What has ended it; null if nothing has.
  const clang::Stmt *endedAt() const { return At; }
  /// Whether what the run was given from outside went on to somebody.
  bool hasUsedOther() const { return IsOtherUsed; }

private:
  /// How deep calls are followed.
  static constexpr unsigned MaxFrames = 12;

  /// Members by their names, which patterns and instances of a template share.
  using Fields = llvm::SmallDenseMap<const clang::IdentifierInfo *, RunValue, 4>;
  struct Thing {
    const clang::CXXRecordDecl *Class;
    Fields Members;
  };
  struct Frame {
    RunValue Self;
    clang::QualType Result;
    llvm::SmallDenseMap<const clang::ValueDecl *, RunValue, 4> Variables;
    RunValue Returned;
    bool HasReturned = false;
  };
  using Arguments = llvm::ArrayRef<const clang::Expr *>;

  bool goesOn() const { return Ended == End::None; }
  RunValue stop(End How, const clang::Stmt &Where);
  RunValue used(RunValue Value, const clang::Expr &Where);
  RunValue truth(RunValue Value) const;

  // What statements do
  void run(const clang::Stmt *Statement);
  void runIf(const clang::IfStmt &If);
  void runEither(const clang::Stmt *Then, const clang::Stmt *Else,
                 const clang::Stmt &Whole);
  bool isOver() const { return !goesOn() || Frames.back().HasReturned; }

  // What expressions yield
  RunValue field(const clang::Expr *Base, const clang::IdentifierInfo *Name, bool IsArrow,
                 const clang::Expr &Whole);
  RunValue operation(const clang::BinaryOperator &Binary);
  RunValue logical(const clang::BinaryOperator &Binary);
  RunValue equality(RunValue Left, RunValue Right, bool IsEqual) const;
  RunValue callOf(const clang::CallExpr &Call);
  RunValue operatorCall(const clang::CXXOperatorCallExpr &Call);
  RunValue member(const clang::CallExpr &Call, const clang::Expr *Object, bool IsArrow,
                  const clang::NamedDecl *Method, clang::DeclarationName Name);
  RunValue memberOfHandle(RunValue Handle, const clang::CallExpr &Call,
                          const clang::Expr *Object, const clang::NamedDecl *Method,
                          clang::DeclarationName Name);
  RunValue standardCall(const clang::CallExpr &Call, llvm::StringRef Name);
  RunValue callInSight(const clang::FunctionDecl &Function, RunValue Self,
                       Arguments Given, const clang::Expr &Whole);
  RunValue construction(const clang::CXXConstructExpr &Made);
  RunValue madeOf(clang::QualType Type, Arguments Given);

  // How objects begin
  void construct(RunValue Self, const clang::CXXConstructorDecl &Constructor,
                 Arguments Given);
  void construct(RunValue Self, const clang::CXXConstructorDecl &Constructor,
                 llvm::ArrayRef<RunValue> Given);
  void initialise(RunValue Self, const clang::CXXConstructorDecl &Constructor);
  void copyInto(RunValue Self, RunValue From, bool IsMove);
  void make(RunValue Self, const clang::CXXRecordDecl &Record, Arguments Given);
  void fillBase(RunValue Self, const clang::CXXRecordDecl &Class, Arguments &Given);
  void fill(RunValue Self, const clang::CXXRecordDecl &Record, Arguments &Given);
  RunValue initial(const clang::FieldDecl &Field);

  void assign(const clang::Expr *Target, RunValue Value);
  bool isHandle(clang::QualType Type) const;
  const clang::FunctionDecl *bodyIn(const clang::CXXRecordDecl &Class,
                                    const clang::NamedDecl *Method,
                                    clang::DeclarationName Name) const;

  Types &Known;
  const Vocabulary &Words;
  const clang::ASTContext &Context;
  std::vector<Thing> Objects;
  /// References into it stay while functions call each other.
  std::deque<Frame> Frames{1};
  End Ended = End::None;
  const clang::Stmt *At = nullptr;
  bool IsOtherUsed = false;
};

} // namespace async_checks
