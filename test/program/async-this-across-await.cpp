// RUN: %program %s
// The task of an object is let go of in another file.
//--- session.h
#pragma once
#include "acme/task.h"
#include <memory>
acme::task<> received();
class session : public std::enable_shared_from_this<session> {
public:
  acme::job<int> run();
  acme::job<int> count();
  acme::task<> read();
  acme::task<> write();
  void start();

private:
  int number = 0;
};
//--- a_server.cpp
#include "session.h"
void serve(std::shared_ptr<session> of) {
  of->run();
  // BOTH: warning: the task that 'run' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
}
acme::task<int> look(std::shared_ptr<session> of) { co_return co_await of->count(); }
void session::start() { acme::spawn(read()); }
acme::task<> finish(std::shared_ptr<session> of) { co_await of->write(); }
//--- b_session.cpp
#include "session.h"
acme::job<int> session::run() {
  co_await received();
  co_return number;
  // PROGRAM: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
  // NOTE: a_server.cpp:3: its task is let go of here
}
acme::job<int> session::count() {
  co_await received();
  co_return number; // it is awaited
}
acme::task<> session::read() {
  co_await received();
  ++number;
}
acme::task<> session::write() {
  co_await received();
  ++number;
}
