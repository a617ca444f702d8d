#include "program/Link.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

namespace async_checks::program {

/// Spreads what callees do with a parameter to who hands them its own.
void Link::closeTakings() {
  struct Source {
    uint32_t Parameter; ///< in All
    const Passing *How;
  };
  struct Node {
    Taking *Of;
    llvm::SmallVector<Source, 1> From;
  };
  Takings = {Entities.size(), [this](auto Add) {
               for (const Definition &Each : known())
                 for (const Taking &Own : Each.details().Takes)
                   Add(Each.entity(), Own);
             }};
  std::vector<Node> All;
  llvm::DenseMap<std::pair<uint32_t, uint32_t>, uint32_t> Numbers;
  for (const Definition &Each : known())
    for (Taking &Own : Takings[Each.entity()]) {
      Numbers[{Each.entity(), Own.Parameter}] = All.size();
      All.push_back({&Own, {}});
    }

  auto Target = [&](const Passing &How) {
    llvm::ArrayRef<uint32_t> Known = Overriders[How.Callee];
    uint32_t Callee = How.Callee;
    if (!Known.empty())
      Callee = Known.size() == 1 && !isDefined(Callee) ? Known.front() : None;
    auto Found = Numbers.find({Callee, How.To});
    return Found == Numbers.end() ? nullptr : &All[Found->second];
  };
  std::vector<uint32_t> Pending;
  for (const Definition &Each : known())
    for (const Passing &How : Each.details().Passes) {
      auto Own = Numbers.find({Each.entity(), How.Parameter});
      if (Own == Numbers.end())
        continue;
      if (Node *Callee = Target(How))
        Callee->From.push_back({Own->second, &How});
      else
        All[Own->second].Of->Says.Bits |= How.Assumed.Bits;
    }
  for (uint32_t I = 0; I != All.size(); ++I)
    Pending.push_back(I);
  while (!Pending.empty()) {
    const Node &Callee = All[Pending.back()];
    Pending.pop_back();
    for (const Source &Each : Callee.From) {
      Words<TakeWord> &Says = All[Each.Parameter].Of->Says;
      uint32_t More = Callee.Of->Says.Bits & Each.How->Says.Bits & ~Says.Bits;
      if (!More)
        continue;
      Says.Bits |= More;
      Pending.push_back(Each.Parameter);
    }
  }
}

std::vector<Taking> Link::takingsOf(llvm::ArrayRef<uint32_t> Functions) const {
  std::vector<Taking> Common = Takings[Functions.front()].vec();
  for (uint32_t Each : Functions.drop_front())
    llvm::erase_if(Common, [&](const Taking &One) {
      return !llvm::is_contained(Takings[Each], One);
    });
  return Common;
}

} // namespace async_checks::program
