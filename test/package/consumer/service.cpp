#include "journal.h"

task serve(int *request) {
  append(*request);
  co_await append_twice(*request);
}
