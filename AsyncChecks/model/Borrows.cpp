#include "model/Borrows.h"
#include "model/Containers.h"
#include "model/Model.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

bool isConst(QualType Type) { return Type.getNonReferenceType().isConstQualified(); }

/// The expression below what changes neither object nor category: `std::as_const(x)`.
const Expr *sameObject(const Expr *E) {
  for (E = written(E); E; E = written(cast<CallExpr>(E)->getArg(0))) {
    const auto *Call = dyn_cast<CallExpr>(E);
    if (!Call || isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call) ||
        Call->getNumArgs() != 1 || !Call->isLValue() ||
        Call->getType().getCanonicalType().getUnqualifiedType() !=
            Call->getArg(0)->getType().getCanonicalType().getUnqualifiedType())
      return E;
  }
  return E;
}

/// The parameter as the user declared it, in the pattern of an instance.
QualType declaredType(const ParmVarDecl &Parameter, const FunctionDecl &Of) {
  const FunctionDecl *Pattern = Of.getTemplateInstantiationPattern();
  unsigned Index = Parameter.getFunctionScopeIndex();
  return Pattern && Index < Pattern->getNumParams()
             ? Pattern->getParamDecl(Index)->getType()
             : Parameter.getType();
}

/// Finds the container of others that an expression refers into.
class Loans {
public:
  Loans(Model &Unit, const Body &In, unsigned Depth = 0)
      : Unit(Unit), Kinds(Unit.Containers), In(In), Depth(Depth) {}

