#include "gateway.h"

#include <cstdio>
#include <string>

namespace fleet {

Gateway::Gateway(modem::Modem &modem, Tracker &tracker, Journal &journal)
    : tracker_(tracker), journal_(journal) {
  modem.listen(*this);
  modem.on_hang_up([&journal](int reason) -> void {
    try {
      co_await journal.flush();
      journal.write("hung up: " + std::to_string(reason));
    } catch (...) {
      std::fputs("cannot flush\n", stderr);
    }
  });
}

void Gateway::on_packet(modem::Packet packet) {
  Journal &journal = journal_;
  co_await tracker_.report(packet.sender, {packet.x, packet.y}, packet.speed);
  journal.write("heard of " + std::to_string(packet.sender));
}

Task<int> Gateway::keep_alive(int times) {
  for (int i = 0; i < times; ++i) {
    heartbeat_.beat();
    co_await next_turn();
  }
  co_return heartbeat_.beats();
}

} // namespace fleet
