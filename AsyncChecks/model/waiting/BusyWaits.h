// Loops that do nothing but look whether somebody else is done.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// A loop that asks, lets time pass or others run, and asks again.
struct BusyWait {
  const clang::Stmt *Loop;
  const Suspension *Pause;
};

/// The loops of \p In whose rounds only wait, and whose condition others will change.
std::vector<BusyWait> findBusyWaits(Model &Model, const Body &In);

} // namespace async_checks
