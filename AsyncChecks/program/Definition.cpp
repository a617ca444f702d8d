#include "program/Definition.h"

namespace async_checks::program {

Definition::Definition(Function Said, unsigned Unit) : Unit(Unit) {
  set(std::move(Said));
}

void Definition::set(Function Said) {
  Entity = Said.Entity;
  At = Said.At;
  Says = Said.Says;
  Obstacle = Said.Obstacle;
  Calls = std::move(Said.Calls);
  More = Said.isEmpty() ? nullptr : std::make_unique<Details>(std::move(Said));
}

Function Definition::get() && {
  Function Said;
  if (More)
    static_cast<Details &>(Said) = std::move(*More);
  Said.Entity = Entity;
  Said.At = At;
  Said.Says = Says;
  Said.Obstacle = Obstacle;
  Said.Calls = std::move(Calls);
  return Said;
}

const Details &Definition::details() const {
  static const Details None;
  return More ? *More : None;
}

bool Definition::isTheSame(const Function &Other) const {
  const Details &Own = details();
  return At == Other.At && Says == Other.Says && Own.Parks == Other.Parks &&
         Own.Overrides == Other.Overrides && Calls == Other.Calls &&
         Own.Fields == Other.Fields;
}

void Definition::add(const Function &Said, unsigned From) {
  if (isTheSame(Said)) {
    if (!Obstacle)
      Obstacle = Said.Obstacle;
    // What one unit sees of the callees, another may not.
    if (More && (More->Takes != Said.Takes || More->Passes != Said.Passes))
      More->Takes.clear();
    return;
  }
  if (At != Said.At || !Says.has(FunctionWord::Template)) {
    OtherUnit = From;
    return;
  }
  Function Joined = std::move(*this).get();
  join(Joined, Said);
  set(std::move(Joined));
}

} // namespace async_checks::program
