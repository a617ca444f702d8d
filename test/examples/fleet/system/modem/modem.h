#pragma once

#include <functional>
#include <utility>

namespace modem {

struct Packet {
  int sender = 0;
  int x = 0, y = 0;
  int speed = 0;
};

class Listener {
public:
  virtual ~Listener() = default;

  virtual void on_packet(Packet packet) = 0;
};

class Modem {
public:
  void listen(Listener &listener) { listener_ = &listener; }
  void on_hang_up(std::function<void(int)> callback) { hang_up_ = std::move(callback); }

  void receive(Packet packet) { listener_->on_packet(packet); }
  void hang_up(int reason) { hang_up_(reason); }

private:
  Listener *listener_ = nullptr;
  std::function<void(int)> hang_up_;
};

} // namespace modem
