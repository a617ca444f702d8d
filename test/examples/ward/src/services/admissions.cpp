#include "services/admissions.h"

namespace ward {

static std::string number_of(const Patient &patient) {
  return "patient " + std::to_string(patient.id);
}

static void announce(Notices &notices, const Patient &patient, const std::string &what) {
  if (patient.ward == "emergency")
    return;
  notices.send(patient.ward, number_of(patient) + " " + what);
}

std::string Admissions::describe(int id) const {
  const Patient patient = find(id);
  return number_of(patient) + ": " + patient.name + ", " + patient.ward + " (" +
         std::to_string(beds_.free_in(patient.ward)) + " free)";
}

int Admissions::admit(const std::string &name, const std::string &ward) {
  if (!beds_.take(ward))
    return 0;
  Patient patient{.name = name, .ward = ward};
  patient.id = records_.save(patient);
  announce(notices_, patient, "comes in");
  return patient.id;
}

bool Admissions::move(int id, const std::string &ward) {
  Patient patient = find(id);
  if (patient.ward == ward)
    return true;
  if (!beds_.take(ward))
    return false;
  beds_.release(patient.ward);
  patient.ward = ward;
  records_.save(patient);
  announce(notices_, patient, "is on the way");
  return true;
}

void Admissions::discharge(int id) {
  const Patient patient = find(id);
  records_.remove(id);
  beds_.release(patient.ward);
  announce(notices_, patient, "goes home");
}

} // namespace ward
