// RUN: %prove %s
#include "acme/task.h"
#include <cstdio>
#include <cstdlib>
#include <netdb.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

acme::task<> work(pthread_t other, sem_t *permits, addrinfo *found) {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs this coroutine [async-blocking-call]
  usleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs this coroutine [async-blocking-call]
  std::system("ls");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'system' blocks the thread that runs this coroutine [async-blocking-call]
  std::FILE *file = std::fopen("name", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'fopen' blocks the thread that runs this coroutine [async-blocking-call]
  std::fclose(file);
  getaddrinfo("host", "80", nullptr, &found);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getaddrinfo' blocks the thread that runs this coroutine [async-blocking-call]
  pthread_join(other, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_join' blocks the thread that runs this coroutine [async-blocking-call]
  sem_wait(permits);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sem_wait' blocks the thread that runs this coroutine [async-blocking-call]
  sem_trywait(permits);
  waitpid(0, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitpid' blocks the thread that runs this coroutine [async-blocking-call]
  flock(0, LOCK_EX);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flock' blocks the thread that runs this coroutine [async-blocking-call]
  co_return;
}

void ordinary() { ::sleep(1); }
