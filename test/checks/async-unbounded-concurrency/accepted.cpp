// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <algorithm>
#include <array>
#include <initializer_list>
#include <ranges>
#include <semaphore>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

acme::task<int> fetch(const std::string &url);
acme::task<> store(int n);
std::vector<std::string> load();
std::vector<std::string> load(int count);
acme::task<std::vector<int>> next_batch();
acme::task<std::string> accept();
acme::task<bool> more();
constexpr int count = 8;
const std::vector<std::string> mirrors = {"a", "b"};

namespace acme {
template <typename T> task<std::vector<T>> when_all(std::vector<task<T>> tasks);
template <typename T> task<std::vector<T>> when_all(std::vector<task<T>> tasks, int limit);
task<> when_all(std::vector<task<>> tasks);
template <typename R, typename F> task<> parallel_for_each(R &&range, F f) { return {}; }
struct semaphore {
  task<> acquire();
  task<mutex::guard> slot();
  void release();
};
} // namespace acme

struct config {
  int workers;
  std::vector<int> worker_ids;
  std::vector<std::string> listeners;
};

// Bounds that the code knows.
acme::task<> constants(config config) {
  std::vector<acme::task<>> tasks;
  for (int i = 0; i < 10; ++i)
    tasks.push_back(store(i));
  for (int i = 0; i < count; ++i)
    tasks.push_back(store(i));
  for (int i = 0; i < config.workers; ++i)
    tasks.push_back(store(i));
  for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
    tasks.push_back(store(i));
  for (int i : {1, 2, 3})
    tasks.push_back(store(i));
  int array[] = {1, 2};
  for (int i : array)
    tasks.push_back(store(i));
  std::array<int, 4> numbers;
  for (int i : numbers)
    tasks.push_back(store(i));
  for (std::size_t i = 0; i < numbers.size(); ++i)
    tasks.push_back(store(numbers[i]));
  std::vector<int> listed = {1, 2, 3};
  for (int i : listed)
    tasks.push_back(store(i));
  std::vector<int> sized(4);
  for (int i : sized)
    tasks.push_back(store(i));
  static const std::vector<int> kept = {1};
  for (int i : kept)
    tasks.push_back(store(i));
  co_await acme::when_all(std::move(tasks));
}

acme::task<> fixed(std::initializer_list<int> list, std::span<int, 3> three, std::array<int, 4> &four) {
  std::vector<acme::task<>> tasks;
  for (int i : list)
    tasks.push_back(store(i));
  for (int i : three)
    tasks.push_back(store(i));
  for (int i : four)
    tasks.push_back(store(i));
  co_await acme::when_all(std::move(tasks));
  std::vector<acme::task<int>> others;
  for (auto &mirror : mirrors)
    others.push_back(fetch(mirror));
  co_await acme::when_all(std::move(others));
  std::vector<acme::task<>> two;
  two.push_back(store(1));
  two.push_back(store(2));
  co_await acme::when_all(std::move(two));
}

// What a program has a few of.
acme::task<> few(config config, std::vector<int> shards) {
  std::vector<acme::task<>> tasks;
  for (int id : config.worker_ids)
    tasks.push_back(store(id));
  co_await acme::when_all(std::move(tasks));
  for (int shard : shards)
    acme::spawn(store(shard));
}
struct server {
  std::vector<std::string> names;
  std::vector<int> ports;
  void run() {
    for (int port : ports)
      acme::spawn(store(port));
  }
};

// A few at a time.
acme::task<> windows(std::vector<std::string> urls, std::vector<std::vector<int>> groups) {
  std::vector<acme::task<int>> tasks;
  for (auto &url : urls) {
    tasks.push_back(fetch(url));
    if (tasks.size() == 8)
      co_await acme::when_all(std::exchange(tasks, {}));
  }
  co_await acme::when_all(std::move(tasks));

  std::vector<acme::task<int>> first;
  for (auto &url : urls) {
    if (first.size() == 8)
      break;
    first.push_back(fetch(url));
  }
  co_await acme::when_all(std::move(first));

  std::vector<acme::task<int>> limited;
  for (auto &url : urls)
    limited.push_back(fetch(url));
  co_await acme::when_all(std::move(limited), 8);

  for (auto &group : groups) {
    std::vector<acme::task<>> few;
    for (int n : group)
      few.push_back(store(n));
    co_await acme::when_all(std::move(few));
  }

  std::vector<acme::task<>> taken;
  for (int n : groups.front() | std::views::take(3))
    taken.push_back(store(n));
  co_await acme::when_all(std::move(taken));

  std::vector<acme::task<int>> counted;
  for (auto &url : load(10))
    counted.push_back(fetch(url));
  for (std::size_t i = 0; i < std::min(urls.size(), std::size_t(10)); ++i)
    counted.push_back(fetch(urls[i]));
  for (std::size_t i = 0; i < urls.size() && i < 10; ++i)
    counted.push_back(fetch(urls[i]));
  co_await acme::when_all(std::move(counted));

  std::vector<acme::task<>> batched;
  for (int n : co_await next_batch())
    batched.push_back(store(n));
  co_await acme::when_all(std::move(batched));
}

