// RUN: %prove %s
#include "acme/task.h"
#include "sqlite/sqlite3.h"

acme::task<int> sum(sqlite3 *claims) {
  sqlite3_exec(claims, "DELETE FROM claims WHERE open = 0", nullptr, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sqlite3_exec' blocks the thread that runs this coroutine [async-blocking-call]
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(claims, "SELECT sum FROM claims", -1, &statement, nullptr);
  int sum = 0;
  while (sqlite3_step(statement) == SQLITE_ROW)
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'sqlite3_step' blocks the thread that runs this coroutine [async-blocking-call]
    sum += sqlite3_column_int(statement, 0);
  sqlite3_sleep(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sqlite3_sleep' blocks the thread that runs this coroutine [async-blocking-call]
  co_return sum;
}
