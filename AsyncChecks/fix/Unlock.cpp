#include "fix/Unlock.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

/// Whether an object of \p Type is all there is: no pointer, reference or view into
/// something else, unless it owns that.
bool isValue(QualType Type) {
  if (Type->isReferenceType() || Type->isAnyPointerType() || Type->isDependentType())
    return false;
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record)
    return !Type->isArrayType();
  if (!Record->hasDefinition() || !Record->hasTrivialDestructor())
    return Record->hasDefinition();
  return llvm::all_of(Record->fields(),
                      [](const FieldDecl *Field) { return isValue(Field->getType()); }) &&
         llvm::all_of(Record->bases(), [](const CXXBaseSpecifier &Base) {
           return isValue(Base.getType());
         });
}

/// What others may see of what statements do: variables and members, those that the
/// functions they call mention included.
class SharedMentions {
public:
  void add(const Stmt *Node) {
    if (!Node)
      return;
    if (const auto *Name = dyn_cast<DeclRefExpr>(Node)) {
      if (const auto *Variable = dyn_cast<VarDecl>(Name->getDecl()))
        addVariable(*Variable, Name->refersToEnclosingVariableOrCapture());
    } else if (const auto *Member = dyn_cast<MemberExpr>(Node)) {
      if (isa<FieldDecl, VarDecl>(Member->getMemberDecl()))
        Named.insert(Member->getMemberDecl());
      if (isa<CXXThisExpr>(written(Member->getBase()))) {
        addOwnMember(*Member);
        return;
      }
    } else if (isa<CXXThisExpr>(Node)) {
      IsOpaque = UsesThis = true;
    } else if (const auto *Call = dyn_cast<CallExpr>(Node);
               Call && !isa<CXXMemberCallExpr>(Call)) {
      if (const FunctionDecl *Callee = Call->getDirectCallee())
        enter(*Callee);
    } else if (const auto *Lambda = dyn_cast<LambdaExpr>(Node)) {
      add(Lambda->getBody());
    }
    if (const Expr *Operand = suspensionOperand(*Node))
      return add(Operand);
    for (const Stmt *Child : Node->children())
      add(Child);
  }

  friend bool meet(const SharedMentions &A, const SharedMentions &B) {
    return (A.IsOpaque && B.UsesThis) || (B.IsOpaque && A.UsesThis) ||
           llvm::any_of(A.Named,
                        [&](const ValueDecl *Each) { return B.Named.contains(Each); });
  }

private:
  void addVariable(const VarDecl &Variable, bool IsCaptured) {
    bool IsOwn = Variable.hasLocalStorage() && !IsCaptured && isValue(Variable.getType());
    bool IsConstant =
        !Variable.hasLocalStorage() && Variable.getType().isConstQualified();
    if (!IsOwn && !IsConstant)
      Named.insert(&Variable);
  }

  void addOwnMember(const MemberExpr &Member) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Member.getMemberDecl())) {
      if (Method->isStatic()) {
        enter(*Method);
        return;
      }
      UsesThis = true;
      if (Method->isVirtual() || !enter(*Method))
        IsOpaque = true;
    } else {
      UsesThis = true;
    }
  }

  /// Adds what the body of \p Function mentions; false if that is not in sight.
  bool enter(const FunctionDecl &Function) {
    const FunctionDecl *Definition = nullptr;
    if (!Function.hasBody(Definition))
      return false;
    if (!Entered.insert(Definition).second)
      return true;
    if (Function.getASTContext().getSourceManager().isInSystemHeader(
            Definition->getLocation()))
      return true;
    const Stmt *Body = Definition->getBody();
    const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Body);
    add(Coroutine ? Coroutine->getBody() : Body);
    return true;
  }

  llvm::SmallPtrSet<const ValueDecl *, 16> Named;
  llvm::SmallPtrSet<const FunctionDecl *, 8> Entered;
  bool UsesThis = false;
  /// It does what nobody sees with the object.
  bool IsOpaque = false;
};

