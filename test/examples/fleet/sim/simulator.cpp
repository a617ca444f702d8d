#include "heartbeat.h"

#include <cstdio>

namespace {

fleet::timing::Step<int> simulate(int seconds) {
  fleet::timing::Heartbeat heartbeat;
  while (fleet::timing::simulated_seconds < seconds) {
    heartbeat.beat();
    co_await fleet::timing::pause();
  }
  co_return heartbeat.beats();
}

} // namespace

int main() {
  const int beats = fleet::sync_wait(simulate(60));
  std::printf("%d beats in %d seconds\n", beats, fleet::timing::simulated_seconds);
  return beats == 30 ? 0 : 1;
}
