#include "async/wait.h"
#include "handlers/server.h"
#include "services/occupancy.h"
#include "services/reports.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <thread>

namespace ward {
namespace {

void open_wards(Database &database) {
  wait_for(database.put("beds/north", "20"));
  wait_for(database.put("beds/south", "10"));
  wait_for(database.put("beds/emergency", "5"));
}

/// Looks every now and then whether the emergency room fills up.
void watch(Hospital &hospital, const std::atomic<bool> &closing) {
  while (!closing) {
    if (hospital.beds.free_in("emergency") == 0)
      hospital.notices.send("manager", "the emergency room is full");
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
}

int report(Hospital &hospital, const char *name) {
  const Report *report = find_report(name);
  if (report == nullptr) {
    std::fprintf(stderr, "there is no report of %s\n", name);
    return 1;
  }
  hospital.admissions.admit("Ada", "north");
  hospital.admissions.admit("Bo");
  std::printf("%s\n", report->write(hospital).c_str());
  return 0;
}

int serve(Hospital &hospital) {
  Server server(hospital);
  std::atomic<bool> closing = false;
  std::thread desk([&] { server.run(); });
  std::thread watcher([&] { watch(hospital, closing); });
  std::printf("listening at port %d until the end of the input\n", server.port());
  std::fflush(stdout);
  while (std::getchar() != EOF)
    continue;
  closing = true;
  server.stop();
  watcher.join();
  desk.join();
  std::printf("%s\n", occupancy(hospital.records, hospital.beds, "emergency").c_str());
  return 0;
}

} // namespace
} // namespace ward

int main(int argc, char **argv) {
  ward::Database database;
  ward::Pager pager;
  ward::RemoteRecords records(database);
  ward::open_wards(database);
  ward::Hospital hospital(database, pager, records);
  if (argc == 3 && std::strcmp(argv[1], "report") == 0)
    return ward::report(hospital, argv[2]);
  if (argc == 2 && std::strcmp(argv[1], "serve") == 0)
    return ward::serve(hospital);
  std::fprintf(stderr, "usage: ward serve | ward report NAME\n");
  return 2;
}
