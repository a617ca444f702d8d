#include "async/wait.h"
#include "services/hospital.h"
#include "services/occupancy.h"
#include "services/reports.h"

#include <cstdio>
#include <string>

namespace ward {
namespace {

int failures = 0;

void expect(bool holds, const char *what) {
  if (holds)
    return;
  ++failures;
  std::printf("not so: %s\n", what);
}

struct House {
  Database database;
  Pager pager;

  House() {
    wait_for(database.put("beds/north", "2"));
    wait_for(database.put("beds/south", "1"));
    wait_for(database.put("beds/emergency", "1"));
    wait_for(database.put("limit", "3"));
  }
};

void test_admissions(RecordStore &records) {
  House house;
  Hospital hospital(house.database, house.pager, records);
  Admissions &admissions = hospital.admissions;
  const int ada = admissions.admit("Ada", "north");
  const int bo = admissions.admit("Bo");
  expect(ada == 1 && bo == 2, "patients are numbered");
  expect(admissions.admit("Cy") == 0, "a full ward takes nobody");
  expect(hospital.beds.free_in("emergency") == 0, "the one who is sent away has no bed");
  expect(admissions.describe(ada) == "patient 1: Ada, north (1 free)",
         "a patient is found again");
  expect(hospital.notices.sent() == 1, "the ward hears of a patient");

  expect(admissions.move(ada, "south"), "there is a bed for a patient who is moved");
  expect(admissions.move(ada, "south"), "who is there already can stay");
  expect(!admissions.move(bo, "south"), "a patient needs a bed to be moved");
  expect(admissions.find(ada).ward == "south", "the record tells of the move");
  expect(records.in_ward("north").empty(), "nobody lies in two wards");
  expect(occupancy(records, hospital.beds, "south") == "south: full, 1 patient",
         "a ward can be full");

  admissions.discharge(ada);
  expect(occupancy(records, hospital.beds, "south") == "south: 0 patients, 1 bed free",
         "a bed is free again");
  bool found = true;
  try {
    admissions.find(ada);
  } catch (const Failure &) {
    found = false;
  }
  expect(!found, "who is gone is not found");
}

void test_medication() {
  House house;
  MemoryRecords records;
  Hospital hospital(house.database, house.pager, records);
  const int id = hospital.admissions.admit("Ada", "north");
  Medication &medication = hospital.medication;
  expect(medication.limit() == 3, "the limit is the one of the house");
  expect(medication.give(id, "tea") == "Ada has had 1 dose of tea", "the first dose");
  expect(medication.give(hospital.admissions.find(id), "tea", 2) ==
             "Ada has had 3 doses of tea",
         "two more");
  expect(medication.give(id, "tea") == "no more tea for Ada", "enough is enough");
  expect(hospital.rounds.chart(id) == "Ada: 1 tea, 2 tea", "all is in the chart");
}

void test_rounds() {
  House house;
  RemoteRecords records(house.database);
  Hospital hospital(house.database, house.pager, records);
  const int ada = hospital.admissions.admit("Ada", "north");
  hospital.admissions.admit("Bo", "north");
  hospital.charts.note(ada, "slept well");
  expect(hospital.rounds.summary("north") == "Ada: slept well",
         "a round passes by whoever is new");
  int visits = 0;
  hospital.rounds.visit("north", [&](int) { ++visits; });
  expect(visits == 2, "a visit is for all");
}

void test_reports() {
  House house;
  MemoryRecords records;
  Hospital hospital(house.database, house.pager, records);
  hospital.admissions.admit("Ada", "north");
  hospital.admissions.admit("Bo", "south");
  expect(find_report("patients")->write(hospital) == "Ada, Bo", "all patients");
  expect(find_report("pages")->write(hospital) == "2 pages sent", "all pages");
  expect(find_report("weather") == nullptr, "there is not a report of everything");
}

} // namespace
} // namespace ward

int main() {
  ward::House house;
  ward::RemoteRecords remote(house.database);
  ward::test_admissions(remote);
  ward::MemoryRecords memory;
  ward::test_admissions(memory);
  ward::expect(!memory.empty(), "the records of a training stay for its time");
  ward::test_medication();
  ward::test_rounds();
  ward::test_reports();
  return ward::failures == 0 ? 0 : 1;
}
