// What the examples of the documentation pages take for granted.
#pragma once

#include "acme/task.h"
#include "acme/void.h"
#include "cppcoro/task.h"
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <future>
#include <iterator>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

struct person {
  std::string name;
};
acme::task<> flush();
acme::task<int> size();
acme::task<person> find();
acme::job<int> start();
cppcoro::task<> transfer(cppcoro::cancellation_token token = {});
void log_error();
