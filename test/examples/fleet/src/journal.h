#pragma once

#include "async/detached.h"
#include "async/task.h"

#include <string>
#include <vector>

namespace fleet {

/// What has happened, in the order in which it was committed.
class Journal {
public:
  void write(std::string line);

  Task<int> size();
  Task<void> flush();

  const std::vector<std::string> &lines() const { return lines_; }
  int flushes() const { return flushes_; }

private:
  Task<void> commit(std::string line);

  std::vector<std::string> lines_;
  int flushes_ = 0;
};

} // namespace fleet
