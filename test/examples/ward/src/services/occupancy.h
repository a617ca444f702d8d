#pragma once

#include "services/text.h"
#include "stores/beds.h"
#include "stores/records.h"

#include <string>

namespace ward {

/// How full a ward is, in words.
inline std::string occupancy(const RecordStore &records, const BedStore &beds,
                             const std::string &ward) {
  const int free = beds.free_in(ward);
  const int taken = static_cast<int>(records.in_ward(ward).size());
  if (free == 0)
    return ward + ": full, " + std::to_string(taken) + " patient" + plural(taken);
  return ward + ": " + std::to_string(taken) + " patient" + plural(taken) + ", " +
         std::to_string(free) + " bed" + plural(free) + " free";
}

} // namespace ward
