#pragma once

#include "services/hospital.h"

#include <memory>

namespace ward {

/// Answers requests, a line each, in the thread that runs it.
class Server {
public:
  explicit Server(Hospital &hospital);
  ~Server();

  unsigned short port() const;

  void run();
  void stop();

private:
  class Desk;
  std::unique_ptr<Desk> desk_;
};

} // namespace ward