  /// The field or variable that \p E names, if it is such a container.
  const ValueDecl *container(const Expr *E) {
    E = sameObject(E);
    if (const auto *Name = dyn_cast<DeclRefExpr>(E)) {
      if (const VarDecl *Alias = localWithValue(E))
        return Alias->getType()->isLValueReferenceType() ? container(Alias->getInit())
                                                         : nullptr;
      const ValueDecl *Variable = Name->getDecl();
      return Kinds.isOwning(Variable->getType()) && isShared(*Variable) ? Variable
                                                                        : nullptr;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const ValueDecl *Field = Member->getMemberDecl();
      if (!isa<FieldDecl, VarDecl>(Field) || isConst(Field->getType()) ||
          !Kinds.isOwning(Field->getType()))
        return nullptr;
      return isa<VarDecl>(Field) || isSharedObject(Member->getBase()) ? Field : nullptr;
    }
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E); Call && Call->isLValue())
      return handedOut(*Call, &Loans::container);
    if (const Expr *Pointer = dereferenced(E))
      if (const auto *Name = dyn_cast<DeclRefExpr>(written(Pointer));
          Name && Kinds.isOwning(E->getType()) && isSharedPointer(*Name))
        return Name->getDecl();
    return nullptr;
  }

  /// The container that \p E, an lvalue, is an element of, or a part of one.
  const ValueDecl *element(const Expr *E) {
    E = sameObject(E);
    if (!E->isGLValue())
      return nullptr;
    if (const VarDecl *Alias = localWithValue(E))
      return Alias->getType()->isLValueReferenceType() ? element(Alias->getInit())
                                                       : nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (!isa<FieldDecl>(Member->getMemberDecl()) ||
          Member->getType()->isReferenceType())
        return nullptr;
      return Member->isArrow() ? pointee(Member->getBase()) : element(Member->getBase());
    }
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
      return pointer(Subscript->getBase());
    if (const auto *Deref = dyn_cast<UnaryOperator>(E))
      return Deref->getOpcode() == UO_Deref ? pointer(Deref->getSubExpr()) : nullptr;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
      if (Operator->getOperator() == OO_Subscript)
        return containerOrNested(Operator->getArg(0));
      if (Operator->getOperator() == OO_Star)
        return pointee(Operator->getArg(0));
      return nullptr;
    }
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
      if (const ValueDecl *Found = handedOut(*Call, &Loans::element))
        return Found;
      return Kinds.isOwning(Call->getType()) &&
                     sameClass(Call->getType(), Call->getObjectType())
                 ? nullptr
                 : containerOrNested(Call->getImplicitObjectArgument());
    }
    return nullptr;
  }

  /// The container that \p E, an iterator, points into.
  const ValueDecl *iterator(const Expr *E) {
    E = written(E);
    if (!Kinds.isIterator(E->getType()))
      return nullptr;
    if (const VarDecl *Known = localWithValue(E))
      return Known->getType()->isReferenceType() ? nullptr : iterator(Known->getInit());
    if (const auto *Member = dyn_cast<MemberExpr>(E)) // `insert(x).first`
      return pairWithIterator(Member->getBase());
    const auto *Call = dyn_cast<CallExpr>(E);
    if (!Call || !Call->isPRValue())
      return nullptr;
    if (const auto *Method = dyn_cast<CXXMemberCallExpr>(Call)) {
      const ValueDecl *Found = handedOut(*Method, &Loans::iterator);
      return Found ? Found : containerOrNested(Method->getImplicitObjectArgument());
    }
    for (const Expr *Argument : namedOrOperands(*Call)) {
      if (const ValueDecl *Found = iterator(Argument))
        return Found;
      if (const ValueDecl *Found = container(Argument))
        return Found;
    }
    return nullptr;
  }

  /// The container for `auto [it, inserted] = …`.
  const ValueDecl *pairWithIterator(const Expr *E) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(written(E));
    const CXXRecordDecl *Pair = Call ? classOf(Call->getType()) : nullptr;
    bool HasIterator = Pair && llvm::any_of(Pair->fields(), [&](const FieldDecl *Field) {
                         return Kinds.isIterator(Field->getType());
                       });
    return HasIterator ? containerOrNested(Call->getImplicitObjectArgument()) : nullptr;
  }

  /// The container that \p E, a raw pointer, points into.
  const ValueDecl *pointer(const Expr *E) {
    E = written(E);
    if (!E->getType()->isPointerType())
      return nullptr;
    if (const VarDecl *Known = localWithValue(E))
      return pointer(Known->getInit());
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
      const ValueDecl *Found = pointer(Choice->getTrueExpr());
      return Found ? Found : pointer(Choice->getFalseExpr());
    }
    if (const auto *Address = dyn_cast<UnaryOperator>(E))
      return Address->getOpcode() == UO_AddrOf ? element(Address->getSubExpr()) : nullptr;
    const auto *Call = dyn_cast<CallExpr>(E);
    if (!Call || !Call->isPRValue())
      return nullptr;
    if (const auto *Method = dyn_cast<CXXMemberCallExpr>(Call)) {
      if (const ValueDecl *Found = handedOut(*Method, &Loans::pointer))
        return Found;
      const Expr *Object = Method->getImplicitObjectArgument();
      if (Kinds.isSoleOwner(Method->getObjectType()))
        return element(Object);
      return pointsToElement(*Method) ? containerOrNested(Object) : nullptr;
    }
    return Call->getNumArgs() == 1 && Call->getArg(0)->isGLValue() &&
                   Call->getType()->getPointeeType().getCanonicalType() ==
                       Call->getArg(0)->getType().getCanonicalType()
               ? element(Call->getArg(0))
               : nullptr;
  }

  /// The container that \p E, a view, shows.
  const ValueDecl *view(const Expr *E) {
    E = written(E);
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
      return view(Cast->getSubExpr());
    if (const auto *List = dyn_cast<InitListExpr>(E))
      return List->getNumInits() == 1 ? view(List->getInit(0)) : nullptr;
    if (const ValueDecl *Found = containerOrNested(E))
      return Found;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      if (Construct->getNumArgs() == 0)
        return nullptr;
      const Expr *From = Construct->getArg(0);
      if (const ValueDecl *Found = iterator(From))
        return Found;
      if (const ValueDecl *Found = pointer(From))
        return Found;
      return Kinds.isView(Construct->getType()) ? view(From) : nullptr;
    }
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
      if (!Call->isPRValue() || !Kinds.isView(Call->getType()))
        return nullptr;
      const Expr *Object = Call->getImplicitObjectArgument();
      return Kinds.isOwning(Object->getType()) ? containerOrNested(Object) : view(Object);
    }
    return adapted(E);
  }

  /// The container behind `items | std::views::reverse`, `std::views::reverse(items)`.
  const ValueDecl *adapted(const Expr *E) {
    const auto *Call = dyn_cast<CXXOperatorCallExpr>(written(E));
    if (!Call || !Call->isPRValue() || Kinds.isOwning(Call->getType()))
      return nullptr;
    unsigned From = Call->getOperator() == OO_Pipe   ? 0
                    : Call->getOperator() == OO_Call ? 1
                                                     : Call->getNumArgs();
    if (From >= Call->getNumArgs() || !Kinds.isRange(Call->getType()))
      return nullptr;
    if (const ValueDecl *Found = containerOrNested(Call->getArg(From)))
      return Found;
    return adapted(Call->getArg(From));
  }

  /// Whether one of the class' own methods can reach the object that \p E names: it is
  /// the object of the coroutine, or belongs to others.
  bool isSharedObject(const Expr *E) {
    E = sameObject(E);
    if (isa<CXXThisExpr>(E))
      return true;
    if (const Expr *Pointer = dereferenced(E))
      return isSharedObject(Pointer);
    if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(E))
      return Arrow->getOperator() == OO_Arrow && isSharedObject(Arrow->getArg(0));
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return isa<VarDecl>(Member->getMemberDecl()) ||
             (isa<FieldDecl>(Member->getMemberDecl()) &&
              !isConst(Member->getMemberDecl()->getType()) &&
              isSharedObject(Member->getBase()));
    const auto *Name = dyn_cast<DeclRefExpr>(E);
    if (!Name)
      return false;
    if (const VarDecl *Alias = localWithValue(E);
        Alias && Alias->getType()->isLValueReferenceType())
      return isSharedObject(Alias->getInit());
    return isShared(*Name->getDecl()) || isSharedPointer(*Name);
  }

