#include "stores/charts.h"

#include "async/wait.h"

namespace ward {
namespace {

constexpr int usual_limit = 4;

std::string chart_of(int id) { return "chart/" + std::to_string(id) + "/"; }

} // namespace

void ChartStore::note(int id, const std::string &line) {
  const int number = wait_for(database_.add("notes", 1));
  wait_for(database_.put(chart_of(id) + std::to_string(number), line));
}

std::vector<std::string> ChartStore::lines(int id) const {
  return wait_for(database_.list(chart_of(id)));
}

int ChartStore::count(int id, const std::string &drug, int doses) {
  return wait_for(database_.add("given/" + std::to_string(id) + "/" + drug, doses));
}

int ChartStore::limit() const {
  const std::string limit = wait_for(database_.get("limit"));
  if (limit.empty())
    return usual_limit;
  return std::stoi(limit);
}

} // namespace ward
