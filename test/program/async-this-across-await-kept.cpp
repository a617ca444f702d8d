// RUN: %program %s
// All who call the coroutine keep its object until the program ends.
//--- server.h
#pragma once
#include "acme/detached.h"
#include <memory>
acme::task<> accepted();
struct event_loop {
  void run();
};
class server : public std::enable_shared_from_this<server> {
public:
  acme::reporting_job listen();
  acme::reporting_job serve();

private:
  int number = 0;
};
//--- a_main.cpp
// UNITY: that nobody else calls it is known in the program alone
#include "server.h"
void handle(std::shared_ptr<server> of) { of->serve(); }
int main() {
  event_loop loop;
  auto own = std::make_shared<server>();
  own->listen();
  own->serve();
  loop.run();
}
//--- b_server.cpp
#include "server.h"
acme::reporting_job server::listen() {
  co_await accepted();
  ++number;
  // ALONE: warning: the 'server' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
}
acme::reporting_job server::serve() {
  co_await accepted();
  ++number;
  // BOTH: warning: the 'server' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
}
