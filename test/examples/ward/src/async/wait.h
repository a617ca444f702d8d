#pragma once

#include <asio/awaitable.hpp>

#include <future>
#include <optional>
#include <utility>

namespace ward {

/// Starts the work in a thread in the background.
std::future<void> start(asio::awaitable<void> work);

template <class T>
asio::awaitable<void> keep_result(asio::awaitable<T> work, std::optional<T> &result) {
  result = co_await std::move(work);
}

/// Waits until the work is done, and returns its result.
template <class T> T wait_for(asio::awaitable<T> work) {
  std::optional<T> result;
  start(keep_result(std::move(work), result)).get();
  return *std::move(result);
}

inline void wait_for(asio::awaitable<void> work) { start(std::move(work)).get(); }

} // namespace ward
