// A client and a server of HTTP that block.
#pragma once
#include <functional>
#include <string>

namespace httplib {
struct Request {};
struct Response {
  int status;
};
struct Result {
  bool failed() const;
};

class Client {
public:
  explicit Client(const std::string &host);
  Result Get(const std::string &path);
  Result Post(const std::string &path, const std::string &body, const std::string &type);
  void set_keep_alive(bool on);
};

class ClientImpl {
public:
  Result Get(const std::string &path);
};
class SSLClient : public ClientImpl {};

class Server {
public:
  using Handler = std::function<void(const Request &, Response &)>;
  Server &Get(const std::string &pattern, Handler);
};
} // namespace httplib