bool mentions(const Stmt &Node, const ValueDecl &What, const Body &In) {
  return llvm::any_of(In.uses(What),
                      [&](const Expr *Use) { return In.isWithin(*Use, Node); });
}

class Mover {
public:
  Mover(Model &Model, const Body &In, const HeldLock &Held)
      : In(In), Held(Held), Text(Model.Context) {}

  std::optional<Edit> edit() {
    if (!Held.IsAlwaysHeld || Held.Hostile || !findStatements() || First == Await ||
        !isPlain())
      return std::nullopt;
    std::optional<unsigned> Unlock = statementOfUnlock();
    if (!Unlock)
      return std::nullopt;
    SharedMentions Guarded, Later;
    for (unsigned I = First; I < Await; ++I)
      Guarded.add(Statements[I]);
    for (unsigned I = Await; I < *Unlock; ++I)
      Later.add(Statements[I]);
    if (meet(Guarded, Later))
      return std::nullopt;
    if (*Unlock != Statements.size())
      return moveUnlock(*Statements[*Unlock]);
    if (!Held.Guard)
      return std::nullopt;
    return hasUnlock() ? addUnlock() : addBraces();
  }

private:
  /// Finds the block whose statements lock, do something under the lock, and await.
  bool findStatements() {
    const Stmt *Taken = nullptr;
    if (Held.Taken) {
      Taken = &In.fullExpression(*Held.Taken);
    } else {
      for (const DeclStmt *Declaration : In.Declarations)
        if (Declaration->isSingleDecl() && Declaration->getSingleDecl() == Held.Guard)
          Taken = Declaration;
    }
    const auto *Block =
        dyn_cast_or_null<CompoundStmt>(Taken ? In.parent(*Taken) : nullptr);
    if (!Block)
      return false;
    Outer = Block;
    Statements.assign(Block->body_begin(), Block->body_end());
    First = llvm::find(Statements, Taken) - Statements.begin() + 1;
    for (Await = First; Await < Statements.size(); ++Await)
      if (In.isWithin(*Held.Across->Keyword, *Statements[Await]))
        return true;
    return false;
  }

  /// Whether the text from the lock to the suspension may be changed line by line.
  bool isPlain() const {
    for (unsigned I = First - 1; I <= Await; ++I)
      if (isa<SwitchCase, LabelStmt>(Statements[I]))
        return false;
    SourceRange Range(Statements[First - 1]->getBeginLoc(),
                      Statements[Await]->getBeginLoc());
    if (!Text.isEditable(Range) ||
        !Text.isEditable(Statements[Await - 1]->getSourceRange()))
      return false;
    llvm::SmallVector<llvm::StringRef, 8> Lines;
    Text.text(Range).split(Lines, '\n');
    return llvm::none_of(
        Lines, [](llvm::StringRef Line) { return Line.ltrim().take_front(1) == "#"; });
  }

  /// Which statement behind the `await` unlocks, the end of the block if none does;
  /// nullopt if that is not all that happens to the lock.
  std::optional<unsigned> statementOfUnlock() const {
    unsigned Found = Statements.size();
    for (unsigned I = Await; I < Statements.size(); ++I)
      for (const CallExpr *Each : Held.Released)
        if (In.isWithin(*Each, *Statements[I])) {
          if (Statements[I]->getBeginLoc() != Each->getBeginLoc() ||
              !In.isDiscarded(*Each) || Found != Statements.size() || I == Await)
            return std::nullopt;
          Found = I;
        }
    if (!Held.Guard)
      return Found == Statements.size() ? std::nullopt : std::optional(Found);
    for (unsigned I = Await; I < Statements.size(); ++I)
      if (I != Found && mentions(*Statements[I], *Held.Guard, In))
        return std::nullopt;
    return Found;
  }

