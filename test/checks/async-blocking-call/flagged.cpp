// RUN: %prove %s
#include "acme/task.h"
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <latch>
#include <semaphore>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

acme::task<> work();

acme::task<> sleeps() {
  std::this_thread::sleep_for(5ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  std::this_thread::sleep_until(std::chrono::steady_clock::now());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks the thread that runs this coroutine [async-blocking-call]
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread that runs this coroutine [async-blocking-call]
  usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the thread that runs this coroutine [async-blocking-call]
  co_await work();
}

acme::task<> waits(std::thread t, std::condition_variable &changed, std::mutex &m, std::latch &l) {
  t.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' blocks the thread that runs this coroutine [async-blocking-call]
  std::unique_lock lock(m);
  changed.wait(lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine [async-blocking-call]
  changed.wait_for(lock, 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for' blocks the thread that runs this coroutine [async-blocking-call]
  l.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the thread that runs this coroutine [async-blocking-call]
  std::counting_semaphore<4> permits(1);
  permits.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'acquire' blocks the thread that runs this coroutine [async-blocking-call]
  co_await work();
}

acme::task<> files(const char *path) {
  std::ifstream in(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::ifstream' blocks the thread that runs this coroutine [async-blocking-call]
  std::ofstream out{path};
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::ofstream' blocks the thread that runs this coroutine [async-blocking-call]
  std::ifstream later;
  later.open(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'open' blocks the thread that runs this coroutine [async-blocking-call]
  FILE *old = std::fopen(path, "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'fopen' blocks the thread that runs this coroutine [async-blocking-call]
  std::filesystem::remove_all(path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'remove_all' blocks the thread that runs this coroutine [async-blocking-call]
  std::filesystem::copy(path, "there");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'copy' blocks the thread that runs this coroutine [async-blocking-call]
  co_await work();
}

acme::task<int> processes() {
  int code = std::system("date");
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'system' blocks the thread that runs this coroutine [async-blocking-call]
  co_return code;
}

auto lambda = []() -> acme::task<> {
  std::this_thread::sleep_for(5ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine [async-blocking-call]
  co_await work();
};
