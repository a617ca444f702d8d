#include "async/wait.h"
#include "stores/records.h"

namespace ward {
namespace {

std::string key_of(int id) { return "patient/" + std::to_string(id); }

/// A row is a ward and a name, with a space in between.
Patient parse(int id, const std::string &row) {
  const std::size_t space = row.find(' ');
  return {.id = id, .name = row.substr(space + 1), .ward = row.substr(0, space)};
}

} // namespace

Patient RemoteRecords::find(int id) const {
  const std::string row = wait_for(database_.get(key_of(id)));
  if (row.empty())
    throw Failure("no patient " + std::to_string(id));
  return parse(id, row);
}

std::vector<int> RemoteRecords::in_ward(const std::string &ward) const {
  std::vector<int> ids;
  for (const std::string &id : wait_for(database_.list("in/" + ward + "/")))
    ids.push_back(std::stoi(id));
  return ids;
}

int RemoteRecords::save(Patient patient) {
  if (patient.id == 0) {
    patient.id = wait_for(database_.add("patients", 1));
  } else {
    const std::string row = wait_for(database_.get(key_of(patient.id)));
    const std::string ward = parse(patient.id, row).ward;
    wait_for(database_.erase("in/" + ward + "/" + std::to_string(patient.id)));
  }
  const std::string id = std::to_string(patient.id);
  wait_for(database_.put("in/" + patient.ward + "/" + id, id));
  wait_for(database_.put(key_of(patient.id), patient.ward + " " + patient.name));
  return patient.id;
}

void RemoteRecords::remove(int id) {
  const Patient patient = find(id);
  wait_for(database_.erase("in/" + patient.ward + "/" + std::to_string(id)));
  wait_for(database_.erase(key_of(id)));
}

} // namespace ward
