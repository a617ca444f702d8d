// The client of Redis.
#pragma once

extern "C" {
struct redisContext;
struct redisAsyncContext;
using redisCallbackFn = void(redisAsyncContext *, void *reply, void *data);

redisContext *redisConnect(const char *host, int port);
redisContext *redisConnectNonBlock(const char *host, int port);
void *redisCommand(redisContext *, const char *format, ...);
void *redisCommandArgv(redisContext *, int count, const char **arguments, const unsigned long *lengths);
int redisAppendCommand(redisContext *, const char *format, ...);
int redisAsyncCommand(redisAsyncContext *, redisCallbackFn *, void *data, const char *format, ...);
void freeReplyObject(void *reply);
}
