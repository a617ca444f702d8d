// RUN: %prove %s
#include "acme/task.h"
#include "pqxx/pqxx.h"

acme::task<int> ask(pqxx::connection &connection) {
  connection.prepare("one", "SELECT 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'prepare' blocks the thread that runs this coroutine [async-blocking-call]
  pqxx::work work(connection);
  work.exec("DELETE FROM claims");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'exec' blocks the thread that runs this coroutine [async-blocking-call]
  work.exec_params("DELETE FROM claims WHERE id = $1", 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'exec_params' blocks the thread that runs this coroutine [async-blocking-call]
  co_return work.query_value<int>("SELECT COUNT(*) FROM claims");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'query_value' blocks the thread that runs this coroutine [async-blocking-call]
}

// A pipeline is asked later.
acme::task<bool> ask(pqxx::pipeline &pipeline) { co_return pipeline.is_finished(pipeline.insert("SELECT 1")); }
