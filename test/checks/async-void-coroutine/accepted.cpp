// RUN: %prove %s -- -isystem %inputs/system
// CHECK-SILENT
#include "acme/task.h"
#include "acme/void.h"
#include "framework.h"

acme::task<> work();

void ordinary() {}
acme::task<> task() { co_await work(); }
acme::job<int> job() { co_return 1; }

// A named detached type declares what the author wants.
acme::fire_and_forget declared() { co_await work(); }
void starts_it() { declared(); }

// Event handlers.
struct ClickEvent {};
struct KeyEventArgs {};
void on_click(ClickEvent) { co_await work(); }
void on_click(const ClickEvent &, int) { co_await work(); }
void on_key(void *sender, KeyEventArgs *args) { co_await work(); }

// Qt's slots: the section says who calls them.
#define slots
#define Q_SLOTS
class window {
public slots:
  void clicked() { co_await work(); }
private Q_SLOTS:
  void resized() { co_await work(); }
};

// A framework dictates the signature.
struct page : framework::view {
  void shown() override { co_await work(); }
  void hidden() override;
};
void page::hidden() { co_await work(); }

// A callback: its address is taken.
void by_name() { co_await work(); }
void by_address() { co_await work(); }
void in_a_table() { co_await work(); }
struct object {
  void by_member() { co_await work(); }
};
void (*table[])() = {in_a_table};
void registers() {
  framework::on_idle(by_name);
  framework::on_idle(&by_address);
  auto member = &object::by_member;
}

// A closure that is handed to somebody.
acme::task<> closures() {
  framework::on_idle([]() -> void { co_await work(); });
  auto named = []() -> void { co_await work(); };
  framework::call(named);
  auto copied = []() -> void { co_await work(); };
  auto copy = copied;
  co_await work();
}

// The frame belongs to a composed operation.
namespace asio::detail {
struct co_composed_state {};
} // namespace asio::detail
void composed(asio::detail::co_composed_state state) { co_await work(); }
namespace boost::cobalt {
template <typename... T> struct completion_handler {};
} // namespace boost::cobalt
void initiated(int fd, boost::cobalt::completion_handler<int> handler) {
  co_await work();
}
