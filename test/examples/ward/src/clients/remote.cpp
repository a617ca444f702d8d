#include "clients/remote.h"

#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>

#include <chrono>

namespace ward {
namespace {

asio::awaitable<void> round_trip() {
  asio::steady_timer timer(co_await asio::this_coro::executor,
                           std::chrono::milliseconds(3));
  co_await timer.async_wait(asio::use_awaitable);
}

} // namespace

asio::awaitable<std::string> Database::get(std::string key) {
  co_await round_trip();
  std::lock_guard lock(mutex_);
  const auto found = rows_.find(key);
  co_return found == rows_.end() ? std::string() : found->second;
}

asio::awaitable<void> Database::put(std::string key, std::string value) {
  co_await round_trip();
  std::lock_guard lock(mutex_);
  rows_[key] = value;
}

asio::awaitable<void> Database::erase(std::string key) {
  co_await round_trip();
  std::lock_guard lock(mutex_);
  rows_.erase(key);
}

asio::awaitable<int> Database::add(std::string key, int amount) {
  co_await round_trip();
  std::lock_guard lock(mutex_);
  std::string &value = rows_[key];
  const int sum = (value.empty() ? 0 : std::stoi(value)) + amount;
  value = std::to_string(sum);
  co_return sum;
}

asio::awaitable<std::vector<std::string>> Database::list(std::string prefix) {
  co_await round_trip();
  std::lock_guard lock(mutex_);
  std::vector<std::string> values;
  for (auto row = rows_.lower_bound(prefix);
       row != rows_.end() && row->first.starts_with(prefix); ++row)
    values.push_back(row->second);
  co_return values;
}

asio::awaitable<void> Pager::page(std::string whom, std::string text) {
  co_await round_trip();
  std::lock_guard lock(mutex_);
  pages_.push_back(whom + ": " + text);
}

asio::awaitable<int> Pager::sent() {
  co_await round_trip();
  std::lock_guard lock(mutex_);
  co_return static_cast<int>(pages_.size());
}

} // namespace ward