private:
  /// What an accessor in sight, which \p Call calls on an object that others know, hands
  /// out: \p Find tells of its returns.
  const ValueDecl *handedOut(const CXXMemberCallExpr &Call,
                             const ValueDecl *(Loans::*Find)(const Expr *)) {
    const CXXMethodDecl *Method = Call.getMethodDecl();
    const FunctionDecl *Definition = nullptr;
    if (Depth > 1 || !Method || Method->isVirtual() || !Method->hasBody(Definition) ||
        Kinds.isOwning(Call.getObjectType()) ||
        !isSharedObject(Call.getImplicitObjectArgument()))
      return nullptr;
    const Body &Does = Unit.bodyOf(*Definition);
    Loans Inner(Unit, Does, Depth + 1);
    for (const ReturnStmt *Return : Does.Returns)
      if (const Expr *Value = Return->getRetValue())
        if (const ValueDecl *Found = (Inner.*Find)(Value))
          return Found;
    return nullptr;
  }

  /// A variable of the body that stands for what it was initialised with; null for
  /// others.
  const VarDecl *localWithValue(const Expr *E) const {
    const auto *Name = dyn_cast<DeclRefExpr>(E);
    const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    bool StandsForItsValue = Variable && Variable->getDeclContext() == &In.Function &&
                             Variable->hasLocalStorage() && !isa<ParmVarDecl>(Variable) &&
                             !Variable->isImplicit() && !Variable->isCXXForRangeDecl() &&
                             Variable->getInit() &&
                             !In.isWithin(*E, *Variable->getInit());
    return StandsForItsValue ? Variable : nullptr;
  }

  static bool sameClass(QualType A, QualType B) {
    return classOf(A) && classOf(A) == classOf(B);
  }

  /// What stands behind `*`; null for other expressions.
  const Expr *dereferenced(const Expr *E) const {
    if (const auto *Deref = dyn_cast<UnaryOperator>(E))
      return Deref->getOpcode() == UO_Deref ? Deref->getSubExpr() : nullptr;
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
    return Operator && Operator->getOperator() == OO_Star &&
                   !Kinds.isIterator(Operator->getArg(0)->getType())
               ? Operator->getArg(0)
               : nullptr;
  }

  /// Whether others know the variable: it is a global, or a parameter refers to it.
  bool isShared(const ValueDecl &Named) const {
    const auto *Variable = dyn_cast<VarDecl>(&Named);
    if (!Variable || Variable->isConstexpr() || isConst(Variable->getType()))
      return false;
    if (Variable->hasGlobalStorage())
      return true;
    const auto *Parameter = dyn_cast<ParmVarDecl>(Variable);
    if (!Parameter || Parameter->getDeclContext() != &In.Function ||
        !Parameter->getType()->isLValueReferenceType())
      return false;
    // An algorithm goes over what its callers have, whatever it is.
    QualType Declared = declaredType(*Parameter, In.Function);
    return Declared->isLValueReferenceType() &&
           !isa<TemplateTypeParmType>(Declared.getNonReferenceType().getCanonicalType());
  }

  /// Whether \p Name is a pointer that others have as well.
  bool isSharedPointer(const DeclRefExpr &Name) const {
    const auto *Variable = dyn_cast<VarDecl>(Name.getDecl());
    if (!Variable || Variable->hasGlobalStorage())
      return false;
    QualType Type = Variable->getType().getNonReferenceType();
    bool IsGiven = isa<ParmVarDecl>(Variable) || Variable->isInitCapture() ||
                   Name.refersToEnclosingVariableOrCapture();
    if (Type->isPointerType())
      return isa<ParmVarDecl>(Variable) && !Type->getPointeeType().isConstQualified();
    const CXXRecordDecl *Record = classOf(Type);
    if (!Record || Kinds.isSoleOwner(Type) || Kinds.isIterator(Type) ||
        Kinds.isOwning(Type))
      return false;
    QualType To = firstArgument(*Record);
    if (To.isNull() || To.isConstQualified())
      return false;
    return IsGiven ||
           (Variable->getInit() && isa<CXXMemberCallExpr>(written(Variable->getInit())));
  }

  const ValueDecl *containerOrNested(const Expr *E) {
    if (const ValueDecl *Found = container(E))
      return Found;
    return Kinds.isOwning(E->getType()) ? element(E) : nullptr;
  }

  /// The container that what \p E points to is an element of.
  const ValueDecl *pointee(const Expr *E) {
    E = written(E);
    if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(E);
        Arrow && Arrow->getOperator() == OO_Arrow)
      return pointee(Arrow->getArg(0));
    if (E->getType()->isPointerType())
      return pointer(E);
    if (Kinds.isSoleOwner(E->getType()))
      return element(E);
    return iterator(E);
  }

  static bool pointsToElement(const CXXMemberCallExpr &Call) {
    const CXXRecordDecl *Record = classOf(Call.getObjectType());
    if (!Record || !Call.getType()->isPointerType())
      return false;
    QualType Pointee = Call.getType()->getPointeeType().getCanonicalType();
    for (const TypedefNameDecl *Alias : aliases(*Record))
      if (Alias->getUnderlyingType().getCanonicalType().getUnqualifiedType() ==
          Pointee.getUnqualifiedType())
        return true;
    return false;
  }

  /// `value_type` and `mapped_type`
  static llvm::SmallVector<const TypedefNameDecl *, 2>
  aliases(const CXXRecordDecl &Record) {
    llvm::SmallVector<const TypedefNameDecl *, 2> Found;
    for (const char *Name : {"value_type", "mapped_type"})
      for (const NamedDecl *Member :
           Record.lookup(&Record.getASTContext().Idents.get(Name)))
        if (const auto *Alias = dyn_cast<TypedefNameDecl>(Member))
          Found.push_back(Alias);
    return Found;
  }

  static llvm::ArrayRef<const Expr *> namedOrOperands(const CallExpr &Call) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
    return Operator && Operator->getOperator() != OO_Call
               ? llvm::ArrayRef<const Expr *>(Call.getArgs(), Call.getNumArgs())
               : namedCall(Call).Arguments;
  }

  Model &Unit;
  Containers &Kinds;
  const Body &In;
  const unsigned Depth; ///< of accessors
};

