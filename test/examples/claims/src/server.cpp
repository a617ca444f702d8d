#include "server.h"

#include <asio/experimental/awaitable_operators.hpp>

#include <algorithm>
#include <iterator>
#include <sstream>
#include <tuple>

namespace claims {
namespace {

using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;

constexpr int desk_limit = 5000;
constexpr int handling_fee = 50;

/// The words of a request: "POST /claims/1/settle" is POST, claims, 1 and settle.
std::vector<std::string> split(std::string line) {
  std::replace(line.begin(), line.end(), '/', ' ');
  std::istringstream words(line);
  return {std::istream_iterator<std::string>(words), {}};
}

} // namespace

Server::Server(asio::io_context &io, ClaimStore &store)
    : acceptor_(io, {asio::ip::address_v4::loopback(), 0}), store_(store),
      audit_(io.get_executor(), store), fund_(io.get_executor(), store),
      desk_(store, audit_, rules_), field_(io.get_executor(), store, audit_) {}

asio::awaitable<void> Server::run() {
  for (;;) {
    tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor_.get_executor(), serve(std::move(socket)), asio::detached);
  }
}

asio::awaitable<void> Server::serve(tcp::socket socket) {
  std::string input;
  for (;;) {
    asio::error_code end;
    const std::size_t length =
        co_await asio::async_read_until(socket, asio::dynamic_buffer(input), '\n',
                                        asio::redirect_error(asio::use_awaitable, end));
    if (end)
      co_return;
    auto request = split(input.substr(0, length));
    input.erase(0, length);
    const std::string output = co_await respond(std::move(request)) + "\n\n";
    co_await asio::async_write(socket, asio::buffer(output), asio::use_awaitable);
  }
}

asio::awaitable<std::string> Server::respond(std::vector<std::string> request) {
  const std::size_t size = request.size();
  request.resize(5);
  const std::string &page = request[1], &id = request[2], &action = request[3];
  const bool post = request[0] == "POST";
  std::string body;
  try {
    if (post && page == "claims" && size == 5)
      body = co_await submit(request[2], request[3], std::stoi(request[4]));
    else if (post && page == "claims" && action == "assess")
      body = co_await assess(std::stoi(id));
    else if (post && page == "claims" && action == "settle")
      body = co_await settle(std::stoi(id));
    else if (post && page == "reminders")
      body = co_await remind();
    else if (page == "claims" && size == 3)
      body = describe(co_await store_.find(std::stoi(id)));
    else if (page == "fund")
      body = std::to_string(co_await store_.balance()) + " left, " +
             std::to_string(rules_.reserved()) + " reserved by the desk";
    else if (page == "letters")
      body = co_await list("letters");
    else if (page == "audit")
      body = co_await list("audit") + co_await audit_.seal();
    else
      throw Failure(404, "no such page");
  } catch (const Failure &failure) {
    co_return std::to_string(failure.status()) + " " + failure.what();
  } catch (const std::logic_error &) {
    co_return "400 not a number";
  }
  co_return "200 " + body;
}

asio::awaitable<std::string> Server::submit(std::string holder, std::string kind,
                                            int amount) {
  Claim claim{.holder = holder, .kind = kind, .amount = amount};
  const int id = co_await store_.insert(claim);
  const std::string name = "claim " + std::to_string(id);
  auto letter = store_.append("letters", holder + ": we have received " + name);
  audit_.append(name + " submitted by " + holder);
  co_return name + " submitted";
}

asio::awaitable<std::string> Server::assess(int id) {
  Assessor *assessor = &desk_;
  if (sync_wait(store_.find(id)).amount > desk_limit)
    assessor = &field_;
  assessor->assess(id);
  co_return describe(co_await store_.find(id));
}

asio::awaitable<std::string> Server::settle(int id) {
  Claim claim = sync_wait(store_.find(id));
  if (claim.status != "assessed")
    throw Failure(409, "claim " + std::to_string(id) + " is " + claim.status);
  co_await (fund_.pay(claim.payout) && fund_.pay(handling_fee));
  claim.status = "settled";
  store_.update(claim);
  std::ignore = store_.append("letters", claim.holder + ": we have paid you " +
                                             std::to_string(claim.payout));
  audit_.append("claim " + std::to_string(id) + " settled");
  co_return describe(claim);
}

asio::awaitable<std::string> Server::remind() {
  auto remind_holder = [](ClaimStore &store, Claim claim) -> void {
    const Row row = co_await store.append("reminders", describe(claim));
    co_await store.append("letters", claim.holder + ": reminder " +
                                         std::to_string(row.number) + ", your claim is " +
                                         claim.status);
  };

  std::vector<asio::awaitable<Row>> copies;
  for (const Claim &claim : co_await store_.open_claims()) {
    copies.push_back(store_.append("archive", describe(claim)));
    remind_holder(store_, claim);
  }
  const std::size_t sent = sync_wait(store_.lines("reminders")).size();
  co_return std::to_string(sent) + " reminders sent";
}

asio::awaitable<std::string> Server::list(std::string table) {
  std::string text;
  for (const std::string &line : co_await store_.lines(table))
    text += line + "\n";
  co_return text;
}

} // namespace claims
