// RUN: %prove %s
// CHECK-SILENT
#include "acme/outcome.h"
#include "acme/task.h"
#include "testing/frameworks.h"
#include <array>
#include <memory>
#include <vector>

acme::task<int> receive(char *to, unsigned size);
acme::task<> work();
template <typename T> void fill(T &);

struct page {
  char bytes[16384];
};

// Small enough, or somewhere else.
acme::task<> small(page given) { co_await work(); }
acme::task<> elsewhere(page &given, const page *more) {
  static page shared;
  auto own = std::make_unique<page>();
  page &alias = *own;
  std::vector<char> bytes(1 << 20);
  co_await receive(bytes.data(), 1 << 20);
  fill(alias);
  fill(shared);
}

// Nobody runs before it ends.
acme::outcome<int> parse(const char *text);
acme::outcome<int> on_the_stack(const char *text) {
  std::array<char, 65536> copy;
  fill(copy);
  co_return co_await parse(copy.data());
}

// It ends before, begins behind, or is there at another time.
acme::task<> apart() {
  {
    page first, second;
    fill(first);
    fill(second);
  }
  co_await work();
  for (int n = 0; n < 3; ++n) {
    co_await work();
    std::array<char, 65536> text;
    fill(text);
  }
  {
    page first;
    co_await work();
  }
  page second;
  co_await work();
  page third;
  fill(third);
}

// Not a coroutine, or none that is suspended.
void plain() {
  std::array<char, 65536> text;
  fill(text);
}
acme::task<> straight() {
  std::array<char, 65536> text;
  fill(text);
  co_return;
}

// There is one of each.
acme::task<> acceptor() {
  char buffer[65536];
  co_await receive(buffer, sizeof buffer);
}
acme::task<> server() {
  co_await acceptor();
  auto once = []() -> acme::task<> {
    page first, second;
    co_await work();
  };
  co_await once();
}
int main() { acme::spawn(server()); }

TEST(Server, receives) {
  auto run = []() -> acme::task<> {
    char buffer[65536];
    co_await receive(buffer, sizeof buffer);
  };
  acme::spawn(run());
}
