// A collection of MongoDB.
#pragma once
#include <optional>

namespace mongocxx {
namespace v_noabi {
struct document {};
class cursor {};
class collection {
public:
  void insert_one(document);
  std::optional<document> find_one(document);
  cursor find(document);
};
} // namespace v_noabi
using v_noabi::collection;
using v_noabi::document;
} // namespace mongocxx
