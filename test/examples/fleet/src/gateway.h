#pragma once

#include "heartbeat.h"
#include "tracker.h"

#include <modem/modem.h>

namespace fleet {

/// Hands on what the vehicles send.
class Gateway : public modem::Listener {
public:
  Gateway(modem::Modem &modem, Tracker &tracker, Journal &journal);

  void on_packet(modem::Packet packet) override;

  Task<int> keep_alive(int times);

private:
  Tracker &tracker_;
  Journal &journal_;
  timing::Heartbeat heartbeat_;
};

} // namespace fleet
