// RUN: %prove %s
#include "acme/task.h"
#include "libpq/libpq-fe.h"

acme::task<> ask(PGcancel *other) {
  PGconn *connection = PQconnectdb("dbname=claims");
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'PQconnectdb' blocks the thread that runs this coroutine [async-blocking-call]
  PQexec(connection, "BEGIN");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQexec' blocks the thread that runs this coroutine [async-blocking-call]
  PQexecParams(connection, "SELECT 1", 0, nullptr, nullptr, nullptr, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQexecParams' blocks the thread that runs this coroutine [async-blocking-call]
  PQprepare(connection, "one", "SELECT 1", 0, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQprepare' blocks the thread that runs this coroutine [async-blocking-call]
  PQexecPrepared(connection, "one", 0, nullptr, nullptr, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQexecPrepared' blocks the thread that runs this coroutine [async-blocking-call]
  PQcancel(other, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQcancel' blocks the thread that runs this coroutine [async-blocking-call]
  PQreset(connection);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQreset' blocks the thread that runs this coroutine [async-blocking-call]
  co_return;
}

acme::task<> readable(PGconn *);

// Who is told when the server has answered waits for nothing here.
acme::task<PGresult *> ask(PGconn *connection) {
  PQsendQuery(connection, "SELECT 1");
  while (PQisBusy(connection)) {
    co_await readable(connection);
    PQconsumeInput(connection);
  }
  co_return PQgetResult(connection);
}

acme::task<PGconn *> connect() {
  PGconn *connection = PQconnectStart("dbname=claims");
  co_await readable(connection);
  PQconnectPoll(connection);
  PQresetStart(connection);
  co_return connection;
}
