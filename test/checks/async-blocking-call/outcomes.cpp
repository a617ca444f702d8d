// RUN: %prove %s
// A coroutine that runs to its end at once is a function like others.
#include "acme/generator.h"
#include "acme/outcome.h"
#include "acme/task.h"
#include <chrono>
#include <fstream>
#include <string>
#include <thread>

acme::outcome<int> parse(const char *text);
acme::task<> flush();

acme::outcome<int> measure(const char *text) {
  int tries = co_await parse(text);
  std::this_thread::sleep_for(std::chrono::milliseconds(tries));
  co_return tries;
}

void ordinary(const char *text) {
  auto result = measure(text);
}

acme::task<> waits(const char *text) {
  auto result = measure(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'measure' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-11]]:3: note: 'sleep_for' blocks here
  co_await flush();
}

// So is a generator, which runs where somebody goes over it.
acme::generator<std::string> lines(std::string name) {
  std::ifstream file(name);
  std::string line;
  while (std::getline(file, line))
    co_yield line;
}

void reads(std::string name) {
  for (std::string &line : lines(name))
    line.clear();
}

acme::task<> reads_among_others(std::string name) {
  for (std::string &line : lines(name)) {
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'lines' blocks the thread that runs this coroutine [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-14]]:17: note: 'std::ifstream' blocks here
    line.clear();
  }
  co_await flush();
}
