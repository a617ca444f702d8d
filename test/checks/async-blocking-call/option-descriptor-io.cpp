// RUN: %prove %s --config-option async-blocking-call.ReportDescriptorIO=true
#include "acme/task.h"
#include <sys/socket.h>
#include <unistd.h>

struct pipe_end {
  int read(char *buffer);
};

acme::task<> write(const char *text);
acme::job<int> recv(int descriptor);

acme::task<> coroutine(int descriptor, char *buffer, pipe_end end) {
  read(descriptor, buffer, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the thread that runs this coroutine [async-blocking-call]
  ::send(descriptor, buffer, 1, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'send' blocks the thread that runs this coroutine [async-blocking-call]
  end.read(buffer);
  co_await write("x");
  co_await recv(descriptor);
  co_return;
}
