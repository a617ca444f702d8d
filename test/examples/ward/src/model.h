#pragma once

#include <stdexcept>
#include <string>

namespace ward {

struct Patient {
  int id = 0;
  std::string name;
  std::string ward;
};

/// A request that cannot be met.
class Failure : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

} // namespace ward
