#pragma once

#include "journal.h"
#include "store.h"

#include <string>
#include <utility>
#include <vector>

namespace fleet {

inline Task<std::string> title(VehicleStore &store, int id) {
  const std::string plate = sync_wait(store.find(id)).plate;
  co_return plate + " (" + std::to_string(id) + ")";
}

/// Tells the people in the depot what they have to see to.
class Alarms {
public:
  explicit Alarms(Journal &journal) : journal_(journal) {}

  Task<void> raise(std::string text) {
    co_await next_turn();
    raised_.push_back(text);
    journal_.write("alarm: " + text);
  }

  Task<void> clear(int id);

  const std::vector<std::string> &raised() const { return raised_; }

private:
  Journal &journal_;
  std::vector<std::string> raised_;
};

} // namespace fleet
