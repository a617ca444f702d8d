// What a coroutine keeps in its frame while it is suspended.
#pragma once

#include "model/syntax/Body.h"

namespace async_checks {

class Model;

/// A variable in a frame, and its size in bytes.
struct FramePart {
  const clang::VarDecl *Variable;
  uint64_t Size;
};

/// The suspension across which a coroutine keeps most.
struct FrameLoad {
  const Suspension *At = nullptr; ///< null if there is none
  std::vector<FramePart> Parts;   ///< the largest first
  uint64_t Size = 0;              ///< of all parts
};

/// What the coroutine \p In keeps in parameters and local variables where it keeps most;
/// nothing if it could not be more than \p Threshold bytes.
FrameLoad frameLoad(const Body &In, uint64_t Threshold, Model &Model);

/// Whether only one frame of the coroutine \p In is there at a time, as far as the unit
/// shows: `main`, a test or another such coroutine starts it, and not in a loop.
bool runsOnce(const Body &In, Model &Model);

} // namespace async_checks
