#include "dispatcher.h"

#include "alarms.h"

namespace fleet {
namespace {

int way_of(VehicleStore &store, int id, Position to) {
  const Vehicle vehicle = sync_wait(store.find(id));
  return distance(vehicle.at, to) + store.mileage(id) / 1000;
}

int nearest(VehicleStore &store, Journal &journal, const Ids &ids, Position to) {
  int best = ids.front();
  for (const int id : ids)
    if (way_of(store, id, to) < way_of(store, best, to))
      best = id;
  journal.write("compared " + std::to_string(ids.size()) + " vehicles");
  return best;
}

} // namespace

Task<int> Dispatcher::assign(Ids ids, Position to) {
  const int id = nearest(store_, journal_, ids, to);
  journal_.write("assigned " + co_await title(store_, id));
  co_return id;
}

Task<Vehicle> Dispatcher::vehicle(int id) { co_return co_await store_.find(id); }

} // namespace fleet
