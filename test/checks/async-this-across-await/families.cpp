// RUN: %prove %s
#include "acme/task.h"
#include "acme/void.h"
#include "winrt/foundation.h"

winrt::Windows::Foundation::IAsyncAction resume();
void use(int);

namespace winrt {
template <typename T> struct com_ptr {
  T *operator->() const;
};
template <typename D> struct implements {
  com_ptr<D> get_strong();
};
} // namespace winrt

struct page : winrt::implements<page> {
  int number;

  winrt::Windows::Foundation::IAsyncAction load() {
    // CHECK-FIXES: auto self = get_strong();
    co_await resume();
    use(number);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the 'page' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+2]]:19: note: its task is let go of here
  }
  void opened() { load(); }

  void clicked() {
    // CHECK-FIXES: auto self = get_strong();
    co_await resume();
    use(number);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the 'page' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
  }

  // Who calls it is not in sight.
  winrt::Windows::Foundation::IAsyncAction refresh() {
    co_await resume();
    use(number);
  }

  winrt::Windows::Foundation::IAsyncAction loads_safely() {
    auto strong_this{get_strong()};
    co_await resume();
    use(number);
  }
};
