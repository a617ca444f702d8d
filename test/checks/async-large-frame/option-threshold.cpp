// RUN: %prove %s --config-option async-large-frame.Threshold=1000
#include "acme/task.h"
// CHECK-FIX-NOTES: #include <memory>

struct page {
  char bytes[2000];
};

acme::task<> work();

acme::task<> below() {
  char buffer[1000];
  co_await work();
}

acme::task<> above() {
  char buffer[1001];
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: each 'above' that is suspended keeps 1001 bytes, 1001 of them in 'buffer' [async-large-frame]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: end its scope before, or put it on the heap
  co_await work();
}

acme::task<> on_the_heap() {
  page buffer;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: each 'on_the_heap' that is suspended keeps 2000 bytes, 2000 of them in 'buffer' [async-large-frame]
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: end its scope before, or put it on the heap
  // CHECK-FIX-NOTES: auto buffer_owner = std::make_unique<page>();
  // CHECK-FIX-NOTES: auto &buffer = *buffer_owner;
  co_await work();
}
