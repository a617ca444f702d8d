// RUN: %prove %s
#include "acme/task.h"
#include "winrt/foundation.h"
#include <memory>

using winrt::Windows::Foundation::AsyncStatus;
using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;

IAsyncAction save();
IAsyncOperation<int> count();

IAsyncAction work(IAsyncAction pending) {
  save().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: co_await save();
  // CHECK-FIX-NOTES: co_await save();
  if (pending.wait_for(std::chrono::seconds(1)) == AsyncStatus::Completed)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait_for' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
    co_return;
  if (count().get() > co_await count())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'get' blocks the thread that runs this coroutine until the task completes [async-blocking-wait]
  // CHECK-FIXES: if (co_await count() > co_await count())
  // CHECK-FIX-NOTES: if (co_await count() > co_await count())
    co_return;
  save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that 'save' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  // CHECK-FIXES: co_await save();
  // CHECK-FIX-NOTES: co_await save();
}

IAsyncAction never_cancelled() {
  try {
    co_await save();
  } catch (...) {
  }
}
IAsyncAction cancelled() {
  auto token{co_await winrt::get_cancellation_token()};
  try {
    co_await save();
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this handler takes 'winrt::hresult_canceled' for an error: a cancelled coroutine goes on, and its caller is not told [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the cancellation is thrown here
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: rethrow it in a handler of its own
  // CHECK-FIX-NOTES: } catch (const winrt::hresult_canceled &) { throw; } catch (...) {
  }
}

acme::task<> ping();
acme::task<> unrelated() {
  try {
    co_await ping();
  } catch (...) {
  }
}

IAsyncAction nothing() { return nullptr; }
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'nothing' returns a task with no coroutine behind it: nobody can await it [async-null-task]
// CHECK-FIXES: IAsyncAction nothing() { co_return; }
// CHECK-FIX-NOTES: IAsyncAction nothing() { co_return; }

// What is called once, and let go of.
void on_others(winrt::Windows::System::DispatcherQueue queue,
               winrt::Windows::UI::Core::CoreDispatcher dispatcher, int n) {
  using winrt::Windows::System::Threading::ThreadPool;
  auto on_pool = ThreadPool::RunAsync([n](IAsyncAction const &) -> winrt::fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:39: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await save();
    int own = n;
  });
  queue.TryEnqueue([n]() -> winrt::fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await save();
    int own = n;
  });
  auto later = dispatcher.RunAsync(0, [n]() -> winrt::fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:39: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await save();
    int own = n;
  });
  auto idle = dispatcher.RunIdleAsync([n](auto &&) -> winrt::fire_and_forget {
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: the captures of this coroutine belong to its closure, which is destroyed when the call is over: the coroutine goes on with captures that are gone [async-lambda-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: the closure is handed over here
  // CHECK-MESSAGES: :[[@LINE+3]]:15: note: a capture is used here
  // CHECK-MESSAGES: :[[@LINE-4]]:39: note: parameters are copied into the frame of the coroutine: pass it what it captures
    co_await save();
    int own = n;
  });
  auto of_task = ThreadPool::RunAsync([](IAsyncAction const &) -> IAsyncAction { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'winrt::Windows::System::Threading::ThreadPool::RunAsync' drops the task that this lambda returns: nobody learns when it completes or that it failed [async-void-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:39: note: a callback that returns void starts the task itself: hand it to what runs tasks here
  auto of_no_coroutine = ThreadPool::RunAsync([n](IAsyncAction const &) { int own = n; });
}

// What listens to an event has its closure until it is removed, or until the source is gone.
struct view {
  winrt::event_token Changed(winrt::Windows::Foundation::TypedEventHandler<view, int> const &) const;
};
struct page {
  int state = 0;
  view shown;
  void attach(std::weak_ptr<page> weak) {
    shown.Changed([weak](view const &, int) noexcept -> winrt::fire_and_forget {
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the captures of this coroutine belong to its closure, which is destroyed when the handler is removed: the coroutine goes on with captures that are gone [async-lambda-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:19: note: the closure is handed over here
    // CHECK-MESSAGES: :[[@LINE+3]]:25: note: a capture is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:19: note: parameters are copied into the frame of the coroutine: pass it what it captures
      co_await save();
      if (auto strong = weak.lock())
        strong->state = 1;
    });
    shown.Changed([weak](view const &, int) noexcept -> winrt::fire_and_forget {
      auto kept = weak;
      co_await save();
      if (auto strong = kept.lock())
        strong->state = 1;
    });
    shown.Changed([weak](view const &, int) {
      if (auto strong = weak.lock())
        strong->state = 1;
    });
  }
};
