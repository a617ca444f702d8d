#pragma once

#include "clients/remote.h"

#include <string>
#include <vector>

namespace ward {

/// What has been written down and given at the bedside.
class ChartStore {
public:
  explicit ChartStore(Database &database) : database_(database) {}

  void note(int id, const std::string &line);
  std::vector<std::string> lines(int id) const;

  /// How much of a drug the patient has had, with these doses.
  int count(int id, const std::string &drug, int doses);

  /// How many doses of a drug a patient may have.
  int limit() const;

private:
  Database &database_;
};

} // namespace ward
