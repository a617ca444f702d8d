#include "alarms.h"

#include <algorithm>

namespace fleet {

Task<void> Alarms::clear(int id) {
  const std::string mark = std::to_string(id) + ")";
  std::erase_if(raised_, [&](const std::string &text) {
    return text.find(mark) != std::string::npos;
  });
  const int size = co_await journal_.size();
  journal_.write(std::to_string(size) + " lines, cleared " + std::to_string(id));
}

} // namespace fleet
