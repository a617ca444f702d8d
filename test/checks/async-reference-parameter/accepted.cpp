// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <memory>
#include <string>
#include <string_view>
#include <vector>

acme::task<> step();
std::string make();
void use(std::string_view);
struct socket {
  socket(const socket &) = delete;
  void send(std::string_view);
};

// Every call in sight is awaited.

acme::task<> awaited(const std::string &text, std::string_view view, std::string &&moved) {
  co_await step();
  use(text);
  use(view);
  use(moved);
}
acme::task<> awaits(const std::string &lent) {
  std::string text = make();
  co_await awaited(text, lent, make());
  co_await awaited("x", "y", std::move(text));
}

// Nobody in sight calls it.

acme::task<> exported(const std::string &text, std::string_view view, std::string &out) {
  co_await step();
  use(text);
  use(view);
  out = "done";
}
acme::job<int> exported_job(const std::string &text) {
  co_await step();
  co_return int(text.size());
}

// It is kept, and awaited while the argument is there.

acme::task<int> size_of(const std::string &text) {
  co_await step();
  co_return int(text.size());
}
acme::task<int> keeps() {
  std::string text = make();
  auto task = size_of(text);
  co_return co_await task;
}
acme::task<int> forwards(const std::string &text) { return size_of(text); }

// It is used before anybody else can go on.

acme::fire_and_forget copies(const std::string &text) {
  std::string own = text;
  co_await step();
  use(own);
}
acme::fire_and_forget decides(const std::string &text, bool early) {
  if (early) {
    use(text);
    co_return;
  }
  co_await step();
}
acme::task<> copies_moved(std::string &&text) {
  std::string own = std::move(text);
  co_await step();
  use(own);
}

// Who calls it looks after what it works on.

acme::fire_and_forget serve(socket &connection) {
  co_await step();
  connection.send("hello");
}
acme::fire_and_forget serve_constant(const socket &connection) {
  co_await step();
  use(std::to_string(sizeof connection));
}
struct server {
  socket connection;
  void start() { serve(connection); }
};
acme::task<> read(socket &connection) {
  co_await step();
  connection.send("hello");
}
void starts(socket &connection) { acme::spawn(read(connection)); }
struct loop {
  void run();
};
acme::fire_and_forget count(int &n) {
  co_await step();
  ++n;
}
int runs() {
  int n = 0;
  loop events;
  count(n);
  events.run();
  return n;
}

// Values.

acme::fire_and_forget values(std::string text, std::shared_ptr<int> alive, int n) {
  co_await step();
  use(text);
  use(std::to_string(*alive + n));
}

// Not coroutines.

void ordinary(const std::string &text, std::string &&moved) {
  use(text);
  use(moved);
}
acme::task<> wrapper(const std::string &text, std::string &&moved) {
  use(moved);
  return exported(text, text, moved);
}

// Static storage.

acme::task<> session(const std::string &name) {
  co_await step();
  use(name);
}
const std::string name = "server";
void starts_static() { acme::spawn(session(name)); }

// The caller decides what T is.

template <typename T> acme::task<> generic(T &&value) {
  co_await step();
  use(value);
}
acme::task<> calls_generic() { co_await generic(make()); }