// Something in the loop waits first.
acme::task<> throttled(std::vector<int> numbers, acme::semaphore &semaphore, acme::mutex &mutex,
                       std::counting_semaphore<> &permits) {
  for (int n : numbers) {
    co_await semaphore.acquire();
    acme::spawn(store(n));
  }
  for (int n : numbers) {
    auto slot = co_await semaphore.slot();
    acme::spawn(store(n));
  }
  for (int n : numbers) {
    permits.acquire();
    acme::spawn(store(n));
  }
  for (int n : numbers)
    if (co_await more())
      acme::spawn(store(n));
}
acme::task<> events() {
  for (;;)
    acme::spawn(fetch(co_await accept()));
  while (co_await more())
    acme::spawn(store(1));
}

// The task waits first.
acme::task<int> polite(acme::semaphore &semaphore, std::string url) {
  co_await semaphore.acquire();
  co_return co_await fetch(url);
}
acme::task<> with_permit(int n, acme::semaphore &semaphore);
acme::task<> limited(std::vector<std::string> urls, acme::semaphore &semaphore) {
  std::vector<acme::task<int>> tasks;
  for (auto &url : urls)
    tasks.push_back(polite(semaphore, url));
  co_await acme::when_all(std::move(tasks));
  std::vector<acme::task<>> unseen;
  for (std::size_t i = 0; i != urls.size(); ++i)
    unseen.push_back(with_permit(int(i), semaphore));
  co_await acme::when_all(std::move(unseen));
  for (auto &url : urls)
    acme::spawn([](acme::semaphore &semaphore, std::string url) -> acme::task<> {
      co_await semaphore.acquire();
      co_await fetch(url);
      semaphore.release();
    }(semaphore, url));
  co_await acme::parallel_for_each(urls, [&](std::string url) -> acme::task<> {
    co_await semaphore.acquire();
    co_await fetch(url);
  });
}

// What the task awaits waits first.
class client {
public:
  acme::task<int> get(std::string url) { return polite(slots, url); }
  acme::task<int> twice(std::string url) { co_return 2 * co_await polite(slots, url); }
  acme::task<> all(std::vector<std::string> urls) {
    for (auto &url : urls)
      acme::spawn([](client &by, std::string url) -> acme::task<> { co_await by.twice(url); }(*this, url));
    co_await acme::parallel_for_each(urls, [this](std::string url) -> acme::task<> { co_await get(url); });
    co_await more();
  }

private:
  acme::semaphore slots;
};

// One after the other.
acme::task<> in_turn(std::vector<std::string> urls) {
  for (auto &url : urls)
    co_await fetch(url);
  std::vector<acme::task<int>> tasks;
  for (auto &url : urls)
    tasks.push_back(fetch(url));
  for (auto &task : tasks)
    co_await task;
}

// Whoever hands the tasks over knows how many they are.
acme::task<> given(std::vector<acme::task<int>> tasks) {
  co_await acme::when_all(std::move(tasks));
}
acme::task<> given_to_a_wrapper(std::vector<acme::task<int>> tasks) {
  std::vector<acme::task<int>> wrapped;
  for (auto &task : tasks)
    wrapped.push_back(std::move(task));
  co_await acme::when_all(std::move(wrapped));
}
void given_to_ordinary_code(std::vector<acme::task<int>> tasks) {
  for (auto &task : tasks)
    acme::spawn(std::move(task));
}
std::vector<acme::task<int>> collect(std::vector<std::string> urls) {
  std::vector<acme::task<int>> tasks;
  for (auto &url : urls)
    tasks.push_back(fetch(url));
  return tasks;
}

// Work that is no task.
acme::task<> no_tasks(std::vector<int> numbers) {
  co_await acme::parallel_for_each(numbers, [](int n) { return n; });
  for (int n : numbers)
    std::thread([n] {}).detach();
}

int main(int argc, char **argv) {
  std::vector<std::string> arguments(argv, argv + argc);
  for (auto &argument : arguments)
    acme::spawn(fetch(argument));
}

// The author has looked at how many there are.
acme::task<> few(std::vector<std::string> urls) {
  if (urls.size() > 8)
    co_return;
  std::vector<acme::task<int>> tasks;
  tasks.reserve(urls.size());
  for (auto &url : urls)
    tasks.push_back(fetch(url));
  co_await acme::when_all(std::move(tasks));
}
