#include "stops.h"

#include "routes.h"

#include <string>

namespace fleet {
namespace {

class DepotStop : public Stop {
public:
  explicit DepotStop(Journal &journal) : journal_(journal) {}

  void arrived(int vehicle) override {
    Journal &journal = journal_;
    co_await journal.flush();
    journal.write(std::to_string(vehicle) + " is in the depot");
  }

private:
  Journal &journal_;
};

} // namespace

std::unique_ptr<Stop> make_depot_stop(Journal &journal) {
  return std::make_unique<DepotStop>(journal);
}

void announce(Journal &journal, int stop) {
  co_await journal.flush();
  journal.write("next stop " + std::to_string(stop));
}

} // namespace fleet
