// A client of HTTP, with calls that block and others that do not.
#pragma once
#include <string>

namespace cpr {
struct Url {
  std::string text;
};
struct Response {
  long status_code;
};
struct AsyncResponse {
  Response get();
};

template <typename... Options> Response Get(Options &&...);
template <typename... Options> Response Post(Options &&...);
template <typename... Options> AsyncResponse GetAsync(Options &&...);

class Session {
public:
  void SetUrl(const Url &);
  Response Get();
  AsyncResponse GetAsync();
};
} // namespace cpr
