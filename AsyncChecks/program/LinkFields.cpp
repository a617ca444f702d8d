// What functions do to fields, over all units.
#include "program/Link.h"
#include "llvm/ADT/STLExtras.h"

namespace async_checks::program {

void Link::findFieldUses() {
  for (const Definition &Each : known())
    for (const FieldUse &Use : Each.details().Fields)
      FieldSites[Use.Field].push_back({Each.entity(), &Use});
}

bool Link::isToldNotToBlock(uint32_t Field) const {
  auto Found = FieldSites.find(Field);
  return Found != FieldSites.end() &&
         llvm::any_of(Found->second, [](const FieldSite &Site) {
           return Site.Use->Does.has(FieldWord::Unblocks);
         });
}

/// The one function that calls \p Entity; None if there are others, or if there may be.
uint32_t Link::onlyCaller(uint32_t Entity) const {
  if (is(Entity, FunctionWord::Public))
    return None;
  uint32_t Caller = None;
  bool IsOne = true;
  callsOf(Entity, [&](const CallSite &Site) {
    IsOne &= Caller == None || Caller == Site.Caller;
    Caller = Site.Caller;
  });
  return IsOne ? Caller : None;
}

FieldAnswer Link::answerTo(const AskedField &Asked, unsigned Unit) const {
  FieldAnswer Result{Entities[Asked.Of], {}};
  auto Found = FieldSites.find(Asked.Of);
  if (Found == FieldSites.end())
    return Result;
  std::vector<FieldSite> Sites;
  llvm::copy_if(Found->second, std::back_inserter(Sites), [&](const FieldSite &Site) {
    return (Site.Use->Does.Bits & Asked.About.Bits) && !defines(Unit, Site.Function);
  });
  llvm::sort(Sites, [this](const FieldSite &A, const FieldSite &B) {
    const Place &X = A.Use->At, &Y = B.Use->At;
    llvm::StringRef UsrA = Entities.usr(A.Function), UsrB = Entities.usr(B.Function);
    return std::tie(Files[X.File].Path, X.Line, X.Column, UsrA) <
           std::tie(Files[Y.File].Path, Y.Line, Y.Column, UsrB);
  });
  for (const FieldSite &Site : Sites) {
    FieldChange Change{Site.Use->At, Site.Use->Does, {}};
    Change.Does.Bits &= Asked.About.Bits;
    if (uint32_t Caller = onlyCaller(Site.Function); Caller != None)
      Change.OnlyCaller = Entities.usr(Caller).str();
    if (llvm::none_of(Result.Changes, [&](const FieldChange &Other) {
          return Other.Does == Change.Does && Other.OnlyCaller == Change.OnlyCaller;
        }))
      Result.Changes.push_back(std::move(Change));
  }
  return Result;
}

void Link::addFields(unsigned Unit, Slice &To) const {
  for (const AskedField &Each : Units[Unit].AskedFields)
    if (FieldAnswer Found = answerTo(Each, Unit); !Found.Changes.empty())
      To.Fields.push_back(std::move(Found));
  llvm::sort(To.Fields, [](const FieldAnswer &A, const FieldAnswer &B) {
    return A.Of.Usr < B.Of.Usr;
  });
}

} // namespace async_checks::program
