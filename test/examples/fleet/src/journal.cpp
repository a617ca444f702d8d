#include "journal.h"

#include <utility>

namespace fleet {

void Journal::write(std::string line) { co_await commit(std::move(line)); }

Task<int> Journal::size() {
  co_await next_turn();
  co_return static_cast<int>(lines_.size());
}

Task<void> Journal::flush() {
  co_await next_turn();
  ++flushes_;
}

Task<void> Journal::commit(std::string line) {
  co_await next_turn();
  co_await next_turn();
  lines_.push_back(std::move(line));
}

} // namespace fleet
