// RUN: %prove %s
#include "acme/task.h"
#include <memory>
#include <string>
#include <utility>
#include <vector>

acme::task<int> fetch(int id);
acme::task<std::string> text(int id);
acme::task<std::unique_ptr<int>> owned(int id);
acme::task<> flush();

// Overloads change one by one.
static int size(int id) { return fetch(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'get' blocks the thread that runs coroutine 'overloads' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'size' could await the task
// CHECK-MESSAGES: :[[@LINE+3]]:41: note: coroutine 'overloads' calls 'size' here
// CHECK-FIXES: static acme::task<int> size(int id) { co_return co_await fetch(id); }
static int size(const std::string &name) { return int(name.size()); }
acme::task<int> overloads() { co_return size(1) + size("one"); }
// CHECK-FIXES: acme::task<int> overloads() { co_return co_await size(1) + size("one"); }

// Default arguments, declarations before the definition, and attributes.
[[nodiscard]] static int with_default(int id = 1);
// CHECK-FIXES: [[nodiscard]] static acme::task<int> with_default(int id = 1);
static int with_default(int id) { return fetch(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'get' blocks the thread that runs coroutine 'defaults' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'with_default' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:40: note: coroutine 'defaults' calls 'with_default' here
// CHECK-FIXES: static acme::task<int> with_default(int id) { co_return co_await fetch(id); }
acme::task<int> defaults() { co_return with_default(); }
// CHECK-FIXES: acme::task<int> defaults() { co_return co_await with_default(); }

// Trailing and deduced results.
static auto trailing(int id) -> int { return fetch(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'get' blocks the thread that runs coroutine 'results' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:13: note: as a coroutine, 'trailing' could await the task
// CHECK-MESSAGES: :[[@LINE+13]]:13: note: coroutine 'results' calls 'trailing' here
// CHECK-FIXES: static auto trailing(int id) -> acme::task<int> { co_return co_await fetch(id); }
static auto deduced(int id) { return fetch(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'get' blocks the thread that runs coroutine 'results' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:13: note: as a coroutine, 'deduced' could await the task
// CHECK-MESSAGES: :[[@LINE+8]]:27: note: coroutine 'results' calls 'deduced' here
// CHECK-FIXES: static acme::task<int> deduced(int id) { co_return co_await fetch(id); }
static auto deduced_text(int id) { return text(id).get() + "."; }
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'get' blocks the thread that runs coroutine 'results' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:13: note: as a coroutine, 'deduced_text' could await the task
// CHECK-MESSAGES: :[[@LINE+3]]:44: note: coroutine 'results' calls 'deduced_text' here
// CHECK-FIXES: static acme::task<std::string> deduced_text(int id) { co_return co_await text(id) + "."; }
acme::task<int> results() {
  co_return trailing(1) + deduced(2) + int(deduced_text(3).size());
  // CHECK-FIXES: co_return co_await trailing(1) + co_await deduced(2) + int((co_await deduced_text(3)).size());
}

// A result that moves, and results that convert.
static std::unique_ptr<int> moves(int id) {
// CHECK-FIXES: static acme::task<std::unique_ptr<int>> moves(int id) {
  auto value = owned(id).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'get' blocks the thread that runs coroutine 'conversions' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-4]]:29: note: as a coroutine, 'moves' could await the task
  // CHECK-MESSAGES: :[[@LINE+22]]:16: note: coroutine 'conversions' calls 'moves' here
  // CHECK-FIXES: auto value = co_await owned(id);
  return value;
  // CHECK-FIXES: co_return value;
}
static std::string converts(int id) {
// CHECK-FIXES: static acme::task<std::string> converts(int id) {
  if (id == 0)
    return "none";
    // CHECK-FIXES: co_return "none";
  return text(id).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs coroutine 'conversions' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-7]]:20: note: as a coroutine, 'converts' could await the task
  // CHECK-MESSAGES: :[[@LINE+11]]:27: note: coroutine 'conversions' calls 'converts' here
  // CHECK-FIXES: co_return co_await text(id);
}
static long widens(int id) { return fetch(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'get' blocks the thread that runs coroutine 'conversions' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:13: note: as a coroutine, 'widens' could await the task
// CHECK-MESSAGES: :[[@LINE+5]]:49: note: coroutine 'conversions' calls 'widens' here
// CHECK-FIXES: static acme::task<long> widens(int id) { co_return co_await fetch(id); }
acme::task<long> conversions() {
  auto value = moves(1);
  // CHECK-FIXES: auto value = co_await moves(1);
  co_return *value + long(converts(1).size()) + widens(1);
  // CHECK-FIXES: co_return *value + long((co_await converts(1)).size()) + co_await widens(1);
}

// Reference parameters are safe where every call is awaited at once.
static std::size_t length(const std::string &name, std::vector<int> &all) {
// CHECK-FIXES: static acme::task<std::size_t> length(const std::string &name, std::vector<int> &all) {
  all.push_back(fetch(1).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread that runs coroutine 'references' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note: as a coroutine, 'length' could await the task
  // CHECK-MESSAGES: :[[@LINE+7]]:12: note: coroutine 'references' calls 'length' here
  // CHECK-FIXES: all.push_back(co_await fetch(1));
  return name.size();
  // CHECK-FIXES: co_return name.size();
}
acme::task<> references() {
  std::vector<int> all;
  auto n = length("name", all);
  // CHECK-FIXES: auto n = co_await length("name", all);
  co_await flush();
}

// Precedence and statements.
static std::string label(int id) { return text(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'get' blocks the thread that runs coroutine 'precedence' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:20: note: as a coroutine, 'label' could await the task
// CHECK-MESSAGES: :[[@LINE+3]]:12: note: coroutine 'precedence' calls 'label' here
// CHECK-FIXES: static acme::task<std::string> label(int id) { co_return co_await text(id); }
acme::task<> precedence() {
  auto n = label(1).size();
  // CHECK-FIXES: auto n = (co_await label(1)).size();
  auto c = label(2)[0];
  // CHECK-FIXES: auto c = (co_await label(2))[0];
  (void)label(3);
  // CHECK-FIXES: (void)co_await label(3);
  label(4);
  // CHECK-FIXES: co_await label(4);
  const std::string &kept = label(5);
  // CHECK-FIXES: const std::string &kept = co_await label(5);
  for (char each : label(6))
  // CHECK-FIXES: for (char each : co_await label(6))
    (void)each;
  if (std::string short_name = label(7); !short_name.empty() && label(8) == "eight")
  // CHECK-FIXES: if (std::string short_name = co_await label(7); !short_name.empty() && co_await label(8) == "eight")
    co_await flush();
}

// No space where the name follows at once.
static int *pointer(int id) { return new int(fetch(id).get()); }
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'get' blocks the thread that runs coroutine 'points' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:13: note: as a coroutine, 'pointer' could await the task
// CHECK-MESSAGES: :[[@LINE+2]]:39: note: coroutine 'points' calls 'pointer' here
// CHECK-FIXES: static acme::task<int *> pointer(int id) { co_return new int(co_await fetch(id)); }
acme::task<int> points() { co_return *pointer(1); }
// CHECK-FIXES: acme::task<int> points() { co_return *co_await pointer(1); }

static const int *constant_pointer(int id) { return new int(fetch(id).get()); }
// CHECK-MESSAGES: :[[@LINE-1]]:61: warning: 'get' blocks the thread that runs coroutine 'never_either' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:19: note: as a coroutine, 'constant_pointer' could await the task
// CHECK-MESSAGES: :[[@LINE+22]]:14: note: coroutine 'never_either' calls 'constant_pointer' here
// CHECK-FIXES: static acme::task<const int *> constant_pointer(int id) { co_return new int(co_await fetch(id)); }

// What a coroutine cannot be, or would not keep.
static int configured(int id) {
#ifdef FAST
  return id;
#endif
  return fetch(id).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs coroutine 'never_either' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-6]]:12: note: as a coroutine, 'configured' could await the task
  // CHECK-MESSAGES: :[[@LINE+11]]:36: note: coroutine 'never_either' calls 'configured' here
}
static acme::task<int> makes_task(int id) {
  if (fetch(id).get())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'get' blocks the thread that runs coroutine 'never_either' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: as a coroutine, 'makes_task' could await the task
  // CHECK-MESSAGES: :[[@LINE+5]]:61: note: coroutine 'never_either' calls 'makes_task' here
    return fetch(id + 1);
  return fetch(id + 2);
}
acme::task<int> never_either() {
  co_return *constant_pointer(1) + configured(1) + co_await makes_task(1);
  // CHECK-FIXES: co_return *co_await constant_pointer(1) + configured(1) + co_await makes_task(1);
}
static constexpr int constant(int id) { return id == 0 ? 0 : fetch(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:62: warning: 'get' blocks the thread that runs coroutine 'never' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:22: note: as a coroutine, 'constant' could await the task
// CHECK-MESSAGES: :[[@LINE+41]]:13: note: coroutine 'never' calls 'constant' here
static int quiet(int id) noexcept { return fetch(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'get' blocks the thread that runs coroutine 'never' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'quiet' could await the task
// CHECK-MESSAGES: :[[@LINE+37]]:27: note: coroutine 'never' calls 'quiet' here
static int variadic(int count, ...) { return fetch(count).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'get' blocks the thread that runs coroutine 'never' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'variadic' could await the task
// CHECK-MESSAGES: :[[@LINE+33]]:38: note: coroutine 'never' calls 'variadic' here
static int tried(int id) try { return fetch(id).get(); } catch (...) {
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'get' blocks the thread that runs coroutine 'never' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: as a coroutine, 'tried' could await the task
// CHECK-MESSAGES: :[[@LINE+29]]:52: note: coroutine 'never' calls 'tried' here
  return 0;
}
static const std::string fixed(int id) { return text(id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'get' blocks the thread that runs coroutine 'never' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:26: note: as a coroutine, 'fixed' could await the task
// CHECK-MESSAGES: :[[@LINE+23]]:67: note: coroutine 'never' calls 'fixed' here
static int *null(int id) {
  if (fetch(id).get())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'get' blocks the thread that runs coroutine 'never' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-3]]:13: note: as a coroutine, 'null' could await the task
  // CHECK-MESSAGES: :[[@LINE+19]]:8: note: coroutine 'never' calls 'null' here
    return 0;
  return new int(id);
}
static std::pair<int, int> braces(int id) { return {fetch(id).get(), id}; }
// CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'get' blocks the thread that runs coroutine 'never' until the task completes [async-sync-over-async]
// CHECK-MESSAGES: :[[@LINE-2]]:28: note: as a coroutine, 'braces' could await the task
// CHECK-MESSAGES: :[[@LINE+12]]:18: note: coroutine 'never' calls 'braces' here
// CHECK-FIXES: static acme::task<std::pair<int, int>> braces(int id) { co_return std::pair<int, int>{co_await fetch(id), id}; }
static std::string last;
static std::string &reference(int id) {
  last = text(id).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'get' blocks the thread that runs coroutine 'never' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-3]]:21: note: as a coroutine, 'reference' could await the task
  // CHECK-MESSAGES: :[[@LINE+5]]:40: note: coroutine 'never' calls 'reference' here
  return last;
}
acme::task<int> never() {
  co_return constant(1) + quiet(1) + variadic(1) + tried(1) + int(fixed(1).size()) +
      *null(1) + braces(1).first + int(reference(1).size());
  // CHECK-FIXES: *null(1) + (co_await braces(1)).first + int(reference(1).size());
}

// Virtual and public members, and those of a class with friends elsewhere, stay.
struct open {
  int get_public(int id) { return fetch(id).get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'get' blocks the thread that runs coroutine 'use' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: as a coroutine, 'get_public' could await the task
  // CHECK-MESSAGES: :[[@LINE+9]]:71: note: coroutine 'use' calls 'get_public' here
};
class base {
  virtual int get_virtual(int id) { return fetch(id).get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'get' blocks the thread that runs coroutine 'use' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: as a coroutine, 'get_virtual' could await the task
  // CHECK-MESSAGES: :[[@LINE+3]]:48: note: coroutine 'use' calls 'get_virtual' here

public:
  acme::task<int> use(open &other) { co_return base::get_virtual(1) + other.get_public(1); }
};

// Operators and conversions.
class number {
public:
  acme::task<int> use() { co_return *this + 1 + int(*this); }

private:
  int operator+(int id) { return fetch(id).get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'get' blocks the thread that runs coroutine 'use' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: as a coroutine, 'operator+' could await the task
  // CHECK-MESSAGES: :[[@LINE-6]]:37: note: coroutine 'use' calls 'operator+' here
  operator int() { return fetch(0).get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'get' blocks the thread that runs coroutine 'use' until the task completes [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: as a coroutine, 'operator int' could await the task
  // CHECK-MESSAGES: :[[@LINE-10]]:53: note: coroutine 'use' calls 'operator int' here
  explicit number(int id) : value(fetch(id).get()) {}
  int value = 0;
};
