// What people are told of the program.
#include "program/Link.h"
#include "llvm/ADT/STLExtras.h"

namespace async_checks::program {

void Link::report(llvm::raw_ostream &Out) const {
  size_t Broken =
      llvm::count_if(Units, [](const UnitPart &Each) { return Each.IsBroken; });
  size_t Coroutines = 0, Ambiguous = 0, Ways = 0;
  for (const Definition &Each : Definitions) {
    Ambiguous += !Each.isKnown();
    Coroutines += Each.says().has(FunctionWord::Coroutine);
  }
  std::string Told;
  llvm::raw_string_ostream To(Told);
  auto Name = [&](uint32_t Entity) {
    llvm::StringRef Text = Entities.name(Entity);
    return Text.empty() ? "lambda" : Text;
  };
  auto At = [&](const Place &Where) {
    To << Files[Where.File].Path << ':' << Where.Line << ':' << Where.Column << ": ";
  };
  for (const Definition &Each : Definitions)
    if (!Each.isKnown()) {
      At(Each.at());
      To << "ambiguous: '" << Name(Each.entity()) << "' is not the same in "
         << Units[Each.unit()].Name << " and " << Units[Each.otherUnit()].Name << '\n';
    }
  for (const Definition &Each : known()) {
    if (!mustNotBlock(Each.entity()))
      continue;
    for (const Call &Call : Each.calls()) {
      uint32_t Callee = runs(Call);
      if (!Call.Says.has(CallWord::Followed) || Callee == None || !Parking[Callee].Depth)
        continue;
      ++Ways;
      At(Call.At.Line ? Call.At : Each.at());
      To << "way: " << Name(Each.entity());
      std::vector<Step> Way = toParking(Callee);
      for (const Step &Step : Way)
        To << " > " << (Step.From.empty() ? "lambda" : Step.From);
      To << " > " << Way.back().To << '\n';
    }
  }
  Out << "units: " << Units.size() << ", of which broken: " << Broken
      << "\nfiles: " << Files.size() << "\nfunctions: " << Definitions.size()
      << ", of which coroutines: " << Coroutines << ", ambiguous: " << Ambiguous
      << "\nentities: " << Entities.size() << "\ncalls: " << Sites.numItems()
      << "\nways from coroutines to what parks the thread: " << Ways << '\n'
      << To.str();
}

} // namespace async_checks::program
