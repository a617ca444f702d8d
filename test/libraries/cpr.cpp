// RUN: %prove %s
#include "acme/task.h"
#include "cpr/cpr.h"

acme::task<long> ask(cpr::Session &session) {
  auto answer = cpr::Get(cpr::Url{"host"});
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Get' blocks the thread that runs this coroutine [async-blocking-call]
  cpr::Post(cpr::Url{"host"});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Post' blocks the thread that runs this coroutine [async-blocking-call]
  session.SetUrl(cpr::Url{"host"});
  session.Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Get' blocks the thread that runs this coroutine [async-blocking-call]
  co_return answer.status_code;
}

// What only begins.
acme::task<> begin(cpr::Session &session) {
  cpr::GetAsync(cpr::Url{"host"});
  session.GetAsync();
  co_return;
}
