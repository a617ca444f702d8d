// RUN: %prove %s --config-option "async-lock-across-await.HostileTypes=acme::com_apartment=it must end on the thread that it began on;^trace_=its times are those of one thread"
#include "acme/task.h"

namespace acme {
struct com_apartment {
  com_apartment();
  ~com_apartment();
};
} // namespace acme
struct trace_span {
  explicit trace_span(const char *name);
  ~trace_span();
};
struct other {
  ~other();
};

acme::task<> work();

acme::task<> listed() {
  acme::com_apartment com;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'com' lives on while the coroutine is suspended: it must end on the thread that it began on [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: the coroutine is suspended here and still holds it
  other o;
  co_await work();
}

acme::task<> by_pattern() {
  trace_span span("work");
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'span' lives on while the coroutine is suspended: its times are those of one thread [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await work();
}

acme::task<> ends_before() {
  {
    trace_span span("work");
  }
  co_await work();
}

acme::task<> temporary() {
  trace_span("work"), co_await work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this temporary object lives on while the coroutine is suspended: its times are those of one thread [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE-2]]:23: note: the coroutine is suspended here and still holds it
}