/// Who changes a container, as far as one can see.
class Changes {
public:
  explicit Changes(Model &Unit) : Unit(Unit), Kinds(Unit.Containers) {}

  struct Answer {
    /// A change, the worst first.
    const Expr *Any = nullptr;
    /// One that ends the life of elements.
    const Expr *Removal = nullptr;
    /// All code that could change it has been seen.
    bool IsComplete = false;
  };

  const Answer &of(const ValueDecl &Container) {
    auto [Known, IsNew] = Answers.try_emplace(&Container);
    if (IsNew)
      Known->second = compute(Container);
    return Known->second;
  }

private:
  Answer compute(const ValueDecl &Container) {
    Answer Found;
    Found.IsComplete = isClosed(Container);
    for (const Body *In : Unit.uses().bodies()) {
      if (isLifeOf(Container, In->Function))
        continue;
      for (const ValueDecl *Same : sameIn(Container, *In))
        for (const Expr *Use : In->uses(*Same)) {
          Effect Does = effectOf(*Use, *In);
          if (Does != Effect::None && !Found.Any)
            Found.Any = Use;
          if (Does == Effect::Removal && !Found.Removal)
            Found.Removal = Use;
        }
    }
    return Found;
  }

  enum class Effect { None, Insertion, Removal };

  /// The declarations that stand for \p Container in the pattern and the instances of its
  /// class.
  llvm::SmallVector<const ValueDecl *, 2> sameIn(const ValueDecl &Container,
                                                 const Body &In) const {
    llvm::SmallVector<const ValueDecl *, 2> All = {&Container};
    const auto *Field = dyn_cast<FieldDecl>(&Container);
    const CXXRecordDecl *Pattern =
        Field ? cast<CXXRecordDecl>(Field->getParent())->getTemplateInstantiationPattern()
              : nullptr;
    if (Pattern)
      for (const FieldDecl *Other : Pattern->fields())
        if (Other->getFieldIndex() == Field->getFieldIndex())
          All.push_back(Other);
    return All;
  }

