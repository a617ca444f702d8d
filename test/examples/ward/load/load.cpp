#include "async/wait.h"
#include "handlers/server.h"
#include "net/connection.h"
#include "stores/records.h"

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <thread>

namespace ward {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int clients = 50;
constexpr auto time_limit = std::chrono::seconds(2);

struct Load {
  unsigned short port;
  Clock::time_point end;
  int answers = 0;
  int failures = 0;
};

asio::awaitable<void> client(Load &load, int number) {
  const std::string id = std::to_string(number % 5 + 1);
  const std::string requests[] = {"patient " + id, "beds north", "give " + id + " tea",
                                  "chart " + id};
  Connection connection = co_await connect(load.port);
  for (std::string line : requests) {
    if (Clock::now() > load.end)
      co_return;
    co_await connection.write_line(line);
    if (!co_await connection.read_line(line) || !line.starts_with("ok "))
      ++load.failures;
    ++load.answers;
  }
}

int threads() {
  int count = 0;
  if (std::FILE *status = std::fopen("/proc/self/status", "r")) {
    for (char line[256]; std::fgets(line, sizeof line, status) != nullptr;)
      std::sscanf(line, "Threads: %d", &count);
    std::fclose(status);
  }
  return count;
}

int run() {
  Database database;
  Pager pager;
  RemoteRecords records(database);
  wait_for(database.put("beds/north", "20"));
  wait_for(database.put("limit", "1000"));
  for (int number = 0; number < 5; ++number)
    wait_for(database.put("patient/" + std::to_string(number + 1), "north Ada"));
  Hospital hospital(database, pager, records);
  Server server(hospital);
  std::thread desk([&] { server.run(); });

  asio::io_context io{1};
  const auto start = Clock::now();
  Load load{.port = server.port(), .end = start + time_limit};
  for (int number = 0; number < clients; ++number)
    asio::co_spawn(io, client(load, number), [&](std::exception_ptr error) {
      if (error)
        ++load.failures;
    });
  io.run();
  const std::chrono::duration<double> time = Clock::now() - start;
  const int running = threads();
  server.stop();
  desk.join();

  std::printf("requests per second: %d, threads: %d\n",
              static_cast<int>(load.answers / time.count()), running);
  return load.failures == 0 ? 0 : 1;
}

} // namespace
} // namespace ward

int main() { return ward::run(); }
