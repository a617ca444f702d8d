// The client of PostgreSQL for C++.
#pragma once
#include <string_view>

namespace pqxx {
class result {};
class connection {
public:
  explicit connection(const char *options);
  void prepare(const char *name, const char *definition);
};

class transaction_base {
public:
  result exec(std::string_view query);
  result exec_params(std::string_view query, int argument);
  template <typename T> T query_value(std::string_view query);
};
class work : public transaction_base {
public:
  explicit work(connection &);
};

class pipeline {
public:
  explicit pipeline(transaction_base &);
  long insert(std::string_view query);
  bool is_finished(long query) const;
};
} // namespace pqxx