  /// Whether a variable of those declared under the lock is used from the `await` on.
  bool isUsedLater(const VarDecl &Variable) const {
    for (unsigned I = Await; I < Statements.size(); ++I)
      if (mentions(*Statements[I], Variable, In))
        return true;
    return false;
  }

  bool hasUnlock() const {
    const CXXRecordDecl *Record = Held.Guard->getType()->getAsCXXRecordDecl();
    return Record && llvm::any_of(Record->methods(), [](const CXXMethodDecl *Method) {
             return Method->getIdentifier() && Method->getName() == "unlock" &&
                    Method->getNumParams() == 0 && Method->getAccess() == AS_public;
           });
  }

  // --- Text ---

  SourceLocation beginOf(const Stmt &Statement) const {
    SourceLocation Begin = Statement.getBeginLoc();
    return isa<DeclStmt>(Statement) ? Text.beginOfAttributes(Begin) : Begin;
  }

  /// Behind the semicolon or the brace that ends \p Statement.
  SourceLocation endOf(const Stmt &Statement) const {
    SourceLocation End = Text.endOf(Statement.getEndLoc());
    if (!isa<Expr, ReturnStmt, CoreturnStmt, DoStmt>(Statement))
      if (Text.text(Statement.getEndLoc(), End) == ";" ||
          Text.text(Statement.getEndLoc(), End) == "}")
        return End;
    auto [File, Offset] = Text.Sources.getDecomposedLoc(End);
    llvm::StringRef Rest = Text.Sources.getBufferData(File).drop_front(Offset);
    size_t Semicolon = Rest.find_first_not_of(" \t\r\n");
    return Semicolon != llvm::StringRef::npos && Rest[Semicolon] == ';'
               ? End.getLocWithOffset(int(Semicolon) + 1)
               : End;
  }

  bool isFirstInLine(SourceLocation At) const {
    return Text.lineUpTo(At).trim(" \t").empty();
  }

  /// Behind \p Statement and the comment that follows it in its line; nothing if other
  /// code does.
  std::optional<SourceLocation> endOfLine(const Stmt &Statement) const {
    SourceLocation End = endOf(Statement);
    llvm::StringRef Rest = Text.lineFrom(End).rtrim("\r");
    llvm::StringRef Code = Rest.ltrim();
    if (!Code.empty() && Code.take_front(2) != "//" &&
        !(Code.take_front(2) == "/*" && Code.rtrim().take_back(2) == "*/"))
      return std::nullopt;
    return End.getLocWithOffset(int(Rest.size()));
  }

  /// Writes \p Line behind the last statement that the lock is for.
  FixItHint writeBeforeAwait(llvm::StringRef Line) const {
    const Stmt &Last = *Statements[Await - 1];
    if (std::optional<SourceLocation> End = endOfLine(Last))
      return FixItHint::CreateInsertion(
          *End, ("\n" + Text.indentation(beginOf(Last)) + Line).str());
    return FixItHint::CreateInsertion(endOf(Last), (" " + Line).str());
  }

  bool isKeptByValue() const {
    for (unsigned I = First; I < Await; ++I)
      if (const auto *Declaration = dyn_cast<DeclStmt>(Statements[I]))
        for (const Decl *Declared : Declaration->decls())
          if (const auto *Variable = dyn_cast<VarDecl>(Declared);
              Variable && isUsedLater(*Variable) &&
              (isa<DecompositionDecl>(Variable) || !isValue(Variable->getType())))
            return false;
    return true;
  }

  std::optional<Edit> moveUnlock(const Stmt &Unlock) const {
    if (!isKeptByValue() || !Text.isEditable(Unlock.getSourceRange()))
      return std::nullopt;
    SourceLocation Begin = beginOf(Unlock), End = endOf(Unlock);
    Edit Move;
    Move.Changes.push_back(writeBeforeAwait(Text.text(Begin, End)));
    if (isFirstInLine(Begin) &&
        Text.lineFrom(End).trim(" \t\r").empty()) // the whole line
      Begin = Begin.getLocWithOffset(-int(Text.lineUpTo(Begin).size()) - 1);
    Move.Changes.push_back(FixItHint::CreateRemoval(Source::chars(Begin, End)));
    return Move;
  }

