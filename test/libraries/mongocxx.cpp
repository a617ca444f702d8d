// RUN: %prove %s
#include "acme/task.h"
#include "mongocxx/collection.h"

acme::task<> ask(mongocxx::collection claims) {
  claims.insert_one({});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'insert_one' blocks the thread that runs this coroutine [async-blocking-call]
  claims.find_one({});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'find_one' blocks the thread that runs this coroutine [async-blocking-call]
  co_return;
}

// A cursor asks when its elements are wanted.
acme::task<mongocxx::v_noabi::cursor> all(mongocxx::collection claims) { co_return claims.find({}); }
