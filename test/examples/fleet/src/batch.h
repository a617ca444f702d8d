#pragma once

#include "async/task.h"
#include "journal.h"

#include <string>

namespace fleet {

/// Has the worker do one item after the other, and returns how many.
template <typename Range, typename Worker>
Task<int> for_all(Range items, Journal &journal, Worker worker) {
  int count = 0;
  for (auto &item : items) {
    co_await next_turn();
    worker.work(item);
    ++count;
  }
  journal.write("done for " + std::to_string(count));
  co_return count;
}

} // namespace fleet
