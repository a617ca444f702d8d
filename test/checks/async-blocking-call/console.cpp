// RUN: %prove %s
#include "acme/task.h"
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

acme::task<> work();

acme::task<> words() {
  std::string first, second;
  std::cin >> first >> second;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::cin' blocks the thread that runs this coroutine [async-blocking-call]
  std::wstring wide;
  std::wcin >> std::ws >> wide;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::wcin' blocks the thread that runs this coroutine [async-blocking-call]
  co_await work();
}

acme::task<> lines() {
  for (std::string line; std::getline(std::cin, line);)
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'getline' blocks the thread that runs this coroutine [async-blocking-call]
    co_await work();
  char text[8];
  if (std::cin.get() == 'x' && std::fgets(text, sizeof text, stdin))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'get' blocks the thread that runs this coroutine [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:32: warning: 'fgets' blocks the thread that runs this coroutine [async-blocking-call]
    co_await work();
  int number = std::getchar();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'getchar' blocks the thread that runs this coroutine [async-blocking-call]
  if (scanf("%d", &number) == 1)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'scanf' blocks the thread that runs this coroutine [async-blocking-call]
    co_await work();
}

std::string ask() {
  std::string answer;
  std::cin >> answer;
  return answer;
}
acme::task<> asks() {
  std::string name = ask();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'ask' blocks the thread that runs this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-6]]:3: note: 'std::cin' blocks here
  co_await work();
}

// Nobody types here.
acme::task<> memory(const char *given) {
  std::istringstream text(given);
  std::string word;
  text >> word >> std::ws;
  std::getline(text, word);
  int number = text.get();
  if (sscanf(given, "%d", &number) == 1)
    co_await work();
}

// Nothing is read.
acme::task<> settings() {
  std::cin.tie(nullptr);
  std::cin.clear();
  std::setvbuf(stdin, nullptr, _IONBF, 0);
  while (std::cin.good() && std::cin.rdbuf()->in_avail() > 0)
    co_await work();
}

int main() {
  std::string name;
  std::cin >> name;
}