  /// Whether \p Function makes or destroys the object that \p Container is a part of.
  static bool isLifeOf(const ValueDecl &Container, const FunctionDecl &Function) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    return isa<CXXConstructorDecl, CXXDestructorDecl>(Function) &&
           (Method->getParent() == Container.getDeclContext() ||
            Method->getParent() == pattern(Function).getDeclContext()) &&
           isa<FieldDecl>(Container);
  }

  /// Whether nobody outside of the unit can name \p Container.
  bool isClosed(const ValueDecl &Container) const {
    if (isa<ParmVarDecl>(Container))
      return false;
    if (const auto *Variable = dyn_cast<VarDecl>(&Container);
        Variable && !Variable->isStaticDataMember())
      return Variable->isStaticLocal() || !Variable->isExternallyVisible();
    const auto *Class = dyn_cast<CXXRecordDecl>(Container.getDeclContext());
    if (!Class)
      return false;
    if (const CXXRecordDecl *Pattern = Class->getTemplateInstantiationPattern())
      Class = Pattern;
    if (!Class->isExternallyVisible() || Class->isLocalClass())
      return true;
    return Container.getAccess() == AS_private && !Class->hasFriends() &&
           llvm::all_of(Class->decls(), [](const Decl *Member) {
             const FunctionDecl *Method = Member->getAsFunction();
             return !Method || Method->isImplicit() || Method->isDefaulted() ||
                    Method->isDeleted() || isPure(*Method) || Method->isDefined();
           });
  }

  static bool isPure(const FunctionDecl &Function) {
    return Function.isVirtualAsWritten() && !Function.isDefined() &&
           cast<CXXMethodDecl>(Function).getParent()->isAbstract();
  }

  Effect effectOf(const NamedDecl &Method) const {
    return effectOf(Method.getNameAsString());
  }
  Effect effectOf(llvm::StringRef Name) const {
    if (Unit.Words.Removals.matchesName(Name))
      return Effect::Removal;
    return Unit.Words.Insertions.matchesName(Name) ? Effect::Insertion : Effect::None;
  }

  Effect effectOf(const Expr &Use, const Body &In) {
    const Stmt *Around = In.writtenParent(Use);
    const Stmt *Below = &Use;
    while (isa_and_nonnull<ParenExpr>(Around)) {
      Below = Around;
      Around = In.writtenParent(*Around);
    }
    if (!Around)
      return Effect::Removal;
    if (const auto *Member = dyn_cast<MemberExpr>(Around)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      return !Method || Method->isConst() ? Effect::None : effectOf(*Method);
    }
    if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Around))
      return effectOf(Member->getMember().getAsString());
    if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(Around))
      return effectOf(Member->getMemberName().getAsString());
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Around))
      return operatorEffect(*Operator, Use, *Below);
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Around))
      return Kinds.isMap(Use.getType()) && Subscript->getBase() == Below
                 ? Effect::Insertion
                 : Effect::None;
    if (const auto *Call = dyn_cast<CallExpr>(Around))
      return argumentEffect(Call->getDirectCallee(),
                            {Call->getArgs(), Call->getNumArgs()}, *Below, In);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Around))
      return argumentEffect(Construct->getConstructor(),
                            {Construct->getArgs(), Construct->getNumArgs()}, *Below, In);
    if (const auto *Declaration = dyn_cast<DeclStmt>(Around))
      return declarationEffect(*Declaration, In);
    if (isa<CXXForRangeStmt, CoreturnStmt>(Around) || In.isDiscarded(Use))
      return Effect::None;
    if (isa<ReturnStmt>(Around)) {
      QualType Result = In.Function.getReturnType();
      return Result->isReferenceType() && !isConst(Result) ? Effect::Removal
                                                           : Effect::None;
    }
    return Effect::Removal;
  }

  Effect operatorEffect(const CXXOperatorCallExpr &Call, const Expr &Use,
                        const Stmt &Below) {
    switch (Call.getOperator()) {
    case OO_Subscript:
      return Kinds.isMap(Use.getType()) ? Effect::Insertion : Effect::None;
    case OO_Pipe:
    case OO_EqualEqual:
      return Effect::None;
    case OO_Call: // `std::views::reverse(items)`
      return Kinds.isRange(Call.getType()) && !Kinds.isOwning(Call.getType())
                 ? Effect::None
                 : Effect::Removal;
    case OO_Equal:
      return isWithinArgument(Call, 0, Below) ? Effect::Removal : Effect::None;
    default:
      break;
    }
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
    return Method && Method->isConst() && isWithinArgument(Call, 0, Below)
               ? Effect::None
               : Effect::Removal;
  }

  static bool isWithinArgument(const CallExpr &Call, unsigned Index, const Stmt &Node) {
    return written(Call.getArg(Index)) == written(cast<Expr>(&Node));
  }

  Effect argumentEffect(const FunctionDecl *Callee,
                        llvm::ArrayRef<const Expr *> Arguments, const Stmt &Below,
                        const Body &In) const {
    for (auto [Index, Argument] : llvm::enumerate(Arguments)) {
      if (!In.isWithin(Below, *Argument))
        continue;
      if (!Callee || Index >= Callee->getNumParams())
        return Effect::Removal;
      QualType Parameter = Callee->getParamDecl(Index)->getType();
      return Parameter->isReferenceType() && !isConst(Parameter) ? Effect::Removal
                                                                 : Effect::None;
    }
    return Effect::Removal;
  }

  static Effect declarationEffect(const DeclStmt &Declaration, const Body &In) {
    const Stmt *Around = In.parent(Declaration);
    if (isa_and_nonnull<CXXForRangeStmt>(Around))
      return Effect::None;
    for (const Decl *Declared : Declaration.decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Declared);
          Variable && Variable->getType()->isReferenceType() &&
          !isConst(Variable->getType()))
        return Effect::Removal;
    return Effect::None;
  }

  Model &Unit;
  Containers &Kinds;
  llvm::DenseMap<const ValueDecl *, Answer> Answers;
};

