#pragma once
#include "task.h"

task store(int entry);
task append(int entry);

inline task append_twice(int entry) {
  append(entry);
  co_await append(entry);
}
