#include "handlers/patients.h"

namespace ward {

asio::awaitable<std::string> admit(Hospital &hospital, Request request) {
  Admissions &admissions = hospital.admissions;
  const std::string &name = request.text(1);
  const int id = request.size() == 2 ? admissions.admit(name)
                                     : admissions.admit(name, request.text(2));
  if (id == 0)
    throw Failure("there is no bed free");
  co_return "patient " + std::to_string(id);
}

asio::awaitable<std::string> describe(Hospital &hospital, Request request) {
  co_return hospital.admissions.describe(request.number(1));
}

asio::awaitable<std::string> move(Hospital &hospital, Request request) {
  const int id = request.number(1);
  if (!hospital.admissions.move(id, request.text(2)))
    co_return "there is no bed free in " + request.text(2);
  co_return hospital.admissions.find(id).name + " is in " + request.text(2);
}

asio::awaitable<std::string> discharge(Hospital &hospital, Request request) {
  hospital.admissions.discharge(request.number(1));
  co_return "good-bye";
}

} // namespace ward
