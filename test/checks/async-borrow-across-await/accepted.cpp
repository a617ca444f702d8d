// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <algorithm>
#include <array>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
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
acme::task<std::vector<peer>> snapshot();
bool test();
void use(int);
void show(std::string_view);

const std::vector<int> table = {1, 2, 3};
static std::vector<int> filled_by_nobody = {1, 2, 3};
static std::map<int, int> only_grows;

class room {
public:
  acme::task<> copy() {
    auto all = members_;
    for (auto &each : all)
      co_await each.stop();
  }

  acme::task<> moved() {
    for (auto &each : std::vector<peer>(members_))
      co_await each.stop();
    auto all = std::exchange(members_, {});
    for (auto &each : all)
      co_await each.stop();
  }

  acme::task<> awaited() {
    for (auto &each : co_await snapshot())
      co_await each.stop();
  }

  acme::task<> found_first() {
    for (auto &each : members_)
      if (each.load == 0) {
        co_await each.stop();
        break;
      }
    for (auto &each : members_)
      if (each.load == 1)
        co_return co_await each.stop();
  }

  acme::task<> found_and_copied() {
    for (auto each : members_)
      if (each.load == 0) {
        co_await flush();
        use(each.load);
        break;
      }
  }

  acme::task<> without_suspension() {
    std::vector<acme::task<>> stops;
    for (auto &each : members_)
      stops.push_back(each.stop());
    for (auto &each : stops)
      co_await each;
  }

  acme::task<> by_index() {
    for (unsigned i = 0; i < members_.size(); ++i)
      co_await members_[i].stop();
  }

  acme::task<> value() {
    auto load = members_[0].load;
    auto one = members_[1];
    co_await flush();
    use(load + one.load);
  }

  acme::task<> used_before() {
    auto &first = members_.front();
    use(first.load);
    co_await flush();
  }

  acme::task<> used_to_suspend() {
    auto &first = members_.front();
    co_await fetch(first.load);
    members_.erase(members_.begin());
  }

  acme::task<> found_again(int id) {
    auto it = by_id_.find(id);
    co_await flush();
    it = by_id_.find(id);
    if (it != by_id_.end())
      use(it->second.load);
  }

  acme::task<> in_each_round(int id) {
    for (int i = 0; i < 3; ++i) {
      auto it = by_id_.find(id);
      use(it->second.load);
      co_await flush();
    }
  }

  acme::task<> looked_again(int id) {
    auto &one = by_id_[id];
    co_await flush();
    if (by_id_.contains(id))
      one.load = 1;
  }

  acme::task<> shared(int id) {
    auto one = shared_[id];
    co_await flush();
    one->load = 1;
  }

  acme::task<> shared_is_dereferenced(int id) {
    peer *one = shared_[id].get();
    co_await flush();
    one->load = 1;
  }

  acme::task<> elements_point_elsewhere(int id) {
    peer *one = pointers_[id];
    auto &other = *pointers_[0];
    std::string_view name = names_[0];
    co_await flush();
    one->load = other.load;
    show(name);
  }

  acme::task<> under_a_lock(acme::mutex &m) {
    auto guard = co_await m.scoped_lock_async();
    for (auto &each : members_)
      co_await each.stop();
    auto it = by_id_.begin();
    co_await flush();
    use(it->second.load);
  }

  acme::task<> part_of_the_object() {
    auto &name = current_.name;
    peer *one = &current_;
    auto &all = members_;
    co_await flush();
    name = "x";
    use(one->load);
    all.clear();
  }

  acme::task<> fixed_size() {
    for (auto &each : array_)
      co_await each.stop();
    for (auto &each : plain_)
      co_await each.stop();
    auto &one = array_[1];
    co_await flush();
    one.load = 1;
  }

  acme::task<> constant() {
    for (auto &each : constant_)
      co_await fetch(each);
  }

  // Its place in the list is its own.
  acme::task<> own_place() {
    auto place = waiting_.insert(waiting_.end(), 1);
    co_await flush();
    waiting_.erase(place);
  }

  acme::task<> own_entry(int id) {
    auto [it, is_new] = by_id_.try_emplace(id);
    co_await flush();
    it->second.load = 1;
  }

  // All code that can change it is in sight, and none does.
  acme::task<> filled_once() {
    for (auto &each : fixed_)
      co_await each.stop();
    auto &one = fixed_.front();
    co_await flush();
    one.load = 1;
  }

  // Nobody removes anything from it.
  acme::task<> grows(int id) {
    auto &slot = cache_[id];
    slot = co_await fetch(id);
  }

  acme::task<> ready_at_once() {
    auto it = by_id_.begin();
    co_await std::suspend_never{};
    use(it->second.load);
  }

  acme::task<> null(int id) {
    auto *one = &members_[id];
    co_await flush();
    if (one == nullptr || !one)
      co_return;
  }

  explicit room(unsigned n) { fixed_.resize(n); }
  unsigned size() const { return fixed_.size() + cache_.count(1); }
  void change() {
    members_.clear();
    by_id_.clear();
    shared_.clear();
    pointers_.clear();
    names_.clear();
    waiting_.clear();
  }

private:
  std::vector<peer> members_;
  std::map<int, peer> by_id_;
  std::map<int, std::shared_ptr<peer>> shared_;
  std::vector<peer *> pointers_;
  std::vector<std::string_view> names_;
  std::list<int> waiting_;
  peer current_;
  std::array<peer, 3> array_;
  peer plain_[2];
  const std::vector<int> constant_;
  std::vector<peer> fixed_;
  std::unordered_map<int, int> cache_;
};

acme::task<> local() {
  std::vector<peer> all = co_await snapshot();
  for (auto &each : all)
    co_await each.stop();
  auto &first = all.front();
  co_await flush();
  use(first.load);
}

acme::task<> by_value(std::vector<peer> all, std::span<peer> some) {
  for (auto &each : all)
    co_await each.stop();
  for (auto &each : some)
    co_await each.stop();
}

acme::task<> only_reads(const std::vector<int> &all) {
  for (int each : all)
    co_await fetch(each);
}

acme::task<> handed_over(std::vector<peer> &&all) {
  for (auto &each : all)
    co_await each.stop();
}

acme::task<> globals() {
  for (int each : table)
    co_await fetch(each);
  for (int each : filled_by_nobody)
    co_await fetch(each);
  for (int each : {1, 2, 3})
    co_await fetch(each);
  auto &one = only_grows[1];
  one = co_await fetch(1);
}

// An algorithm is for any range.
template <typename Range> acme::task<> each_of(Range &range) {
  for (auto &each : range)
    co_await each.stop();
}
acme::task<> runs(std::vector<peer> mine) { co_await each_of(mine); }

// Everybody who calls it waits with a container of his own.
acme::task<> lent(std::vector<peer> &all) {
  for (auto &each : all)
    co_await each.stop();
}
acme::task<> lends() {
  auto all = co_await snapshot();
  co_await lent(all);
}
void waits(std::vector<peer> all) { acme::sync_wait(lent(all)); }

acme::task<> sole_owner(std::unique_ptr<room> of, std::unique_ptr<std::vector<peer>> all) {
  for (auto &each : *all)
    co_await each.stop();
}

void not_a_coroutine(std::vector<peer> &all) {
  for (auto &each : all)
    acme::sync_wait(each.stop());
}
