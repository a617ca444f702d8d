// The blocking wait of cppcoro.
#pragma once

namespace cppcoro {

template <typename Awaitable> void sync_wait(Awaitable &&awaitable);

} // namespace cppcoro
