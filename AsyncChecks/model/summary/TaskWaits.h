// What a wait tells of how to await instead, and of how to wait elsewhere.
#pragma once

#include "model/program/Entities.h"
#include "model/waiting/Waits.h"
#include "program/Records.h"

namespace async_checks {

/// What the program has to know of \p Wait, a blocking one in the ordinary function \p
/// In. Function and place are the caller's to fill in.
program::TaskWait taskWait(Model &Model, const BlockingWait &Wait, const Body &In,
                           Paths &Files);

} // namespace async_checks
