#include "stores/beds.h"

#include "async/wait.h"

namespace ward {

static std::string key_of(const std::string &ward) { return "beds/" + ward; }

int BedStore::free_in(const std::string &ward) const {
  const std::string beds = wait_for(database_.get(key_of(ward)));
  return beds.empty() ? 0 : std::stoi(beds);
}

bool BedStore::take(const std::string &ward) {
  if (wait_for(database_.add(key_of(ward), -1)) >= 0)
    return true;
  release(ward);
  return false;
}

void BedStore::release(const std::string &ward, int beds) {
  wait_for(database_.add(key_of(ward), beds));
}

} // namespace ward
