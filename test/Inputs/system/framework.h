// A framework that calls back; it stands in a system folder.
#pragma once

namespace framework {

struct view {
  virtual ~view() = default;
  virtual void shown();
  virtual void hidden();
};

void on_idle(void (*callback)());
template <typename F> void call(F f) {}

} // namespace framework
