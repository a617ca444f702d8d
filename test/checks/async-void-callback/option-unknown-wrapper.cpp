// RUN: %prove %s --config-option async-void-callback.SpawnWrapper=acme::unheard_of
#include "acme/task.h"
#include <functional>

acme::task<> work();
void on_click(std::function<void()> callback);

void no_wrapper() { on_click(work); }
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'std::function' drops the task that 'work' returns: it is lazy, so the coroutine never runs [async-void-callback]
// CHECK-MESSAGES: :[[@LINE-2]]:30: note: a callback that returns void starts the task itself: hand it to what runs tasks here
