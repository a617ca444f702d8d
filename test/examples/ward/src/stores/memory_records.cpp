#include "stores/records.h"

namespace ward {

Patient MemoryRecords::find(int id) const {
  const auto found = patients_.find(id);
  if (found == patients_.end())
    throw Failure("no patient " + std::to_string(id));
  return found->second;
}

std::vector<int> MemoryRecords::in_ward(const std::string &ward) const {
  std::vector<int> ids;
  for (const auto &[id, patient] : patients_)
    if (patient.ward == ward)
      ids.push_back(id);
  return ids;
}

int MemoryRecords::save(Patient patient) {
  if (patient.id == 0)
    patient.id = ++last_;
  patients_[patient.id] = patient;
  return patient.id;
}

} // namespace ward
