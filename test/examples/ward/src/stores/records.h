#pragma once

#include "clients/remote.h"
#include "model.h"

#include <map>
#include <string>
#include <vector>

namespace ward {

/// Who is in the hospital, and where.
class RecordStore {
public:
  virtual ~RecordStore() = default;

  virtual Patient find(int id) const = 0;
  virtual std::vector<int> in_ward(const std::string &ward) const = 0;

  /// Returns the patient's number, a new one where there was none.
  virtual int save(Patient patient) = 0;
  virtual void remove(int id) = 0;
};

/// The records of the house.
class RemoteRecords : public RecordStore {
public:
  explicit RemoteRecords(Database &database) : database_(database) {}

  Patient find(int id) const override;
  std::vector<int> in_ward(const std::string &ward) const override;
  int save(Patient patient) override;
  void remove(int id) override;

private:
  Database &database_;
};

/// Records for a training, gone at its end.
class MemoryRecords : public RecordStore {
public:
  Patient find(int id) const override;
  std::vector<int> in_ward(const std::string &ward) const override;
  int save(Patient patient) override;
  void remove(int id) override { patients_.erase(id); }

  bool empty() const noexcept { return patients_.empty(); }

private:
  std::map<int, Patient> patients_;
  int last_ = 0;
};

} // namespace ward
