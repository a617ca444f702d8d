#include "model/tasks/Outcomes.h"
#include "model/Model.h"
#include "model/tasks/Resumptions.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace async_checks {

namespace {

/// Looks at one result, and at what it is made of.
class ResultType {
public:
  explicit ResultType(Model &Unit) : Unit(Unit), Words(Unit.Words) {}

  bool keepsException(QualType Type) const {
    return Unit.Types.of(Type).Awaits == Awaitable::No &&
           holdsException(Type, /*Depth=*/4);
  }

  Outcome of(QualType Type) const {
    if (Type->isDependentType() || Unit.Types.of(Type).Awaits != Awaitable::No)
      return Outcome::None;
    QualType Teller = tellerIn(Type, Unit);
    if (tellsFailure(Teller))
      return Outcome::Failure;
    const TagDecl *Tag = Teller.getNonReferenceType()->getAsTagDecl();
    if (Tag && Tag->hasAttr<WarnUnusedResultAttr>())
      return Outcome::Wanted;
    return isListOfResults(Type) ? Outcome::Results : Outcome::None;
  }

private:
  /// Whether \p Type is known for it, or has an error and can be asked whether there is
  /// one.
  bool tellsFailure(QualType Type) const {
    const CXXRecordDecl *Record = classOf(Type);
    if (!Record)
      return false;
    return Words.ResultTypes.matches(*Record) ||
           (hasMember(*Record,
                      [this](const NamedDecl &Member) {
                        return Words.ErrorAccessors.matches(Member);
                      }) &&
            hasMember(*Record, [this](const NamedDecl &Member) {
              const auto *Conversion = dyn_cast<CXXConversionDecl>(&Member);
              return Conversion ? Conversion->getConversionType()->isBooleanType()
                                : Words.SuccessQueries.matches(Member);
            }));
  }

  template <typename Predicate>
  static bool hasMember(const CXXRecordDecl &Record, Predicate IsWanted) {
    auto Has = [&](const CXXRecordDecl &Class) {
      return llvm::any_of(Class.methods(), [&](const CXXMethodDecl *Method) {
        return !Method->isStatic() && Method->getNumParams() == 0 && IsWanted(*Method);
      });
    };
    return Has(Record) || llvm::any_of(Record.bases(), [&](const CXXBaseSpecifier &Base) {
             const CXXRecordDecl *Class = classOf(Base.getType());
             return Class && hasMember(*Class, IsWanted);
           });
  }

  // --- Results of several operations ---

  bool isListOfResults(QualType Type) const {
    const CXXRecordDecl *Record = classOf(Type);
    if (!Record)
      return false;
    if (Words.Tuples.matches(*Record)) {
      llvm::SmallVector<QualType, 2> Elements = typeArguments(*Record);
      return !Elements.empty() && llvm::all_of(Elements, [this](QualType Element) {
        return tellsOne(Element);
      });
    }
    std::optional<QualType> Element = Unit.Types.elementOf(*Record);
    return Element && tellsOne(*Element);
  }

  bool tellsOne(QualType Element) const {
    return tellsFailure(Element) || keepsException(Element);
  }

  /// Whether a value of \p Type has an exception that was caught, or the coroutine whose
  /// promise has.
  bool holdsException(QualType Type, unsigned Depth) const {
    const CXXRecordDecl *Record = classOf(Type);
    if (!Record || Depth == 0)
      return false;
    if (Words.CaughtExceptions.matches(*Record))
      return true;
    auto Holds = [&](QualType Part) { return holdsException(Part, Depth - 1); };
    if (Words.Holders.matches(*Record) || isCoroutineHandle(Type, Unit))
      return llvm::any_of(typeArguments(*Record), Holds);
    return llvm::any_of(
               Record->fields(),
               [&](const FieldDecl *Field) { return Holds(Field->getType()); }) ||
           llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
             return Holds(Base.getType());
           });
  }

  Model &Unit;
  const Vocabulary &Words;
};

} // namespace

Outcome outcomeOf(QualType Type, Model &Model) { return ResultType(Model).of(Type); }

bool keepsException(QualType Type, Model &Model) {
  return ResultType(Model).keepsException(Type);
}

QualType tellerIn(QualType Type, const Model &Model) {
  const CXXRecordDecl *Record = classOf(Type);
  bool IsTuple = Record && Model.Words.Tuples.matches(*Record);
  llvm::SmallVector<QualType, 2> Elements;
  if (IsTuple)
    Elements = typeArguments(*Record);
  return Elements.empty() ? Type : Elements.front();
}

} // namespace async_checks
