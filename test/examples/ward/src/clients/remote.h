#pragma once

#include <asio/awaitable.hpp>

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace ward {

/// The hospital's database, on a machine of its own.
class Database {
public:
  /// The value of a key, or nothing at all.
  asio::awaitable<std::string> get(std::string key);
  asio::awaitable<void> put(std::string key, std::string value);
  asio::awaitable<void> erase(std::string key);

  /// Adds to a number, in one step, and returns the new one.
  asio::awaitable<int> add(std::string key, int amount);

  /// The values of all keys that begin so.
  asio::awaitable<std::vector<std::string>> list(std::string prefix);

private:
  std::mutex mutex_;
  std::map<std::string, std::string> rows_;
};

/// Calls the people who carry a pager.
class Pager {
public:
  asio::awaitable<void> page(std::string whom, std::string text);
  asio::awaitable<int> sent();

private:
  std::mutex mutex_;
  std::vector<std::string> pages_;
};

} // namespace ward
