// RUN: %prove %s
#include "acme/task.h"
#include "hiredis/hiredis.h"

acme::task<> ask(const char **words) {
  redisContext *redis = redisConnect("host", 6379);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'redisConnect' blocks the thread that runs this coroutine [async-blocking-call]
  freeReplyObject(redisCommand(redis, "GET %s", "key"));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'redisCommand' blocks the thread that runs this coroutine [async-blocking-call]
  freeReplyObject(redisCommandArgv(redis, 2, words, nullptr));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'redisCommandArgv' blocks the thread that runs this coroutine [async-blocking-call]
  co_return;
}

// What only begins.
acme::task<> begin(redisAsyncContext *redis, redisCallbackFn *done) {
  redisAppendCommand(redisConnectNonBlock("host", 6379), "GET %s", "key");
  redisAsyncCommand(redis, done, nullptr, "GET %s", "key");
  co_return;
}
