// RUN: %prove %s
// An operation that is linked to the next one ends with it: the last result tells of both.
#include "acme/task.h"
#define IOSQE_IO_LINK_BIT 2
#define IOSQE_IO_LINK (1U << IOSQE_IO_LINK_BIT)
#define IOSQE_IO_HARDLINK 8

enum flags { IO_LINK = 4, IO_LINKED_LIST = 5 };
struct ring {
  acme::task<int> read(int file, unsigned flags = 0);
  acme::task<int> write(int file, unsigned flags = 0);
};
struct check {};
acme::task<int> operator|(acme::task<int> task, check);

acme::task<> copies(ring &r) {
  r.read(1, IOSQE_IO_LINK);
  r.read(2, IOSQE_IO_HARDLINK) | check();
  r.read(3, IO_LINK);
  co_await r.write(4);
}

acme::task<> forgets(ring &r) {
  r.read(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'read' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await r.read(1);
  r.read(2, IOSQE_IO_LINK_BIT);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'read' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await r.read(2, IOSQE_IO_LINK_BIT);
  r.read(3, IO_LINKED_LIST);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'read' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // CHECK-FIXES: co_await r.read(3, IO_LINKED_LIST);
  co_await r.write(4);
}
