#pragma once

#include <cstdlib>
#include <string>

namespace fleet {

struct Position {
  int x = 0, y = 0;
};

inline int distance(Position from, Position to) {
  return std::abs(from.x - to.x) + std::abs(from.y - to.y);
}

struct Vehicle {
  int id = 0;
  std::string plate;
  int mileage = 0;
  int speed = 0;
  Position at = {};
};

struct Trip {
  int vehicle = 0;
  int km = 0;
};

} // namespace fleet
