// Eager operations: promises by std::coroutine_traits, members by a base of each interface.
#pragma once

#include "mock.h"
#include <chrono>

namespace winrt {

struct hresult_canceled {};
struct cancellation_token {
  bool operator()() const;
};
mock::awaiter<cancellation_token> get_cancellation_token();

namespace Windows::Foundation {
using TimeSpan = std::chrono::milliseconds;
enum class AsyncStatus { Started, Completed };
struct IAsyncAction;
template <typename T> struct IAsyncOperation;
} // namespace Windows::Foundation

/// What a method takes something to call as, whatever that returns.
struct delegate {
  template <typename F> delegate(F handler) {}
};
struct fire_and_forget {};

namespace impl {
template <typename D> struct consume_Windows_Foundation_IAsyncAction {
  void get() const;
  Windows::Foundation::AsyncStatus wait_for(Windows::Foundation::TimeSpan) const;
};
template <typename D, typename T> struct consume_Windows_Foundation_IAsyncOperation {
  T get() const;
  Windows::Foundation::AsyncStatus wait_for(Windows::Foundation::TimeSpan) const;
};
} // namespace impl

struct event_token {};
namespace Windows::Foundation {
template <typename Sender, typename Arguments> struct TypedEventHandler {
  template <typename F> TypedEventHandler(F handler) {}
};
struct IAsyncAction : impl::consume_Windows_Foundation_IAsyncAction<IAsyncAction> {
  IAsyncAction(std::nullptr_t = nullptr);
};
template <typename T>
struct IAsyncOperation
    : impl::consume_Windows_Foundation_IAsyncOperation<IAsyncOperation<T>, T> {};
} // namespace Windows::Foundation

namespace impl {
template <typename D> struct consume_Windows_System_IDispatcherQueue {
  bool TryEnqueue(delegate const &) const;
};
template <typename D> struct consume_Windows_UI_Core_ICoreDispatcher {
  Windows::Foundation::IAsyncAction RunAsync(int priority, delegate const &) const;
  Windows::Foundation::IAsyncAction RunIdleAsync(delegate const &) const;
};
} // namespace impl
namespace Windows::System {
struct DispatcherQueue : impl::consume_Windows_System_IDispatcherQueue<DispatcherQueue> {};
namespace Threading {
struct ThreadPool {
  static Foundation::IAsyncAction RunAsync(delegate const &);
};
} // namespace Threading
} // namespace Windows::System
namespace Windows::UI::Core {
struct CoreDispatcher : impl::consume_Windows_UI_Core_ICoreDispatcher<CoreDispatcher> {};
} // namespace Windows::UI::Core

namespace Windows::Foundation {
mock::awaiter<void> operator co_await(IAsyncAction const &);
template <typename T> mock::awaiter<T> operator co_await(IAsyncOperation<T> const &);
} // namespace Windows::Foundation

} // namespace winrt

template <typename... Args>
struct std::coroutine_traits<winrt::Windows::Foundation::IAsyncAction, Args...> {
  using promise_type = mock::eager<winrt::Windows::Foundation::IAsyncAction, void>;
};
template <typename T, typename... Args>
struct std::coroutine_traits<winrt::Windows::Foundation::IAsyncOperation<T>, Args...> {
  using promise_type = mock::eager<winrt::Windows::Foundation::IAsyncOperation<T>, T>;
};
template <typename... Args> struct std::coroutine_traits<winrt::fire_and_forget, Args...> {
  struct promise_type : mock::promise<winrt::fire_and_forget, void> {
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
  };
};
