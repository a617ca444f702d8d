#pragma once

#include "async/wait.h"
#include "clients/remote.h"

#include <string>

namespace ward {

/// The notices that the wards send to people.
class Notices {
public:
  explicit Notices(Pager &pager) : pager_(pager) {}

  void send(const std::string &whom, const std::string &text) {
    wait_for(pager_.page(whom, text));
  }

  int sent() const { return wait_for(pager_.sent()); }

private:
  Pager &pager_;
};

} // namespace ward
