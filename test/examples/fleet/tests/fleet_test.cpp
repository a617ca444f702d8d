#include "billing.h"
#include "dispatcher.h"
#include "gateway.h"
#include "maintenance.h"
#include "routes.h"
#include "stops.h"
#include "timetable.h"
#include "tracker.h"
#include "trips.h"

#include <cstdio>
#include <string>
#include <vector>

namespace fleet {
namespace {

int failures = 0;

void expect(bool holds, const char *what) {
  if (holds)
    return;
  ++failures;
  std::printf("not so: %s\n", what);
}

struct Company {
  Company() {
    store.save({.id = 1, .plate = "HH-A 1", .mileage = 5000, .at = {9, 9}});
    store.save({.id = 2, .plate = "HH-B 2", .mileage = 100, .at = {1, 0}});
    event_loop().deepest = 0;
  }
  ~Company() { event_loop().run(); }

  VehicleStore store;
  Journal journal;
  Alarms alarms{journal};
};

bool has(const std::vector<std::string> &lines, const std::string &line) {
  for (const std::string &each : lines)
    if (each == line)
      return true;
  return false;
}

void test_trips() {
  Company company;
  TripLog trips(company.store, company.journal);
  const int mileage = sync_wait(trips.finish({.vehicle = 1, .km = 40}));
  expect(mileage == 5040, "a trip is added to the mileage");
  expect(trips.finished().size() == 1, "a finished trip is in the log");
  expect(has(company.journal.lines(), "HH-A 1 (1) is back after 40 km"),
         "the journal knows of a trip as soon as it is finished");
  expect(company.store.waits() == 2, "a trip does not wait for the disk");
  expect(event_loop().deepest == 1, "a trip does not block the event loop");
}

void test_dispatcher() {
  Company company;
  Dispatcher dispatcher(company.store, company.journal);
  expect(sync_wait(dispatcher.assign({1, 2}, {0, 0})) == 2, "the nearest vehicle goes");
  expect(company.journal.lines() ==
             std::vector<std::string>{"compared 2 vehicles", "assigned HH-B 2 (2)"},
         "an assignment is in the journal, in order");
  expect(sync_wait(dispatcher.vehicle(2)).plate == "HH-B 2", "vehicles can be found");
  expect(company.store.waits() == 2, "the dispatcher does not wait for the disk");
  expect(event_loop().deepest == 1, "the dispatcher does not block the event loop");
}

void test_maintenance() {
  Company company;
  Maintenance maintenance(company.store, company.journal);
  std::stop_source source;
  sync_wait(maintenance.inspect(1, source.get_token()));
  expect(sync_wait(company.store.mileage_async(1)) == 0, "an inspection is saved");
  source.request_stop();
  sync_wait(maintenance.inspect(2, source.get_token()));
  expect(sync_wait(company.store.mileage_async(2)) == 100, "inspections can be stopped");
  expect(sync_wait(maintenance.settle(1, 2)) == 210, "inspections are paid for");
  expect(has(company.journal.lines(), "interrupted 2"), "the journal knows how it went");
  expect(has(company.journal.lines(), "paid for HH-B 2"), "payments are in the journal");
  sync_wait(maintenance.inspect(1, {}));
  expect(company.journal.lines().size() == 4, "what is not due is not inspected");
  expect(company.store.waits() == 2, "the workshop does not wait for the disk");
  expect(event_loop().deepest == 1, "the workshop does not block the event loop");
}

void test_tracker() {
  Company company;
  Tracker tracker(company.store, company.journal,
                  {make_fence_monitor(company.alarms, company.store, 10),
                   make_speed_monitor(company.alarms, company.store, 80)});
  sync_wait(tracker.report(1, {20, 0}, 90));
  expect(sync_wait(company.store.find(1)).at.x == 20, "a report is saved");
  expect(company.alarms.raised() ==
             std::vector<std::string>{"HH-A 1 (1) has left the area",
                                      "HH-A 1 (1) is too fast"},
         "a report raises all alarms");
  expect(has(company.journal.lines(), "alarm: HH-A 1 (1) is too fast"),
         "an alarm is in the journal");
  sync_wait(company.alarms.clear(1));
  expect(company.alarms.raised().empty(), "an alarm can be cleared");
  expect(has(company.journal.lines(), "2 lines, cleared 1"),
         "clearing is in the journal");
  expect(sync_wait(tracker.report_all({1, 2}, {3, 3})) == 2, "all vehicles report");
  expect(sync_wait(company.store.find(2)).at.x == 3, "all reports are saved");
  expect(has(company.journal.lines(), "done for 2"), "a batch is in the journal");
}

void test_billing() {
  Company company;
  Billing billing(company.journal);
  spawn(billing.charge(10));
  spawn(billing.charge(5));
  event_loop().run();
  expect(billing.total() == 15, "no charge is lost");
  expect(has(company.journal.lines(), "1: charge 5"), "charges are in the journal");
  expect(company.journal.flushes() == 2, "charges are flushed");
  auto tip = [&](int km) -> Task<void> { co_await billing.tip(km); };
  spawn(tip(1));
  spawn(tip(3));
  event_loop().run();
  expect(billing.tips() == 8, "no tip is lost");
}

void test_gateway() {
  Company company;
  Tracker tracker(company.store, company.journal);
  modem::Modem modem;
  Gateway gateway(modem, tracker, company.journal);
  modem.receive({.sender = 2, .x = 7, .y = 7, .speed = 30});
  modem.hang_up(3);
  event_loop().run();
  expect(sync_wait(company.store.find(2)).at.x == 7, "what is received is reported");
  expect(company.journal.lines() == std::vector<std::string>{"hung up: 3", "heard of 2"},
         "what the modem says is in the journal");
  expect(sync_wait(gateway.keep_alive(3)) == 3, "the heart beats");
}

void test_routes() {
  Company company;
  make_depot_stop(company.journal)->arrived(1);
  event_loop().run();
  expect(company.journal.lines() == std::vector<std::string>{"1 is in the depot"},
         "arrivals are in the journal");
  expect(sync_wait(length_of_route(company.journal)) == 3, "the route has a length");
  expect(sync_wait(first_departure(company.journal)) == "05:10 Harbour",
         "the first vehicle is early");
}

} // namespace
} // namespace fleet

int main() {
  fleet::test_trips();
  fleet::test_dispatcher();
  fleet::test_maintenance();
  fleet::test_tracker();
  fleet::test_billing();
  fleet::test_gateway();
  fleet::test_routes();
  std::printf("%d failures\n", fleet::failures);
  return fleet::failures == 0 ? 0 : 1;
}
