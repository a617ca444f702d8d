#include "model/sharing/Lenders.h"
#include "model/Model.h"
#include "model/types/Containers.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace async_checks {

namespace {

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
class LenderFinder {
public:
  LenderFinder(Model &Unit, const Body &In, unsigned Depth = 0)
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
      if (!isa<FieldDecl, VarDecl>(Field) || isConstType(Field->getType()) ||
          !Kinds.isOwning(Field->getType()))
        return nullptr;
      return isa<VarDecl>(Field) || isSharedObject(Member->getBase()) ? Field : nullptr;
    }
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E); Call && Call->isLValue())
      return handedOut(*Call, &LenderFinder::container);
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
      if (const ValueDecl *Found = handedOut(*Call, &LenderFinder::element))
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
      const ValueDecl *Found = handedOut(*Method, &LenderFinder::iterator);
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
      if (const ValueDecl *Found = handedOut(*Method, &LenderFinder::pointer))
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
              !isConstType(Member->getMemberDecl()->getType()) &&
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
                             const ValueDecl *(LenderFinder::*Find)(const Expr *)) {
    const CXXMethodDecl *Method = Call.getMethodDecl();
    const FunctionDecl *Definition = nullptr;
    if (Depth > 1 || !Method || Method->isVirtual() || !Method->hasBody(Definition) ||
        Kinds.isOwning(Call.getObjectType()) ||
        !isSharedObject(Call.getImplicitObjectArgument()))
      return nullptr;
    const Body &Does = Unit.bodyOf(*Definition);
    LenderFinder Inner(Unit, Does, Depth + 1);
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
    if (!Variable || Variable->isConstexpr() || isConstType(Variable->getType()))
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

} // namespace

const ValueDecl *containerOf(const Expr &E, const Body &In, Model &Unit) {
  LenderFinder Finder(Unit, In);
  const ValueDecl *Found = Finder.container(&E);
  return Found ? Found : Finder.adapted(&E);
}

const ValueDecl *lenderOfElement(const Expr &E, const Body &In, Model &Unit) {
  return LenderFinder(Unit, In).element(&E);
}

const ValueDecl *lenderOfIterator(const Expr &E, const Body &In, Model &Unit) {
  return LenderFinder(Unit, In).iterator(&E);
}

const ValueDecl *lenderOfPair(const Expr &E, const Body &In, Model &Unit) {
  return LenderFinder(Unit, In).pairWithIterator(&E);
}

const ValueDecl *lenderOfPointer(const Expr &E, const Body &In, Model &Unit) {
  return LenderFinder(Unit, In).pointer(&E);
}

const ValueDecl *lenderOfView(const Expr &E, const Body &In, Model &Unit) {
  return LenderFinder(Unit, In).view(&E);
}

} // namespace async_checks
