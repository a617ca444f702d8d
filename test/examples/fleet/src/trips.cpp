#include "trips.h"

#include "alarms.h"

namespace fleet {

Task<int> TripLog::finish(Trip trip) {
  const std::string name = co_await title(store_, trip.vehicle);
  const int mileage = store_.mileage(trip.vehicle) + trip.km;
  std::lock_guard lock(mutex_);
  finished_.push_back(trip);
  journal_.write(name + " is back after " + std::to_string(trip.km) + " km");
  co_return mileage;
}

std::vector<Trip> TripLog::finished() {
  std::lock_guard lock(mutex_);
  return finished_;
}

} // namespace fleet
