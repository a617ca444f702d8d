#pragma once

#include "stores/beds.h"
#include "stores/notices.h"
#include "stores/records.h"

#include <string>

namespace ward {

/// Who comes, who goes, and who lies where.
class Admissions {
public:
  Admissions(RecordStore &records, BedStore &beds, Notices &notices)
      : records_(records), beds_(beds), notices_(notices) {}

  Patient find(int id) const { return records_.find(id); }
  std::string describe(int id) const;

  /// Returns the patient's number, or 0 if the ward is full.
  int admit(const std::string &name, const std::string &ward = "emergency");

  /// Whether there was a bed in the other ward.
  bool move(int id, const std::string &ward);
  void discharge(int id);

private:
  RecordStore &records_;
  BedStore &beds_;
  Notices &notices_;
};

} // namespace ward
