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

acme::task<> after();

acme::task<> locked(pthread_mutex_t *mutex, pthread_rwlock_t *shared, pthread_spinlock_t *spin) {
  pthread_mutex_lock(mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'pthread_mutex_lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await after();
  pthread_mutex_unlock(mutex);
  pthread_rwlock_rdlock(shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'pthread_rwlock_rdlock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await after();
  pthread_rwlock_unlock(shared);
  pthread_rwlock_wrlock(shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'pthread_rwlock_wrlock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await after();
  pthread_rwlock_unlock(shared);
  pthread_spin_lock(spin);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what 'pthread_spin_lock' locks stays locked while the coroutine is suspended: whoever wants it blocks a thread meanwhile, and to unlock it on another thread than this one is undefined behaviour [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine is suspended here and still holds it
  co_await after();
  pthread_spin_unlock(spin);
}
