// The functions and fields of a whole program, numbered.
#pragma once

#include "program/Records.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/StringSaver.h"

namespace async_checks::program {

/// Numbers entities in the order in which they are first named. Keeps each text once.
class EntityTable {
public:
  uint32_t number(const Entity &Said) {
    auto [Found, IsNew] = ByUsr.try_emplace(Said.Usr);
    if (IsNew) {
      Found->second = {uint32_t(ByNumber.size()), Names.save(llvm::StringRef(Said.Name))};
      ByNumber.push_back(&*Found);
    }
    return Found->second.Number;
  }

  size_t size() const { return ByNumber.size(); }
  llvm::StringRef usr(uint32_t Number) const { return ByNumber[Number]->getKey(); }
  llvm::StringRef name(uint32_t Number) const { return ByNumber[Number]->second.Name; }
  Entity operator[](uint32_t Number) const {
    return {usr(Number).str(), name(Number).str()};
  }

private:
  struct Numbered {
    uint32_t Number = 0;
    llvm::StringRef Name;
  };
  llvm::StringMap<Numbered, llvm::BumpPtrAllocator> ByUsr;
  std::vector<const llvm::StringMapEntry<Numbered> *> ByNumber;
  llvm::BumpPtrAllocator Texts;
  llvm::StringSaver Names{Texts};
};

} // namespace async_checks::program