  std::optional<Edit> addUnlock() const {
    if (!isKeptByValue())
      return std::nullopt;
    Edit Add;
    Add.Changes.push_back(writeBeforeAwait(Held.Guard->getNameAsString() + ".unlock();"));
    return Add;
  }

  /// Whether the end of an object of \p Type may do something that others see: its
  /// destructor is the user's.
  bool endsWithEffect(QualType Type) const {
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    return Record && Record->hasDefinition() && !Record->hasTrivialDestructor() &&
           !Record->isInStdNamespace();
  }

  /// `{` and `}` around the declaration of the guard and what it is for.
  std::optional<Edit> addBraces() const {
    if (Held.Taken)
      return std::nullopt;
    for (unsigned I = First; I < Await; ++I)
      if (const auto *Declaration = dyn_cast<DeclStmt>(Statements[I]))
        for (const Decl *Declared : Declaration->decls()) {
          const auto *Variable = dyn_cast<VarDecl>(Declared);
          if (!Variable || isa<DecompositionDecl>(Variable) || isUsedLater(*Variable) ||
              endsWithEffect(Variable->getType()))
            return std::nullopt;
        }
    SourceLocation Begin = beginOf(*Statements[First - 1]);
    const Stmt &Last = *Statements[Await - 1];
    std::optional<SourceLocation> End = endOfLine(Last);
    Edit Braces;
    if (!End || !isFirstInLine(Begin)) {
      Braces.Changes.push_back(FixItHint::CreateInsertion(Begin, "{ "));
      Braces.Changes.push_back(FixItHint::CreateInsertion(endOf(Last), " }"));
      return Braces;
    }
    std::string Indentation = Text.indentation(Begin).str();
    std::string Step = Text.indentationStep(Outer->getLBracLoc(), Begin);
    llvm::StringRef Inside = Text.text(Begin, *End);
    bool IsIndentable =
        !Inside.contains("R\"") && !Inside.contains("/*") && !Inside.contains("\\\n");
    Braces.Changes.push_back(FixItHint::CreateInsertion(
        Begin, "{\n" + Indentation + (IsIndentable ? Step : std::string())));
    for (size_t Line = Inside.find('\n'); IsIndentable && Line != llvm::StringRef::npos;
         Line = Inside.find('\n', Line + 1))
      if (Inside[Line + 1] != '\n' && Inside[Line + 1] != '\r')
        Braces.Changes.push_back(
            FixItHint::CreateInsertion(Begin.getLocWithOffset(int(Line) + 1), Step));
    Braces.Changes.push_back(FixItHint::CreateInsertion(*End, "\n" + Indentation + "}"));
    return Braces;
  }

  const Body &In;
  const HeldLock &Held;
  const Source Text;
  const CompoundStmt *Outer = nullptr;
  llvm::SmallVector<const Stmt *, 16> Statements;
  /// The first statement under the lock, and the one that suspends.
  unsigned First = 0, Await = 0;
};

} // namespace

/// Whether the object that holds the lock does more at its end than to unlock.
static bool doesMoreAtEnd(const VarDecl &Guard, Model &Model) {
  const CXXRecordDecl *Class = Model.Types.record(Guard.getType());
  return Class && Class->hasUserDeclaredDestructor() &&
         !Model.Context.getSourceManager().isInSystemHeader(Class->getLocation()) &&
         Model.LockTypes.guard(Guard.getType()) != Class;
}

std::optional<Edit> unlockBeforeAwait(Model &Model, const Body &In,
                                      const HeldLock &Held) {
  if (Held.Guard && doesMoreAtEnd(*Held.Guard, Model))
    return std::nullopt;
  return Mover(Model, In, Held).edit();
}

} // namespace async_checks
