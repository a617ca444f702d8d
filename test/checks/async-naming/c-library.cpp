// RUN: %prove %s --config-option async-naming.Suffix=Async -- -isystem %S/../../Inputs
#include "acme/task.h"

// The functions of C are there for everybody: nothing is called like them.
extern "C" int close(int descriptor);
extern "C" unsigned sleep(unsigned seconds);
extern "C" long read(int descriptor, void *to, unsigned long size);
void closeAsync();
void sleepAsync(int seconds);
void logAsync(const char *what);
int printfAsync(const char *what);
struct channel {
  int readAsync(int n);
};

void storeAsync();
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: there is nothing to await in what 'storeAsync' returns, and its name says so: call it 'store' [async-naming]
// CHECK-FIXES: void store();
int openAsync(int n);
// CHECK-MESSAGES: :[[@LINE-1]]:5: warning: there is nothing to await in what 'openAsync' returns, and its name says so: call it 'open' [async-naming]
// CHECK-FIXES: int open(int n);
acme::task<> stop();
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'stop' returns a task, and its name does not say that it must be awaited: call it 'stopAsync' [async-naming]
// CHECK-FIXES: acme::task<> stopAsync();
