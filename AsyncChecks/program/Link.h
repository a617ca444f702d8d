// The program, put together from what its units say.
#pragma once

#include "program/Records.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/raw_ostream.h"
#include <functional>

namespace async_checks::program {

/// Joins summaries, closes over their calls, and answers what each unit can ask. Linear
/// in the number of calls. The answers depend on what is added in which order, and on
/// nothing else.
class Link {
public:
  /// Takes what one unit says, before close().
  void add(const Summary &Said);

  /// Follows the calls over all units.
  void close();

  unsigned numUnits() const { return Units.size(); }

  /// What a unit may ask: about functions that it calls and does not define, and about
  /// its own that others call.
  Slice sliceOf(unsigned Unit) const;

  /// Tells how large the program is, which functions are ambiguous and why, and which
  /// ways lead from coroutines through other units to what parks the thread.
  void report(llvm::raw_ostream &Out) const;

private:
  static constexpr uint32_t None = ~0u, Many = None - 1;

  /// A function that a unit defines; some do for a template or an inline function.
  struct Definition {
    Function Said;
    unsigned Unit; ///< the first
    /// One that says something else, and as what: then nothing is known.
    std::optional<unsigned> OtherUnit;
  };
  struct UnitPart {
    std::string Name;
    bool IsBroken;
    std::vector<uint32_t> Defined, Mentioned, Asked, Named; ///< entities
  };
  struct CallSite {
    uint32_t Caller; ///< an entity
    const Call *How;
  };
  struct FieldSite {
    uint32_t Function; ///< an entity
    const FieldUse *Use;
  };
  /// One step of a shortest way. Depth 0: there is no way.
  struct Hop {
    unsigned Depth = 0;
    Place At;
    uint32_t Next = None; ///< the entity that the way goes to, or comes from
    bool JoinsOwn = false;
  };
  /// The calls of a coroutine that say the same, by their places.
  struct CallerKind {
    Caller Said;
    std::vector<CallSite> Sites;
  };
  uint32_t number(const Entity &Said);
  uint32_t number(const File &Said);
  void addDefinition(Function Said, unsigned Unit);

  /// What is known of a function; null if nobody defines it, or if units disagree.
  const Function *known(uint32_t Entity) const;
  bool is(uint32_t Entity, FunctionWord Word) const;
  /// Calls \p Visit for each call that may run \p Entity.
  void callsOf(uint32_t Entity, llvm::function_ref<void(const CallSite &)> Visit) const;
  /// The function that a call of \p Callee runs: itself, or the only override of a
  /// virtual one. None if that is not known.
  uint32_t runs(const Call &Call) const;

  void collect();
  void close(FunctionWord Of, CallWord By);
  void findParking();
  void findReach();
  void findWaits();
  void findNames();
  void findCallers();
  void closeTakings();

  bool asks(unsigned Unit, uint32_t Entity) const {
    return std::binary_search(Units[Unit].Asked.begin(), Units[Unit].Asked.end(), Entity);
  }
  std::optional<Answer> answerOf(uint32_t Entity) const;
  /// What all of \p Functions do with a parameter, where they do the same.
  std::vector<Taking> takingsOf(llvm::ArrayRef<uint32_t> Functions) const;
  std::vector<Step> toParking(uint32_t Entity) const;
  std::vector<Step> fromCoroutine(uint32_t Entity, unsigned Unit) const;
  /// Adds to \p Slice who calls and names coroutines, outside of its unit.
  void addCallers(Slice &Slice, unsigned Unit) const;
  std::vector<Caller> callersOf(uint32_t Entity, unsigned Unit, bool IsOwn) const;
  /// The first of \p Sites that does not stand in \p Unit; null if all do.
  const CallSite *firstOutside(llvm::ArrayRef<CallSite> Sites, unsigned Unit) const;
  bool isNamedOutside(uint32_t Entity, unsigned Unit) const;

  // Fields, in LinkFields.cpp.
  void findFieldUses();
  bool isToldNotToBlock(uint32_t Field) const;
  void addFields(unsigned Unit, Slice &To) const;
  FieldAnswer fieldAnswer(uint32_t Field, unsigned Unit) const;
  uint32_t onlyCaller(uint32_t Entity) const;

  std::vector<UnitPart> Units;
  std::vector<File> Files;
  std::vector<Entity> Entities;
  llvm::StringMap<uint32_t> FileNumbers, EntityNumbers;
  std::vector<Definition> Definitions;
  std::vector<uint32_t> DefinitionOf; ///< by entity

  // Made by close(), by entity.
  std::vector<std::vector<uint32_t>> Overriders, Overridden;
  std::vector<uint32_t> FirstSite; ///< in Sites; one more than there are entities
  std::vector<CallSite> Sites;
  llvm::DenseMap<uint32_t, std::vector<FieldSite>> FieldSites; ///< asks left out
  std::vector<Words<FunctionWord>> Closed;
  std::vector<Hop> Parking, Reached;
  std::vector<bool> LeadsToWait;
  std::vector<uint32_t> NamedIn; ///< a unit; Many; or None
  std::vector<std::vector<CallerKind>> CallerKinds;
  std::vector<std::vector<Taking>> Takings;
};

} // namespace async_checks::program
