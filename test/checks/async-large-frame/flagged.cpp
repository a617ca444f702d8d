// RUN: %prove %s
#include "acme/task.h"
#include <array>
#include <memory>

acme::task<int> receive(char *to, unsigned size);
acme::task<> work();
template <typename T> void fill(T &);

struct matrix {
  double values[64][64];
};
struct small {
  char bytes[4096];
};

acme::task<> array() {
  char buffer[65536];
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: each 'array' that is suspended keeps 65536 bytes, 65536 of them in 'buffer' [async-large-frame]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: end its scope before, or put it on the heap
  while (int size =
  co_await receive(buffer, sizeof buffer))
    fill(size);
}

acme::task<> on_the_heap() {
  std::array<char, 20000> buffer;
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: each 'on_the_heap' that is suspended keeps 20000 bytes, 20000 of them in 'buffer' [async-large-frame]
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-3]]:27: note: end its scope before, or put it on the heap
  // CHECK-FIX-NOTES: auto buffer_owner = std::make_unique<std::array<char, 20000>>();
  // CHECK-FIX-NOTES: auto &buffer = *buffer_owner;
  co_await receive(buffer.data(), buffer.size());
}

acme::task<> initialised(bool deep) {
  if (deep) {
    matrix m{};
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: each 'initialised' that is suspended keeps 32769 bytes, 32768 of them in 'm' [async-large-frame]
    // CHECK-MESSAGES: :[[@LINE+5]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-3]]:12: note: end its scope before, or put it on the heap
    // CHECK-FIX-NOTES: auto m_owner = std::make_unique<matrix>();
    // CHECK-FIX-NOTES: auto &m = *m_owner;
    fill(m);
    co_await work();
    fill(m);
  }
}

// What is there at the same time counts together, and more than it is not named.
acme::task<> together() {
  small a, b, c;
  int n = 0;
  co_await work();
  {
    small d, e;
    // CHECK-MESSAGES: :[[@LINE-5]]:9: warning: each 'together' that is suspended keeps 20484 bytes, 4096 of them in 'a' [async-large-frame]
    // CHECK-MESSAGES: :[[@LINE+6]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-7]]:12: note: 4096 bytes in 'b'
    // CHECK-MESSAGES: :[[@LINE-8]]:15: note: 4096 bytes in 'c'
    // CHECK-MESSAGES: :[[@LINE-5]]:11: note: 4096 bytes in 'd'
    // CHECK-MESSAGES: :[[@LINE-6]]:14: note: 4096 bytes in 'e'
    // CHECK-MESSAGES: :[[@LINE-11]]:9: note: end its scope before, or put it on the heap
    co_await work();
  }
  small f;
  co_await work();
  (void)n;
}

acme::task<> parameter(matrix by_value) {
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: each 'parameter' that is suspended keeps 32768 bytes, 32768 of them in 'by_value' [async-large-frame]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-3]]:31: note: pass a pointer that owns it
  co_await work();
}

template <unsigned Size> acme::task<> in_template() {
  std::array<char, Size> buffer;
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: each 'in_template' that is suspended keeps 32000 bytes, 32000 of them in 'buffer' [async-large-frame]
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-3]]:26: note: end its scope before, or put it on the heap
  // CHECK-FIX-NOTES: auto buffer_owner = std::make_unique<std::array<char, Size>>();
  // CHECK-FIX-NOTES: auto &buffer = *buffer_owner;
  co_await receive(buffer.data(), Size);
}

// A lambda, and coroutines that others start again and again.
acme::task<> session() {
  std::array<char, 20000> *none = nullptr;
  auto read = []() -> acme::task<> {
    char buffer[20000];
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: each lambda that is suspended keeps 20000 bytes, 20000 of them in 'buffer' [async-large-frame]
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-3]]:10: note: end its scope before, or put it on the heap
    co_await receive(buffer, sizeof buffer);
  };
  co_await read();
  (void)none;
}

acme::task<> client() {
  char buffer[20000];
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: each 'client' that is suspended keeps 20000 bytes, 20000 of them in 'buffer' [async-large-frame]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: end its scope before, or put it on the heap
  co_await receive(buffer, sizeof buffer);
}

int main() {
  for (int n = 0; n < 100; ++n) {
    acme::spawn(client());
    acme::spawn(in_template<32000>());
    acme::spawn(session());
  }
}

// In a macro nothing is written that could be changed.
#define BUFFER(name) char name[32768]
acme::task<> macro() {
  BUFFER(text);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: each 'macro' that is suspended keeps 32768 bytes, 32768 of them in 'text' [async-large-frame]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-3]]:10: note: end its scope before, or put it on the heap
  co_await receive(text, sizeof text);
}
