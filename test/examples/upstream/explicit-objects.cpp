// Lambdas with an explicit object, which Clang knows since 18 (needs: 19).
#include "acme/task.h"

// case: this auto (fine)
acme::task<int> by_value(int n) {
  return [n](this auto) -> acme::task<int> { co_return n; }();
}
// case: this auto & (bug)
acme::task<int> by_reference(int n) {
  auto make = [n](this auto &) -> acme::task<int> { co_return n; };
  return make();
}
// case: this auto && (bug)
acme::task<int> forwarded(int n) {
  return [n](this auto &&) -> acme::task<int> { co_return n; }();
}
