#pragma once

#include "async/task.h"
#include "journal.h"

#include <string>

namespace fleet {

/// Does the work for one item after the other, and returns for how many.
template <typename Range, typename Work>
Task<int> for_all(Range items, Journal &journal, Work work) {
  int count = 0;
  for (auto &item : items) {
    co_await next_turn();
    work(item);
    ++count;
  }
  journal.write("done for " + std::to_string(count));
  co_return count;
}

} // namespace fleet
