#include "model/types/Containers.h"
#include "model/Model.h"

using namespace clang;

namespace async_checks {

const CXXRecordDecl *classOf(QualType Type) {
  const CXXRecordDecl *Record =
      Type.isNull() ? nullptr : Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Record ? Record->getDefinition() : nullptr;
}

/// Whether \p Record or one of its bases, those of a pattern too, satisfies \p Test.
template <typename Test>
static bool hasClass(const Types &Types, const CXXRecordDecl &Record, Test Satisfies) {
  if (Satisfies(Record))
    return true;
  return Record.hasDefinition() &&
         llvm::any_of(Record.bases(), [&](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Class = Types.record(Base.getType());
           return Class && Class != &Record && hasClass(Types, *Class, Satisfies);
         });
}

static bool declares(const Types &Types, const CXXRecordDecl &Record,
                     DeclarationName Name) {
  return hasClass(Types, Record, [Name](const CXXRecordDecl &Class) {
    return !Class.lookup(Name).empty();
  });
}

bool Containers::has(const CXXRecordDecl &Record, llvm::StringRef Name) const {
  return declares(Unit.Types, Record, &Unit.Context.Idents.get(Name));
}

bool Containers::has(const CXXRecordDecl &Record, OverloadedOperatorKind Operator) const {
  return declares(Unit.Types, Record,
                  Unit.Context.DeclarationNames.getCXXOperatorName(Operator));
}

bool Containers::isOwning(QualType Type) {
  const CXXRecordDecl *Record = Unit.Types.record(Type);
  if (!Record || !Record->hasDefinition())
    return false;
  auto [Slot, IsNew] = Owning.try_emplace(Record->getCanonicalDecl(), false);
  if (IsNew)
    Slot->second = (Unit.Types.elementOf(*Record) ||
                    (has(*Record, "value_type") && has(*Record, "container_type"))) &&
                   inserts(*Record);
  return Slot->second;
}

bool Containers::inserts(const CXXRecordDecl &Record) const {
  return hasClass(Unit.Types, Record, [this](const CXXRecordDecl &Class) {
    return llvm::any_of(Class.decls(), [this](const Decl *Member) {
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Member->getAsFunction());
      return Method && Method->getIdentifier() && !Method->isStatic() &&
             !Method->isConst() && Unit.Words.Insertions.matches(*Method);
    });
  });
}

bool Containers::isStable(QualType Type, bool ForIterators) const {
  const CXXRecordDecl *Record = Unit.Types.record(Type);
  if (!Record)
    return false;
  if (has(*Record, "splice") || (!ForIterators && isDoubleEnded(*Record)))
    return true;
  // A table may move its iterators, and one that is not made of nodes its elements.
  return has(*Record, "node_type") &&
         (!has(*Record, "rehash") || (!ForIterators && has(*Record, "local_iterator")));
}

/// What the adaptor \p Record keeps its elements in, \p Record itself if it is none.
static const CXXRecordDecl &adapted(const Types &Types, const CXXRecordDecl &Record,
                                    ASTContext &Context) {
  for (const NamedDecl *Member : Record.lookup(&Context.Idents.get("container_type")))
    if (const auto *Alias = dyn_cast<TypedefNameDecl>(Member))
      if (const CXXRecordDecl *Inside = Types.record(Alias->getUnderlyingType()))
        return *Inside;
  return Record;
}

bool Containers::isDoubleEnded(const CXXRecordDecl &Record) const {
  const CXXRecordDecl &Kept = adapted(Unit.Types, Record, Unit.Context);
  return has(Kept, "push_front") && has(Kept, OO_Subscript) && !has(Kept, "capacity");
}

bool Containers::isMap(QualType Type) const {
  const CXXRecordDecl *Record = Unit.Types.record(Type);
  return Record && has(*Record, "mapped_type");
}

bool Containers::isIterator(QualType Type) const {
  const CXXRecordDecl *Record = classOf(Type);
  return Record && has(*Record, OO_Star) && has(*Record, OO_PlusPlus);
}

bool Containers::isInserter(QualType Type) const {
  return isIterator(Type) && has(*classOf(Type), "container_type");
}

bool Containers::isPointer(QualType Type) const {
  const CXXRecordDecl *Record = classOf(Type);
  return Record && has(*Record, OO_Arrow) && !has(*Record, OO_PlusPlus);
}

bool Containers::isSoleOwner(QualType Type) const {
  return isPointer(Type) && Unit.Types.of(Type).IsMoveOnly;
}

bool Containers::isHolder(QualType Type) const {
  const CXXRecordDecl *Record = classOf(Type);
  return Record && has(*Record, OO_Star) && !has(*Record, OO_PlusPlus) &&
         (Unit.Types.of(*Record).IsMoveOnly ||
          (has(*Record, "value_type") && inserts(*Record)));
}

bool Containers::isFuture(QualType Type) const {
  const CXXRecordDecl *Record = classOf(Type);
  return Record && has(*Record, "get") && has(*Record, "wait") &&
         Unit.Types.of(*Record).Awaits == Awaitable::No;
}

bool Containers::isAwaiter(const CXXRecordDecl &Record) const {
  return Record.hasDefinition() && has(Record, "await_suspend");
}

bool Containers::isRange(QualType Type) const {
  const CXXRecordDecl *Record = classOf(Type);
  return Record && has(*Record, "begin") && has(*Record, "end");
}

bool Containers::isView(QualType Type) {
  return isRange(Type) && !isOwning(Type) && classOf(Type)->isTriviallyCopyable();
}

} // namespace async_checks
