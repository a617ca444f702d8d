// RUN: %prove %s
// CHECK-SILENT
// A database in memory has no file to wait for.
#include "acme/task.h"
#include "sqlite/sqlite3.h"

struct store {
  sqlite3 *claims = nullptr;
  store() { sqlite3_open(":memory:", &claims); }
  void empty() { sqlite3_exec(claims, "DELETE FROM claims", nullptr, nullptr, nullptr); }
};

acme::task<int> sum(store &store) {
  store.empty();
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(store.claims, "SELECT sum FROM claims", -1, &statement, nullptr);
  int sum = 0;
  while (sqlite3_step(statement) == SQLITE_ROW)
    sum += sqlite3_column_int(statement, 0);
  co_return sum;
}
