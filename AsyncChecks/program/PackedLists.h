// Many short lists in little memory.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include <cstdint>
#include <vector>

namespace async_checks::program {

/// A list for each number, all in one array.
template <class Item> class PackedLists {
public:
  PackedLists() = default;

  /// Makes \p Size lists of what \p ForEach gives to the function that it is called with:
  /// the number of a list and the next item of that. It is called twice, and has to give
  /// the same both times.
  template <class Giver> PackedLists(size_t Size, Giver ForEach) {
    // Behind the second pass, the begin of each list stands where now its counter does.
    Begins.resize(Size + 2);
    ForEach([&](uint32_t List, const Item &) { ++Begins[List + 2]; });
    for (size_t I = 1; I != Begins.size(); ++I)
      Begins[I] += Begins[I - 1];
    Items.resize(Begins.back());
    ForEach([&](uint32_t List, const Item &Each) { Items[Begins[List + 1]++] = Each; });
  }

  llvm::ArrayRef<Item> operator[](uint32_t List) const {
    return llvm::ArrayRef<Item>(Items).slice(Begins[List],
                                             Begins[List + 1] - Begins[List]);
  }
  llvm::MutableArrayRef<Item> operator[](uint32_t List) {
    return llvm::MutableArrayRef<Item>(Items).slice(Begins[List],
                                                    Begins[List + 1] - Begins[List]);
  }
  /// How many items all lists have together.
  size_t numItems() const { return Items.size(); }

private:
  std::vector<uint32_t> Begins;
  std::vector<Item> Items;
};

} // namespace async_checks::program
