#pragma once

#include "clients/remote.h"

#include <string>

namespace ward {

/// The free beds of the wards.
class BedStore {
public:
  explicit BedStore(Database &database) : database_(database) {}

  int free_in(const std::string &ward) const;

  /// Whether there was one to take.
  bool take(const std::string &ward);
  void release(const std::string &ward, int beds = 1);

private:
  Database &database_;
};

} // namespace ward
