#pragma once

#include <string>

namespace ward {

/// The items one after the other, with something in between.
template <class Range>
std::string join(const Range &items, const std::string &between = ", ") {
  std::string text;
  for (const auto &item : items) {
    if (!text.empty())
      text += between;
    text += item;
  }
  return text;
}

constexpr const char *plural(int count) noexcept { return count == 1 ? "" : "s"; }

} // namespace ward
