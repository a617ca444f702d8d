// RUN: %prove %s
#include "acme/task.h"
#include <map>
#include <memory>
#include <string>
#include <vector>

// What an accessor hands out is a part of the container as well.

acme::task<> work();
void use(int n);

struct item {
  int size = 0;
};

class shelf {
public:
  item &first() { return items.front(); }
  item *find(int id) {
    auto at = known.find(id);
    return at == known.end() ? nullptr : &at->second;
  }
  auto begin() { return items.begin(); }
  std::vector<item> &all() { return items; }
  item copy() const { return items.front(); }
  item &spare() { return extra; }
  const std::string &title() const { return name; }

  acme::task<> by_reference() {
    auto &one = first();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'one' refers into 'items', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE-10]]:37: note: 'items' may be changed here
    co_await work();
    use(one.size);
  }
  acme::task<> by_pointer(int id) {
    item *one = find(id);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'one' refers into 'known', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+5]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+5]]:9: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+44]]:5: note: 'known' may be changed here
    if (!one)
      co_return;
    co_await work();
    use(one->size);
  }
  acme::task<> by_iterator() {
    auto at = begin();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'at' refers into 'items', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE-30]]:37: note: 'items' may be changed here
    co_await work();
    use(at->size);
  }
  acme::task<> whole() {
    for (item &each : all()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes over 'items', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-38]]:37: note: 'items' may be changed here
      co_await work();
      use(each.size);
    }
  }

  acme::task<> by_value() {
    item one = copy();
    co_await work();
    use(one.size);
  }
  acme::task<> no_element() {
    auto &one = spare();
    co_await work();
    use(one.size);
  }
  acme::task<> asks_again(int id) {
    item *one = find(id);
    co_await work();
    one = find(id);
    use(one->size);
  }

  void clear() {
    items.clear();
    known.clear();
  }

private:
  std::vector<item> items;
  std::map<int, item> known;
  item extra;
  std::string name;
};

acme::task<> of_another(shelf &s) {
  auto &one = s.first();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'one' refers into 'items', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE+3]]:7: note: and the element is used here
  // CHECK-MESSAGES: :[[@LINE-78]]:37: note: 'items' may be changed here
  co_await work();
  use(one.size);
}

acme::task<> of_its_own() {
  shelf s;
  auto &one = s.first();
  co_await work();
  use(one.size);
}

// --- Several in one declaration ---

class walk {
public:
  acme::task<> both() {
    auto at = items.begin(), end = items.end();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'at' refers into 'items', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+31]]:18: note: 'items' may be changed here
    co_await work();
    if (at != end)
      use(at->size);
  }
  acme::task<> in_a_loop() {
    for (auto at = items.begin(), end = items.end(); at != end; ++at)
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'at' refers into 'items', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-3]]:54: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+21]]:18: note: 'items' may be changed here
      co_await work();
  }
  acme::task<> pointers() {
    item *one = &items[0], *other = nullptr;
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'one' refers into 'items', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+13]]:18: note: 'items' may be changed here
    co_await work();
    use(one->size);
    (void)other;
  }
  acme::task<> made_again() {
    auto at = items.begin(), end = items.end();
    use(at->size);
    co_await work();
    at = items.begin();
    use(at->size);
    (void)end;
  }
  void clear() { items.clear(); }

private:
  std::vector<item> items;
};
