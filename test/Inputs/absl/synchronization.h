// What Abseil parks a thread with.
#pragma once

namespace absl {

class Duration {};
Duration Seconds(int);
void SleepFor(Duration);

class Mutex {};
class Notification {
public:
  bool HasBeenNotified() const;
  void WaitForNotification() const;
  bool WaitForNotificationWithTimeout(Duration) const;
};
class BlockingCounter {
public:
  explicit BlockingCounter(int);
  bool DecrementCount();
  void Wait();
};
class CondVar {
public:
  void Wait(Mutex *);
  bool WaitWithTimeout(Mutex *, Duration);
  void Signal();
};

} // namespace absl
