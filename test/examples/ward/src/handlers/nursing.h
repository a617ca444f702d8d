#pragma once

#include "handlers/request.h"
#include "services/hospital.h"

#include <asio/awaitable.hpp>

#include <string>

namespace ward {

asio::awaitable<std::string> give(Hospital &hospital, Request request);
asio::awaitable<std::string> chart(Hospital &hospital, Request request);
asio::awaitable<std::string> round(Hospital &hospital, Request request);
asio::awaitable<std::string> beds(Hospital &hospital, Request request);

} // namespace ward
