// A continuation chain: its destructor runs it.
#pragma once

#include "mock.h"

namespace cti {

template <typename Data, typename Annotation> class continuable_base {
public:
  continuable_base(continuable_base &&);
  mock::awaiter<void> operator co_await() &&;
};
template <typename... Args>
using continuable = continuable_base<std::function<void(Args...)>, void>;

} // namespace cti

template <typename Data, typename Annotation, typename... Args>
struct std::coroutine_traits<cti::continuable_base<Data, Annotation>, Args...> {
  using promise_type = mock::lazy<cti::continuable_base<Data, Annotation>, void>;
};
