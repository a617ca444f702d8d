#pragma once

#include "services/admissions.h"
#include "stores/charts.h"
#include "stores/records.h"

#include <functional>
#include <string>

namespace ward {

/// The visits to all beds of a ward.
class Rounds {
public:
  Rounds(Admissions &admissions, ChartStore &charts, RecordStore &records)
      : admissions_(admissions), charts_(charts), records_(records) {}

  std::string chart(int id) const;

  /// A line for each patient of the ward who has something in the chart.
  std::string summary(const std::string &ward) const;

  void visit(const std::string &ward, const std::function<void(int)> &at_bed) const;

private:
  Admissions &admissions_;
  ChartStore &charts_;
  RecordStore &records_;
};

} // namespace ward
