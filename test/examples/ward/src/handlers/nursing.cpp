#include "handlers/nursing.h"

#include "services/occupancy.h"

namespace ward {

asio::awaitable<std::string> give(Hospital &hospital, Request request) {
  Medication &medication = hospital.medication;
  const int id = request.number(1);
  if (request.size() > 3)
    co_return medication.give(id, request.text(2), request.number(3));
  co_return medication.give(id, request.text(2));
}

asio::awaitable<std::string> chart(Hospital &hospital, Request request) {
  co_return hospital.rounds.chart(request.number(1));
}

asio::awaitable<std::string> round(Hospital &hospital, Request request) {
  std::string text = hospital.rounds.summary(request.text(1));
  if (text.empty())
    text = "nothing new";
  co_return text;
}

asio::awaitable<std::string> beds(Hospital &hospital, Request request) {
  co_return occupancy(hospital.records, hospital.beds, request.text(1));
}

} // namespace ward
