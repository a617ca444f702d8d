#include "services/reports.h"

#include "services/occupancy.h"
#include "services/text.h"

#include <vector>

namespace ward {
namespace {

const std::vector<std::string> wards = {"north", "south", "emergency"};

std::string write_occupancy(Hospital &hospital) {
  std::vector<std::string> lines;
  for (const std::string &ward : wards)
    lines.push_back(occupancy(hospital.records, hospital.beds, ward));
  return join(lines, "\n");
}

std::string write_patients(Hospital &hospital) {
  std::vector<std::string> names;
  for (const std::string &ward : wards)
    hospital.rounds.visit(
        ward, [&](int id) { names.push_back(hospital.admissions.find(id).name); });
  return join(names);
}

std::string write_pages(Hospital &hospital) {
  return std::to_string(hospital.notices.sent()) + " pages sent";
}

constexpr Report reports[] = {
    {"occupancy", write_occupancy},
    {"patients", write_patients},
    {"pages", &write_pages},
};

} // namespace

const Report *find_report(const std::string &name) {
  for (const Report &report : reports)
    if (report.name == name)
      return &report;
  return nullptr;
}

} // namespace ward
