#include "services/rounds.h"

#include "services/text.h"

#include <vector>

namespace ward {

std::string Rounds::chart(int id) const {
  const std::string name = admissions_.find(id).name;
  const std::vector<std::string> lines = charts_.lines(id);
  return name + ": " + (lines.empty() ? "nothing" : join(lines));
}

std::string Rounds::summary(const std::string &ward) const {
  const auto is_new = [this](int id) { return charts_.lines(id).empty(); };

  std::vector<std::string> lines;
  for (const int id : records_.in_ward(ward)) {
    if (is_new(id))
      continue;
    lines.push_back(chart(id));
  }
  return join(lines, "; ");
}

void Rounds::visit(const std::string &ward,
                   const std::function<void(int)> &at_bed) const {
  for (const int id : records_.in_ward(ward))
    at_bed(id);
}

} // namespace ward
