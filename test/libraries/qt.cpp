// REQUIRES: qt
// RUN: %prove %s -- %qt-flags
#include "acme/task.h"
#include <QEventLoop>
#include <QFuture>
#include <QLocalSocket>
#include <QProcess>
#include <QSemaphore>
#include <QTcpSocket>
#include <QThread>
#include <QThreadPool>
#include <QTimer>
#include <QWaitCondition>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>
#include <QtSql/QSqlTableModel>
#include <QtConcurrent/QtConcurrentRun>

acme::task<> threads(QThread &other, QSemaphore &permits, QFuture<int> future) {
  QThread::msleep(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'msleep' blocks the thread that runs this coroutine [async-blocking-call]
  other.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine [async-blocking-call]
  permits.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'acquire' blocks the thread that runs this coroutine [async-blocking-call]
  permits.tryAcquire();
  future.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitForFinished' blocks the thread that runs this coroutine [async-blocking-call]
  QEventLoop loop;
  loop.exec();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'exec' blocks the thread that runs this coroutine [async-blocking-call]
  co_return;
}

acme::task<> devices(QTcpSocket &socket, QLocalSocket &local, QIODevice &device) {
  QProcess::execute("ls", {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'execute' blocks the thread that runs this coroutine [async-blocking-call]
  QProcess process;
  process.start("ls", {});
  process.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitForFinished' blocks the thread that runs this coroutine [async-blocking-call]
  socket.waitForConnected();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitForConnected' blocks the thread that runs this coroutine [async-blocking-call]
  socket.waitForReadyRead();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitForReadyRead' blocks the thread that runs this coroutine [async-blocking-call]
  local.waitForReadyRead();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitForReadyRead' blocks the thread that runs this coroutine [async-blocking-call]
  device.waitForBytesWritten(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitForBytesWritten' blocks the thread that runs this coroutine [async-blocking-call]
  device.readAll();
  co_return;
}

acme::task<> databases(QSqlDatabase &database, QSqlTableModel &table) {
  database.open();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'open' blocks the thread that runs this coroutine [async-blocking-call]
  QSqlQuery query(database);
  query.prepare("SELECT 1");
  query.exec();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'exec' blocks the thread that runs this coroutine [async-blocking-call]
  table.submitAll();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'submitAll' blocks the thread that runs this coroutine [async-blocking-call]
  co_return;
}

acme::task<int> count();
acme::task<int> offloaded() {
  QFuture<int> pending = QtConcurrent::run([] { return count().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'run' takes a thread that does nothing but wait for a task, which this coroutine can await [async-needless-offload]
  co_return co_await count();
}

// What keeps a lambda longer than the scope whose variable it has captured.
void continuations(QObject *sender, QThreadPool *pool) {
  int n = 0;
  QObject::connect(sender, &QObject::destroyed, [&n] { ++n; });
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:58: note: it is used here
  QTimer::singleShot(5, [&n] { ++n; });
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:34: note: it is used here
  pool->start([&n] { ++n; });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: it is used here
}
void offloaded_work() {
  int n = 0;
  (void)QtConcurrent::run([&n] { ++n; });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: it is handed over here
  // CHECK-MESSAGES: :[[@LINE-3]]:36: note: it is used here
}

// What is called once, and let go of.
acme::task<> ping();
void called_once(QObject *context, int n) {
  QTimer::singleShot(5, context, [n]() -> acme::fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:34: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await ping();
    int own = n;
  });
  QMetaObject::invokeMethod(context, [n]() -> acme::fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:38: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await ping();
    int own = n;
  });
  QObject::connect(context, &QObject::destroyed, context, [n]() -> acme::fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:59: warning: an exception that leaves this coroutine lambda is lost: nobody awaits it [async-unguarded-detached]
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it may come from here
  // CHECK-MESSAGES: :[[@LINE-3]]:59: note: put the whole body into 'try' and 'catch (...)'; the option 'async-unguarded-detached.ExceptionHandler' makes it a fix
    co_await ping();
    int own = n;
  });
}
