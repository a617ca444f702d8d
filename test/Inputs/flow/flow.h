// The actors of FoundationDB: the last owner of a result cancels it.
#pragma once

#include "mock.h"

template <typename T> class AsyncResult {
public:
  AsyncResult(AsyncResult &&);
  mock::awaiter<T> operator co_await() &&;
};

template <typename T, typename... Args>
struct std::coroutine_traits<AsyncResult<T>, Args...> {
  using promise_type = mock::lazy<AsyncResult<T>, T>;
};
