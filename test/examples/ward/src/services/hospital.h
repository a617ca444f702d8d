#pragma once

#include "services/admissions.h"
#include "services/medication.h"
#include "services/rounds.h"

namespace ward {

/// All that the people at the bedside work with.
struct Hospital {
  Hospital(Database &database, Pager &pager, RecordStore &records)
      : records(records), beds(database), charts(database), notices(pager) {}

  RecordStore &records;
  BedStore beds;
  ChartStore charts;
  Notices notices;
  Admissions admissions{records, beds, notices};
  Medication medication{admissions, charts, notices};
  Rounds rounds{admissions, charts, records};
};

} // namespace ward
