// RUN: %program %s
// Who keeps the lambda is in another file.
//--- loop.h
#pragma once
#include <functional>
class loop {
public:
  void post(std::function<void()> work);
  void post_soon(std::function<void()> work);
  void call(std::function<void()> work);
  void finish(std::function<void()> work);

private:
  struct impl;
  impl *queue;
};
void use(int);
//--- a_main.cpp
#include "loop.h"
void posts(loop &loop, int n) {
  loop.post([&n] { use(n); });
  // PROGRAM: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
  // NOTE: a_main.cpp:3: it is handed over here
}
void posts_soon(loop &loop, int n) {
  loop.post_soon([&n] { use(n); });
  // PROGRAM: warning: 'n' is gone when this lambda is called: nobody waits for the call in this scope [async-continuation-capture]
}
void calls(loop &loop, int n) {
  loop.call([&n] { use(n); });
  loop.finish([&n] { use(n); });
}
//--- b_loop.cpp
#include "loop.h"
#include <condition_variable>
#include <mutex>
#include <vector>
struct loop::impl {
  std::vector<std::function<void()>> all;
  std::mutex mutex;
  std::condition_variable empty;
};
void loop::post(std::function<void()> work) { queue->all.push_back(std::move(work)); }
void loop::post_soon(std::function<void()> work) { post(std::move(work)); }
void loop::call(std::function<void()> work) { work(); }
void loop::finish(std::function<void()> work) {
  post(std::move(work));
  std::unique_lock lock(queue->mutex);
  queue->empty.wait(lock);
}
