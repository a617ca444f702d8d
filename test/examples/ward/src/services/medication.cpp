#include "services/medication.h"

#include "services/text.h"

namespace ward {

Medication::Medication(Admissions &admissions, ChartStore &charts, Notices &notices)
    : admissions_(admissions), charts_(charts), notices_(notices),
      limit_(charts.limit()) {}

std::string Medication::give(int id, const std::string &drug, int doses) {
  return give(admissions_.find(id), drug, doses);
}

std::string Medication::give(const Patient &patient, const std::string &drug, int doses) {
  const int given = charts_.count(patient.id, drug, doses);
  if (given > limit_) {
    charts_.count(patient.id, drug, -doses);
    notices_.send("doctor", patient.name + " asks for more " + drug);
    return "no more " + drug + " for " + patient.name;
  }
  charts_.note(patient.id, std::to_string(doses) + " " + drug);
  return patient.name + " has had " + std::to_string(given) + " dose" + plural(given) +
         " of " + drug;
}

} // namespace ward
