#include "model/summary/FieldUses.h"
#include "model/Model.h"
#include "model/sharing/ContainerChanges.h"
#include "model/sharing/Parties.h"
#include "model/unit/Places.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using async_checks::program::FieldWord;

namespace async_checks {

using FieldWords = program::Words<FieldWord>;

/// Whether functions of other units may name \p Field: its class stands in a header.
static bool isSeenByOthers(const FieldDecl &Field) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Field.getParent());
  const SourceManager &Sources = Field.getASTContext().getSourceManager();
  SourceLocation At = Sources.getExpansionLoc(Field.getLocation());
  return Class && !Class->isLambda() && Class->isExternallyVisible() &&
         !Sources.isInSystemHeader(At) && !Sources.isInMainFile(At);
}

/// What \p Use does to \p Field.
static FieldWords effectOf(Model &Unit, const FieldDecl &Field, const Expr &Use,
                           const Body &In) {
  FieldWords Found;
  Found.add(FieldWord::Unblocks, tellsNotToBlock(Unit, Use, In));
  if (makesOrDestroys(In.Function, Field))
    return Found;
  Found.add(FieldWord::Writes, In.parent(Use) && mayChange(Use, In, Unit));
  if (Unit.Containers.isOwning(Field.getType())) {
    ContainerEffect Effect = effectOn(Unit, Use, In);
    Found.add(FieldWord::Inserts, Effect == ContainerEffect::Insertion);
    Found.add(FieldWord::Erases, Effect == ContainerEffect::Removal);
  }
  return Found;
}

std::vector<FieldUse> fieldUses(Model &Unit, const Body &In) {
  std::vector<FieldUse> Found;
  for (const FieldDecl *Field : In.fields()) {
    if (!isSeenByOthers(*Field))
      continue;
    FieldWords All;
    for (const Expr *Use : In.uses(*Field)) {
      FieldWords New = effectOf(Unit, *Field, *Use, In);
      New.Bits &= ~All.Bits;
      All.Bits |= New.Bits;
      if (New.Bits)
        Found.push_back({Field, beginOf(*Use), New});
    }
  }
  return Found;
}

} // namespace async_checks
