// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

acme::task<> flush();
acme::task<int> fetch();
void use(int);

class session : public std::enable_shared_from_this<session> {
public:
  acme::fire_and_forget owner_first() {
    auto self = shared_from_this();
    co_await flush();
    ++count_;
  }

  acme::fire_and_forget typed_owner() {
    std::shared_ptr<session> self{shared_from_this()};
    co_await flush();
    log();
  }

  acme::fire_and_forget erased_owner() {
    std::shared_ptr<void> self = shared_from_this();
    co_await flush();
    log();
  }

  acme::fire_and_forget weak() {
    auto weak = weak_from_this();
    co_await flush();
    auto self = weak.lock();
    if (!self)
      co_return;
    log();
  }

  acme::fire_and_forget parameter(std::shared_ptr<session> self) {
    co_await flush();
    log();
  }

  acme::fire_and_forget only_before() {
    ++count_;
    log();
    co_await flush();
  }

  acme::fire_and_forget to_suspend() { co_await wait(count_); }

  acme::fire_and_forget returns_first() {
    if (count_ == 0) {
      co_await flush();
      co_return;
    }
    log();
  }

  acme::fire_and_forget a_copy() {
    int count = count_;
    co_await flush();
    use(count);
  }

  acme::fire_and_forget ready() {
    co_await std::suspend_never{};
    log();
  }

  acme::fire_and_forget statics() {
    co_await flush();
    use(limit);
    trace();
  }

  static acme::fire_and_forget no_object(std::shared_ptr<session> self) {
    co_await flush();
    self->log();
  }

  // The caller keeps the object while it awaits.
  acme::task<> lazy() {
    co_await flush();
    log();
  }

  acme::job<int> awaited() {
    co_await flush();
    co_return count_;
  }

  acme::task<> awaits() { use(co_await awaited()); }

  // The object has the job.
  acme::job<int> stored() {
    co_await flush();
    co_return count_;
  }

  void start() { job_ = stored(); }
  acme::task<> wait(int) const;
  void log() const;
  static void trace();
  static const int limit = 3;

private:
  int count_ = 0;
  acme::job<int> job_;
};

// Nobody says that its objects are shared.
class plain {
public:
  acme::fire_and_forget run() {
    co_await flush();
    ++count_;
  }
  int count_;
};

// It counts itself.
class counted {
public:
  void AddRef();
  void Release();
  acme::fire_and_forget run() {
    AddRef();
    co_await flush();
    use(number);
    Release();
  }
  int number;
};

namespace own {
template <typename T> struct intrusive_ptr {
  intrusive_ptr(T *);
  ~intrusive_ptr();
  T *operator->() const;
  T &operator*() const;
};
} // namespace own

class pointed_at {
public:
  void add_ref();
  void release();
  acme::fire_and_forget run() {
    own::intrusive_ptr<pointed_at> self(this);
    co_await flush();
    use(number);
  }
  int number;
};

acme::fire_and_forget ordinary(std::shared_ptr<session> of) {
  co_await flush();
  of->log();
}

// Somebody keeps the task of each call.
class kept : public std::enable_shared_from_this<kept> {
public:
  acme::job<> run() {
    co_await flush();
    use(number);
  }
  void start() { jobs.push_back(run()); }
  acme::job<> forwards() { return run(); }
  acme::task<> awaits() {
    auto job = run();
    co_await flush();
    co_await job;
  }

private:
  std::vector<acme::job<>> jobs;
  int number = 0;
};