class BorrowFinder {
public:
  BorrowFinder(Model &Unit, const Body &In)
      : Unit(Unit), In(In), Kinds(Unit.Containers), Lenders(Unit, In), Locks(Unit, In),
        Changes(Unit) {}

  std::vector<Borrow> find() {
    for (const DeclStmt *Declaration : In.Declarations) {
      const auto *Loop = dyn_cast_or_null<CXXForRangeStmt>(In.parent(*Declaration));
      if (Loop && Loop->getLoopVarStmt() == Declaration) {
        examine(*Loop);
        continue;
      }
      if (Loop && Loop->getRangeStmt() == Declaration)
        continue;
      std::size_t Before = Found.size();
      for (const Decl *Declared : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Declared);
            Variable && Variable->hasLocalStorage() && Variable->getInit() &&
            Found.size() == Before) // `it = c.begin(), end = c.end()` is one borrow
          examine(*Variable, *Declaration);
    }
    return std::move(Found);
  }

private:
  // --- Loops ---

  void examine(const CXXForRangeStmt &Loop) {
    const Expr *Range = Loop.getRangeInit();
    llvm::ArrayRef<Suspension> Inside = In.suspensionsIn(*Loop.getBody());
    if (!Range || Inside.empty() || isInFoundLoop(Loop))
      return;
    const ValueDecl *Container = Lenders.container(Range);
    if (!Container)
      Container = Lenders.adapted(Range);
    if (!Container)
      return;
    const Flow &Flow = Unit.flowOf(In);
    const Stmt *Next = Loop.getLoopVarStmt();
    if (!Flow.contains(*Next))
      return;
    for (const Suspension &Each : Inside) {
      if (!letsOthersRun(Each) || Locks.areHeldAt(Each, *Next))
        continue;
      const Expr *Use = nullptr;
      if (!Flow.after(*Each.Keyword, {Next}).Nodes.contains(Next)) {
        const VarDecl *Element = Loop.getLoopVariable();
        if (!Element->getType()->isLValueReferenceType())
          continue;
        Use = usedAfter(Each, usesOf(*Element), {Next}, Flow);
        if (!Use)
          continue;
      }
      if (note({Loop.getForLoc(), nullptr, Container, Each.Keyword, Use, nullptr},
               /*ForIterators=*/Use == nullptr))
        Loops.push_back(&Loop);
      return;
    }
  }

  static bool letsOthersRun(const Suspension &At) {
    return !isa<CoyieldExpr>(At.Keyword) && maySuspend(At);
  }

  bool isInFoundLoop(const Stmt &Node) const {
    return llvm::any_of(Loops, [&](const CXXForRangeStmt *Loop) {
      return In.isWithin(Node, *Loop->getBody());
    });
  }

  // --- Variables ---

  void examine(const VarDecl &Variable, const DeclStmt &Declaration) {
    bool IsIterator = false;
    const ValueDecl *Container = lender(Variable, IsIterator);
    if (!Container)
      return;
    bool IsFixed = Variable.getType()->isReferenceType();
    const Flow &Flow = Unit.flowOf(In);
    const Stmt *Made = Flow.declaration(Variable);
    if (!Made)
      return;
    llvm::SmallVector<const Expr *, 8> Uses;
    Flow::Marks Ends = {Made};
    for (const Expr *Use : usesOf(Variable)) {
      const Stmt *Renewal = IsFixed ? nullptr : renewalBy(*Use);
      if (Renewal)
        Ends.insert(Renewal);
      else if (!isQuery(*Use))
        Uses.push_back(Use);
    }
    if (Uses.empty())
      return;
    if (!IsIterator)
      addLookups(Ends, *Container);
    for (const Suspension *Each : suspensionsBeforeUse(Uses, Ends, In, Flow)) {
      if (!letsOthersRun(*Each) || In.isWithin(*Each->Keyword, Declaration) ||
          Locks.areHeldAt(*Each, Declaration))
        continue;
      if (const Expr *Use = usedAfter(*Each, Uses, Ends, Flow)) {
        note({Variable.getLocation(), nameOf(Variable, *Use), Container, Each->Keyword,
              Use, nullptr},
             IsIterator, isOwnElement(Variable));
        return;
      }
    }
  }

  static const ValueDecl *nameOf(const VarDecl &Variable, const Expr &Use) {
    const auto *Name = dyn_cast<DeclRefExpr>(&Use);
    return isa<DecompositionDecl>(Variable) && Name ? Name->getDecl() : &Variable;
  }

  /// The container that \p Variable refers into; null if it does not.
  const ValueDecl *lender(const VarDecl &Variable, bool &IsIterator) {
    QualType Type = Variable.getType();
    const Expr *Init = Variable.getInit();
    if (Type->isLValueReferenceType())
      return Lenders.element(Init);
    if (Type->isPointerType())
      return Lenders.pointer(Init);
    IsIterator = true;
    if (isa<DecompositionDecl>(Variable))
      return Type->isReferenceType() ? nullptr : Lenders.pairWithIterator(Init);
    if (Kinds.isIterator(Type))
      return Lenders.iterator(Init);
    IsIterator = false;
    return Kinds.isView(Type) ? Lenders.view(Init) : nullptr;
  }

  llvm::SmallVector<const Expr *, 8> usesOf(const VarDecl &Variable) const {
    llvm::SmallVector<const Expr *, 8> Uses;
    auto Add = [&](const ValueDecl &Name) {
      llvm::ArrayRef<const Expr *> Some = In.uses(Name);
      Uses.append(Some.begin(), Some.end());
    };
    Add(Variable);
    if (const auto *Parts = dyn_cast<DecompositionDecl>(&Variable))
      for (const BindingDecl *Part : Parts->bindings())
        if (Parts->getType()->isReferenceType() || Kinds.isIterator(Part->getType()))
          Add(*Part);
    return Uses;
  }

  /// The assignment by which \p Use gives the variable another value; null if it is none.
  const Stmt *renewalBy(const Expr &Use) const {
    const Stmt *Around = In.writtenParent(Use);
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around))
      return Binary->getOpcode() == BO_Assign && written(Binary->getLHS()) == &Use
                 ? Binary
                 : nullptr;
    const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around);
    return Operator && Operator->getOperator() == OO_Equal &&
                   written(Operator->getArg(0)) == &Use
               ? Operator
               : nullptr;
  }

  /// Whether \p Use does nothing, or of a pointer, only asks whether it is null.
  bool isQuery(const Expr &Use) const {
    if (In.isDiscarded(Use))
      return true;
    if (!Use.getType()->isPointerType())
      return false;
    const Stmt *Around = In.writtenParent(Use);
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around))
      return Binary->isEqualityOp() || Binary->isLogicalOp();
    if (const auto *Not = dyn_cast_or_null<UnaryOperator>(Around))
      return Not->getOpcode() == UO_LNot;
    return isa_and_nonnull<IfStmt, WhileStmt>(Around) || In.leavesAlone(Use);
  }

  /// Who looks whether an element is still there knows what to do.
  void addLookups(Flow::Marks &Ends, const ValueDecl &Container) const {
    for (const CallExpr *Call : In.Calls)
      if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
          Member && Member->getMethodDecl() &&
          Unit.Words.Lookups.matches(*Member->getMethodDecl()))
        if (const Expr *Object = written(Member->getImplicitObjectArgument());
            llvm::is_contained(In.uses(Container), Object))
          Ends.insert(Call);
  }

  /// The first of \p Uses that may be the next after \p At.
  const Expr *usedAfter(const Suspension &At, llvm::ArrayRef<const Expr *> Uses,
                        const Flow::Marks &Ends, const Flow &Flow) const {
    const Expr *First = nullptr;
    for (const Expr *Use : Uses) {
      Flow::Marks Looked = Ends;
      Looked.insert(Use);
      bool IsAfter = isNeededAfter(*Use, At, In) ||
                     Flow.after(*At.Keyword, Looked).Nodes.contains(Use);
      if (IsAfter && (!First || In.isBefore(*Use, *First)))
        First = Use;
    }
    return First;
  }

  /// Whether \p Variable refers to what this coroutine has put into a container.
  bool isOwnElement(const VarDecl &Variable) const {
    const Expr *Init = written(Variable.getInit());
    if (const auto *First = dyn_cast<MemberExpr>(Init))
      Init = written(First->getBase());
    const auto *Call = dyn_cast<CXXMemberCallExpr>(Init);
    return Call && Call->getMethodDecl() && Call->getMethodDecl()->getIdentifier() &&
           Unit.Words.Insertions.matches(*Call->getMethodDecl());
  }

  // --- Who may change the container ---

  bool note(Borrow Borrow, bool ForIterators, bool IsOwnElement = false) {
    if (isa<ParmVarDecl>(Borrow.Container) && isLentByCallers(*Borrow.Container))
      return false;
    if (isOfAwaiter(*Borrow.Container))
      return false;
    bool IsStable = Kinds.isStable(Borrow.Container->getType(), ForIterators);
    if (IsStable && IsOwnElement)
      return false;
    const Changes::Answer &Who = Changes.of(*Borrow.Container);
    Borrow.Change = Who.Removal ? Who.Removal : IsStable ? nullptr : Who.Any;
    if (Who.IsComplete && !Borrow.Change)
      return false;
    Found.push_back(Borrow);
    return true;
  }

  /// Whether \p Container is a part of what somebody awaits: it belongs to the one who is
  /// suspended by it.
  bool isOfAwaiter(const ValueDecl &Container) const {
    for (const DeclContext *Around = Container.getDeclContext(); Around;
         Around = Around->getParent())
      if (const auto *Class = dyn_cast<CXXRecordDecl>(Around);
          Class && Kinds.isAwaiter(*Class))
        return true;
    return false;
  }

  /// Whether every caller in sight hands over a local variable of its own and waits.
  bool isLentByCallers(const ValueDecl &Parameter) {
    const FunctionUses &Uses = Unit.uses().of(In.Function);
    unsigned Index = cast<ParmVarDecl>(Parameter).getFunctionScopeIndex();
    return !Uses.IsAddressTaken && !Uses.Calls.empty() &&
           llvm::all_of(Uses.Calls, [&](const CallSite &Site) {
             llvm::ArrayRef<const Expr *> Arguments = namedCall(*Site.Call).Arguments;
             if (!isa<CXXOperatorCallExpr>(Site.Call))
               Arguments = {Site.Call->getArgs(), Site.Call->getNumArgs()};
             const auto *Name = Index < Arguments.size()
                                    ? dyn_cast<DeclRefExpr>(written(Arguments[Index]))
                                    : nullptr;
             const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
             return Variable && Variable->hasLocalStorage() &&
                    !Variable->getType()->isReferenceType() && isWaitedFor(Site);
           });
  }

  bool isWaitedFor(const CallSite &Site) {
    for (const Stmt *Around = Site.In->parent(*Site.Call); isa_and_nonnull<Expr>(Around);
         Around = Site.In->parent(*Around)) {
      if (suspensionOperand(*Around))
        return true;
      if (const auto *Call = dyn_cast<CallExpr>(Around);
          Call && Unit.waits(*Call, *Site.In))
        return true;
    }
    return false;
  }

  Model &Unit;
  const Body &In;
  Containers &Kinds;
  Loans Lenders;
  TakenLocks Locks;
  async_checks::Changes Changes;
  llvm::SmallVector<const CXXForRangeStmt *, 2> Loops;
  std::vector<Borrow> Found;
};

} // namespace

std::vector<Borrow> findBorrows(Model &Model, const Body &In) {
  // A pattern does not tell what locks and what may suspend; its instances do.
  if (!In.Coroutine || In.Suspensions.empty() || In.Function.isDependentContext())
    return {};
  return BorrowFinder(Model, In).find();
}

} // namespace async_checks
