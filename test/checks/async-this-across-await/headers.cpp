// RUN: split-file %s %t
// RUN: %prove --project %t

//--- session.h
#pragma once
#include "acme/task.h"
#include <memory>

acme::task<> flush();
void use(int);

class session : public std::enable_shared_from_this<session> {
public:
  acme::fire_and_forget in_the_source();
  acme::fire_and_forget in_the_header() {
    // CHECK-FIXES: auto self = shared_from_this();
    co_await flush();
    use(count_);
    // CHECK-MESSAGES: session.h:[[@LINE-1]]:9: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: session.h:[[@LINE-3]]:5: note: it is suspended here
  }

private:
  int count_ = 0;
};

//--- one.cpp
#include "session.h"

//--- other.cpp
#include "session.h"

acme::fire_and_forget session::in_the_source() {
  // CHECK-FIXES: auto self = shared_from_this();
  // Comments stay where they are.
  co_await flush();
  use(count_);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the 'session' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is suspended here
}
