#include "ledger.h"

#include <chrono>
#include <cstdint>
#include <future>

namespace claims {
namespace {

constexpr auto commit_interval = std::chrono::milliseconds(20);

std::string fingerprint(const std::vector<std::string> &lines) {
  std::uint32_t hash = 2166136261U;
  for (const std::string &line : lines)
    for (const char c : line)
      hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return std::to_string(hash);
}

} // namespace

void AuditLog::append(std::string line) {
  asio::steady_timer commit(executor_, commit_interval);
  co_await commit.async_wait(asio::use_awaitable);
  co_await store_.append("audit", line);
}

asio::awaitable<std::string> AuditLog::seal() {
  const auto lines = co_await store_.lines("audit");
  const std::string count = std::to_string(lines.size()) + " lines";
  std::future<std::string> print = std::async(std::launch::async, fingerprint, lines);
  append(count + " sealed");
  co_return count + ", fingerprint " + print.get();
}

asio::awaitable<int> Fund::pay(int amount) {
  auto guard = mutex_.scoped_lock_async();
  const int balance = co_await store_.balance();
  if (balance < amount)
    throw Failure(503, "the fund is exhausted");
  co_await store_.set_balance(balance - amount);
  co_return balance - amount;
}

} // namespace claims
