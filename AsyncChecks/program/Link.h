// The program, put together from what its units say.
#pragma once

#include "program/Definition.h"
#include "program/EntityTable.h"
#include "program/PackedLists.h"
#include "program/Plan.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
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

  /// What a unit asks and does not assume anyway: about functions that it calls and does
  /// not define, about its own that others call, and about fields. Several threads may
  /// ask at once.
  Slice sliceOf(unsigned Unit) const;

  /// Tells how large the program is, which functions are ambiguous and why, and which
  /// ways lead from coroutines through other units to what parks the thread.
  void report(llvm::raw_ostream &Out) const;

  /// How chains of functions that wait become asynchronous: those that coroutines reach,
  /// and those of the functions that have a name of \p Wanted.
  Plan plan(llvm::ArrayRef<std::string> Wanted) const;

private:
  friend class ChainPlanner;
  static constexpr uint32_t None = ~0u, Many = None - 1;

  struct UnitPart {
    std::string Name;
    bool IsBroken;
    std::vector<uint32_t> Defined, Named; ///< entities
    std::vector<Asking> Asked;
    std::vector<AskedField> AskedFields;
  };
  struct CallSite {
    uint32_t Caller = None; ///< an entity
    Words<CallWord> Says;   ///< as in How, which is far away in memory
    const Call *How = nullptr;
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
  uint32_t number(const File &Said);
  void addDefinition(Function Said, unsigned Unit);

  /// The definitions that units agree about.
  auto known() const {
    return llvm::make_filter_range(Definitions, std::mem_fn(&Definition::isKnown));
  }
  /// Somebody defines \p Entity, and units agree about it.
  bool isKnown(uint32_t Entity) const { return Known[Entity]; }
  bool is(uint32_t Entity, FunctionWord Word) const { return Says[Entity].has(Word); }
  bool isDefined(uint32_t Entity) const { return DefinitionOf[Entity] != None; }
  /// The definition of \p Entity, which is defined.
  const Definition &definition(uint32_t Entity) const {
    return Definitions[DefinitionOf[Entity]];
  }
  /// A coroutine that must not block.
  bool mustNotBlock(uint32_t Entity) const {
    return is(Entity, FunctionWord::Coroutine) && !is(Entity, FunctionWord::Entry);
  }
  /// Calls \p Visit for each call that may run \p Entity.
  void callsOf(uint32_t Entity, llvm::function_ref<void(const CallSite &)> Visit) const;
  /// The function that a call of \p Callee runs: itself, or the only override of a
  /// virtual one. None if that is not known.
  uint32_t runs(const Call &Call) const;
  /// What parks the thread in \p Entity, which a call at \p Site may run, is sure to park
  /// it there.
  bool leadsTo(uint32_t Entity, const CallSite &Site) const;

  void collect();
  /// Goes from callees to callers, beginning with those in \p Pending, and on from each
  /// caller of which \p Enters says so.
  void
  spread(std::vector<uint32_t> Pending,
         llvm::function_ref<bool(const CallSite &Site, uint32_t Callee)> Enters) const;
  void closeWords();
  void findParking();
  void findReach();
  void findWaits();
  void findNames();
  void findCallers();
  void closeTakings();

  bool defines(unsigned Unit, uint32_t Entity) const {
    const std::vector<uint32_t> &Own = Units[Unit].Defined;
    return std::binary_search(Own.begin(), Own.end(), Entity);
  }
  /// What a unit does not assume. It says nothing where the program does not know better.
  Answer answerTo(const Asking &Asked, unsigned Unit) const;
  /// The functions that a call of \p Entity may run, if all of them are known; else none.
  std::vector<uint32_t> allThatRun(uint32_t Entity) const;
  /// What all of \p Functions do with a parameter, where they do the same.
  std::vector<Taking> takingsOf(llvm::ArrayRef<uint32_t> Functions) const;
  std::vector<Step> toParking(uint32_t Entity) const;
  std::vector<Step> fromCoroutine(uint32_t Entity, unsigned Unit) const;
  /// Adds to \p To who calls and names a coroutine outside of \p Unit.
  void addCallers(uint32_t Entity, unsigned Unit, Answer &To) const;
  /// Who calls a coroutine, in any unit.
  llvm::ArrayRef<CallerKind> callersOf(uint32_t Entity) const;
  /// The first of \p Sites that does not stand in \p Unit; null if all do.
  const CallSite *firstOutside(llvm::ArrayRef<CallSite> Sites, unsigned Unit) const;
  bool isNamedOutside(uint32_t Entity, unsigned Unit) const;

  // Fields, in LinkFields.cpp.
  void findFieldUses();
  bool isToldNotToBlock(uint32_t Field) const;
  void addFields(unsigned Unit, Slice &To) const;
  FieldAnswer answerTo(const AskedField &Asked, unsigned Unit) const;
  uint32_t onlyCaller(uint32_t Entity) const;

  std::vector<UnitPart> Units;
  std::vector<File> Files;
  llvm::StringMap<uint32_t> FileNumbers;
  EntityTable Entities;
  std::vector<Definition> Definitions;
  std::vector<uint32_t> DefinitionOf; ///< by entity
  std::vector<TaskWait> Waits;

  // Made by close(), by entity.
  llvm::BitVector Known;
  std::vector<Words<FunctionWord>> Says, Closed; ///< nothing, if it is not known
  PackedLists<uint32_t> Overriders, Overridden;
  PackedLists<CallSite> Sites;
  llvm::DenseMap<uint32_t, std::vector<FieldSite>> FieldSites;
  std::vector<Hop> Parking, Reached;
  std::vector<bool> LeadsToWait;
  std::vector<uint32_t> NamedIn; ///< a unit; Many; or None
  llvm::DenseMap<uint32_t, std::vector<CallerKind>> CallerKinds; ///< if there are any
  PackedLists<Taking> Takings;
};

} // namespace async_checks::program
