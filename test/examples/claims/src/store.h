#pragma once

#include "model.h"

#include <asio.hpp>

#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace claims {

/// A line of one of the store's append-only tables.
struct Row {
  std::string table;
  int number = 0;
};

/// Claims, tables and the fund's balance. All of it belongs to the store's own thread;
/// the operations may be awaited from anywhere and resume their caller at home.
class ClaimStore {
public:
  explicit ClaimStore(int balance) : balance_(balance) {}

  asio::awaitable<int> insert(Claim claim);
  asio::awaitable<Claim> find(int id);
  asio::awaitable<void> update(Claim claim);
  asio::awaitable<std::vector<Claim>> open_claims();

  asio::awaitable<Row> append(std::string table, std::string line);
  asio::awaitable<std::vector<std::string>> lines(std::string table);

  asio::awaitable<int> balance();
  asio::awaitable<void> set_balance(int balance);

private:
  template <typename Work> asio::awaitable<std::invoke_result_t<Work &>> run(Work work) {
    using Result = std::invoke_result_t<Work &>;
    auto job = [work = std::move(work)]() mutable -> asio::awaitable<Result> {
      co_return work();
    };
    return asio::co_spawn(thread_, std::move(job), asio::use_awaitable);
  }

  std::map<int, Claim> claims_;
  std::map<std::string, std::vector<std::string>> tables_;
  int balance_;
  asio::thread_pool thread_{1};
};

} // namespace claims
