// RUN: %prove %s
#include "acme/task.h"
#include <map>
#include <vector>

acme::task<> flush();
acme::task<> send(int);
void use(int);

#define EACH(one, all) for (auto &one : all)
#define AWAIT(task) co_await (task)
#define LOOP(all)                                                                        \
  for (auto &one : all)                                                                  \
  co_await send(one)

acme::task<> written_by_macros(std::vector<int> &all, std::map<int, int> &by_id) {
  EACH(one, all)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over 'all', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE-9]]:24: note: expanded from macro 'EACH'
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: it is suspended here
    co_await send(one);
  for (auto &one : all)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over 'all', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-14]]:21: note: expanded from macro 'AWAIT'
    AWAIT(send(one));
  LOOP(all);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over 'all', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE-16]]:3: note: expanded from macro 'LOOP'
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-17]]:3: note: expanded from macro 'LOOP'
  auto it = by_id.find(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'it' refers into 'by_id', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-24]]:21: note: expanded from macro 'AWAIT'
  // CHECK-MESSAGES: :[[@LINE+2]]:7: note: and the element is used here
  AWAIT(flush());
  use(it->second);
}
