#pragma once

#include "handlers/request.h"
#include "services/hospital.h"

#include <asio/awaitable.hpp>

#include <string>

namespace ward {

asio::awaitable<std::string> admit(Hospital &hospital, Request request);
asio::awaitable<std::string> describe(Hospital &hospital, Request request);
asio::awaitable<std::string> move(Hospital &hospital, Request request);
asio::awaitable<std::string> discharge(Hospital &hospital, Request request);

} // namespace ward
