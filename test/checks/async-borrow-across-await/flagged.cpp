// RUN: %prove %s
#include "acme/task.h"
#include <algorithm>
#include <list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct peer {
  std::string name;
  int load = 0;
  acme::task<> stop();
};
acme::task<> flush();
acme::task<int> fetch(int);
void use(int);
void show(std::string_view);

std::vector<peer> everybody;

class room {
public:
  acme::task<> stop_all() {
    for (auto &each : members_)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes over 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+109]]:26: note: 'members_' may be changed here
      co_await each.stop();
  }

  acme::task<> by_value() {
    for (peer each : this->members_) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes over 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+101]]:26: note: 'members_' may be changed here
      co_await flush();
      show(each.name);
    }
  }

  acme::task<> element_after() {
    for (const auto &each : members_)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes over 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+4]]:9: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+4]]:14: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+90]]:26: note: 'members_' may be changed here
      if (each.load > 3) {
        co_await flush();
        show(each.name);
        break;
      }
  }

  acme::task<> over_a_map() {
    for (auto &[id, each] : by_id_) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes over 'by_id_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+192]]:5: note: 'by_id_' may be changed here
      co_await each.stop();
    }
  }

  acme::task<> iterator(int id) {
    auto it = by_id_.find(id);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'it' refers into 'by_id_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+5]]:16: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+5]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+182]]:5: note: 'by_id_' may be changed here
    if (it == by_id_.end())
      co_return;
    int load = co_await fetch(id);
    it->second.load = load;
  }

  acme::task<> in_a_condition(int id) {
    if (auto it = by_id_.find(id); it != by_id_.end()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'it' refers into 'by_id_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:11: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+170]]:5: note: 'by_id_' may be changed here
      co_await flush();
      use(it->second.load);
    }
  }

  acme::task<> slot(int id) {
    auto &slot = loads_[id];
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'slot' refers into 'loads_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:12: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+160]]:5: note: 'loads_' may be changed here
    slot = co_await fetch(id);
  }

  acme::task<> member_of_an_element() {
    auto &name = members_.front().name;
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'name' refers into 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+36]]:26: note: 'members_' may be changed here
    co_await flush();
    name += "!";
  }

  acme::task<> pointer(unsigned i) {
    peer *first = &members_[i];
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'first' refers into 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+26]]:26: note: 'members_' may be changed here
    co_await flush();
    first->load = 0;
  }

  acme::task<> data() {
    const peer *all = members_.data();
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'all' refers into 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+16]]:26: note: 'members_' may be changed here
    co_await flush();
    use(all[1].load);
  }

  acme::task<> view() {
    std::string_view name = name_;
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'name' refers into 'name_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:10: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+125]]:5: note: 'name_' may be changed here
    co_await flush();
    show(name);
  }

  acme::task<> span() {
    std::span<peer> some(members_);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'some' refers into 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+13]]:5: note: 'members_' may be changed here
    co_await flush();
    use(some[0].load);
  }

  acme::task<> algorithm() {
    auto it = std::find_if(members_.begin(), members_.end(),
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'it' refers into 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+4]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+4]]:20: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE-14]]:26: note: 'members_' may be changed here
                           [](const peer &each) { return each.load > 3; });
    co_await flush();
    members_.erase(it);
  }

  acme::task<> counted() {
    for (auto it = members_.begin(); it != members_.end(); ++it)
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'it' refers into 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-3]]:38: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE-25]]:26: note: 'members_' may be changed here
      co_await it->stop();
  }

  acme::task<> inserted() {
    auto it = members_.insert(members_.end(), peer{});
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'it' refers into 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE-34]]:26: note: 'members_' may be changed here
    co_await flush();
    it->load = 1;
  }

  acme::task<> pair() {
    auto [it, is_new] = hashed_.try_emplace(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'it' refers into 'hashed_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+4]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+4]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+72]]:5: note: 'hashed_' may be changed here
    if (is_new)
      co_await flush();
    it->second.load = 1;
  }

  acme::task<> owned_by_the_container(int id) {
    auto &one = *owned_[id];
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'one' refers into 'owned_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+62]]:5: note: 'owned_' may be changed here
    co_await flush();
    one.load = 1;
  }

  acme::task<> got_from_the_container(int id) {
    auto *one = owned_[id].get();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'one' refers into 'owned_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+4]]:7: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+52]]:5: note: 'owned_' may be changed here
    co_await flush();
    if (one)
      one->load = 1;
  }

  acme::task<> through_an_iterator(int id) {
    auto it = by_id_.find(id);
    auto &one = it->second;
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'one' refers into 'by_id_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+37]]:5: note: 'by_id_' may be changed here
    co_await flush();
    one.load = 1;
  }

  acme::task<> alias() {
    auto &all = members_;
    for (auto &each : all)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes over 'members_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE-87]]:26: note: 'members_' may be changed here
      co_await each.stop();
  }

  acme::task<> lock_too_late(acme::mutex &m) {
    auto it = by_id_.begin();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'it' refers into 'by_id_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:18: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+18]]:5: note: 'by_id_' may be changed here
    auto guard = co_await m.scoped_lock_async();
    it->second.load = 1;
  }

  acme::task<> call() {
    auto &words = words_[0];
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'words' refers into 'words_', which others may change while the coroutine is suspended [async-borrow-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:21: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: and the element is used here
    // CHECK-MESSAGES: :[[@LINE+12]]:5: note: 'words_' may be changed here
    words.push_back(co_await fetch(1));
  }

  void add(peer p) {
    members_.push_back(p);
    by_id_[1] = p;
    hashed_[1] = p;
    by_id_.erase(2);
    loads_.clear();
    hashed_.clear();
    owned_.clear();
    words_.clear();
    name_ = p.name;
  }

private:
  std::vector<peer> members_;
  std::map<int, peer> by_id_;
  std::unordered_map<int, peer> hashed_;
  std::map<int, int> loads_;
  std::map<int, std::unique_ptr<peer>> owned_;
  std::vector<std::vector<int>> words_;
  std::string name_;
};

acme::task<> global() {
  for (auto &each : everybody)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over 'everybody', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: it is suspended here
    co_await each.stop();
}

acme::task<> parameter(std::vector<peer> &all) {
  for (auto &each : all)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over 'all', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: it is suspended here
    co_await each.stop();
}

acme::task<> pointee(std::vector<peer> *all) {
  for (auto &each : *all)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over 'all', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: 'all' may be changed here
    co_await each.stop();
}

struct state {
  std::vector<peer> members;
};

acme::task<> member_of_a_parameter(state &of) {
  peer &first = of.members.at(0);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'first' refers into 'members', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: and the element is used here
  co_await flush();
  first.load = 1;
}

acme::task<> member_behind_a_shared_pointer(std::shared_ptr<state> of) {
  for (auto &each : of->members)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes over 'members', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:5: note: it is suspended here
    co_await each.stop();
}

acme::job<int> eager(state *of) {
  auto it = of->members.begin();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'it' refers into 'members', which others may change while the coroutine is suspended [async-borrow-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is suspended here
  // CHECK-MESSAGES: :[[@LINE+2]]:13: note: and the element is used here
  co_await flush();
  co_return it->load;
}
