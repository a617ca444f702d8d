// RUN: %prove %s
#include "acme/task.h"
#include "mysql/mysql.h"

acme::task<> ask(MYSQL *connection, MYSQL_STMT *statement, sql::PreparedStatement &prepared) {
  mysql_real_connect(connection, "host", "user", "password", "claims", 0, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_real_connect' blocks the thread that runs this coroutine [async-blocking-call]
  mysql_query(connection, "SELECT 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_query' blocks the thread that runs this coroutine [async-blocking-call]
  mysql_real_query(connection, "SELECT 1", 8);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_real_query' blocks the thread that runs this coroutine [async-blocking-call]
  mysql_store_result(connection);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_store_result' blocks the thread that runs this coroutine [async-blocking-call]
  mysql_stmt_execute(statement);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_stmt_execute' blocks the thread that runs this coroutine [async-blocking-call]
  prepared.setInt(1, 2);
  prepared.executeQuery();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'executeQuery' blocks the thread that runs this coroutine [async-blocking-call]
  co_return;
}

acme::task<int> readable(MYSQL *);

// Who is told when the server has answered waits for nothing here.
acme::task<MYSQL_RES *> ask(MYSQL *connection) {
  while (mysql_real_query_nonblocking(connection, "SELECT 1", 8))
    co_await readable(connection);
  MYSQL_RES *result = nullptr;
  while (mysql_store_result_nonblocking(connection, &result))
    co_await readable(connection);
  co_return result;
}

acme::task<MYSQL_RES *> ask_in_parts(MYSQL *connection) {
  int failed = 0;
  int wanted = mysql_real_query_start(&failed, connection, "SELECT 1", 8);
  while (wanted)
    wanted = mysql_real_query_cont(&failed, connection, co_await readable(connection));
  char text[8];
  mysql_real_escape_string(connection, text, "'", 1);
  co_return mysql_use_result(connection);
}
