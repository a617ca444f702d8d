// RUN: %program %s
// Who else changes a private container is in other files.
//--- room.h
#pragma once
#include "acme/task.h"
#include <mutex>
#include <string>
#include <vector>
struct guest {
  acme::task<> greet();
};
acme::task<> tick();

class room {
public:
  explicit room(int);
  acme::task<> greet_all();
  acme::task<> tick_all();
  void join(guest one);
  std::size_t count() const;
  class door {
  public:
    explicit door(room &r) : of(&r) {}
    void close();

  private:
    room *of;
  };

private:
  std::vector<guest> guests;
  std::vector<guest> staff;
};

class porter {
public:
  acme::task<> greet_all();
  class key {
  public:
    void turn(porter &of);
  };

private:
  std::vector<guest> guests;
};

class hall {
public:
  acme::task<> greet_all();
  void join(guest one);
  void nobody_defines_this();

private:
  std::vector<guest> guests;
};

class permit {
public:
  explicit permit(bool &busy);
  ~permit();

private:
  bool *flag;
};
class lift {
public:
  acme::task<> greet_all();
  void join(guest one) { guests.push_back(one); }

private:
  bool busy = false;
  std::vector<guest> guests;
};
//--- a_server.cpp
#include "room.h"
acme::task<> room::greet_all() {
  for (guest &each : guests)
    // BOTH: warning: this loop goes over 'guests', which others may change while the coroutine is suspended [async-borrow-across-await]
    // NOTE: b_room.cpp:5: 'guests' may be changed here
    co_await each.greet();
  for (guest &each : staff)
    // ALONE: warning: this loop goes over 'staff', which others may change while the coroutine is suspended [async-borrow-across-await]
    co_await each.greet();
}
acme::task<> room::tick_all() {
  for (guest &each : guests) {
    // ALONE: warning: this loop goes over 'guests', which others may change while the coroutine is suspended [async-borrow-across-await]
    (void)each;
    co_await tick();
  }
}
acme::task<> porter::greet_all() {
  for (guest &each : guests)
    // PROGRAM: warning: this loop goes over 'guests', which others may change while the coroutine is suspended [async-borrow-across-await]
    // NOTE: b_room.cpp:8: 'guests' may be changed here
    co_await each.greet();
}
acme::task<> hall::greet_all() {
  for (guest &each : guests)
    // BOTH: warning: this loop goes over 'guests', which others may change while the coroutine is suspended [async-borrow-across-await]
    co_await each.greet();
}
acme::task<> lift::greet_all() {
  permit alone(busy);
  for (guest &each : guests)
    // ALONE: warning: this loop goes over 'guests', which others may change while the coroutine is suspended [async-borrow-across-await]
    co_await each.greet();
}
//--- b_room.cpp
#include "room.h"
room::room(int n) : staff(n) { guests.resize(n); }
void room::join(guest one) { guests.push_back(one); }
std::size_t room::count() const { return staff.size() + guests.size(); }
void room::door::close() { of->guests.clear(); }
acme::task<> tick() { co_return; }
void hall::join(guest) {}
void porter::key::turn(porter &of) { of.guests.pop_back(); }
permit::permit(bool &busy) : flag(&busy) { busy = true; }
permit::~permit() { *flag = false; }
