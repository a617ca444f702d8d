// RUN: %prove %s
#include "acme/task.h"
#include "kj/async.h"
#include <memory>
#include <optional>
#include <vector>

acme::task<> flush();
kj::Promise<void> ready();
void use(int);

// A caller in sight lets go of the task.

class drops : public std::enable_shared_from_this<drops> {
public:
  acme::job<> dropped() {
    // CHECK-FIXES: auto self = shared_from_this();
    co_await flush();
    use(number);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the 'drops' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+2]]:29: note: its task is let go of here
  }
  void on_purpose() { (void)dropped(); }

  acme::job<> by_others() {
    // CHECK-FIXES: auto self = shared_from_this();
    co_await flush();
    use(number);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the 'drops' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+14]]:3: note: its task is let go of here
  }

  acme::job<> kept_once() {
    // CHECK-FIXES: auto self = shared_from_this();
    co_await flush();
    use(number);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the 'drops' may be gone here: nobody waits for this coroutine, and nothing in it keeps the object [async-this-across-await]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here
    // CHECK-MESSAGES: :[[@LINE+9]]:3: note: its task is let go of here
  }
  int number = 0;
};
void starts(const std::shared_ptr<drops> &of) {
  of->by_others();
}
acme::task<> keeps_one(std::shared_ptr<drops> a, std::shared_ptr<drops> b) {
  auto kept = a->kept_once();
  b->kept_once();
  co_await kept;
}

// Nobody in sight is no evidence, and whoever calls an override may wait for it.

struct source {
  virtual acme::job<int> size() = 0;
  virtual ~source() = default;
};
class file : public source, public std::enable_shared_from_this<file> {
public:
  acme::job<int> size() override {
    co_await flush();
    co_return offset;
  }
  acme::job<int> public_method() {
    co_await flush();
    co_return offset;
  }
  template <class T> acme::job<T> as() {
    co_await flush();
    co_return T(offset);
  }

private:
  acme::job<int> never_called() {
    co_await flush();
    co_return offset;
  }
  int offset = 0;
};
template acme::job<long> file::as();

// To drop it is to cancel it.

class cancelled : public std::enable_shared_from_this<cancelled> {
public:
  kj::Promise<void> run() {
    co_await ready();
    use(number);
  }
  void starts() { run(); }
  int number = 0;
};

// The group goes with the object, and its tasks go with the group.

class grouped : public std::enable_shared_from_this<grouped> {
public:
  grouped() { tasks.add(loop()); }

private:
  kj::Promise<void> loop() {
    for (;;) {
      co_await ready();
      use(number);
    }
  }
  int number = 0;
  kj::TaskSet tasks;
};

// Others wait until it has left the gate.

class gate {
public:
  class holder {
  public:
    explicit holder(gate &);
    ~holder();
  };
  holder hold();
};
class gated : public std::enable_shared_from_this<gated> {
public:
  acme::job<> entered() {
    auto holder = gate_.hold();
    co_await flush();
    use(number);
  }
  acme::job<> made() {
    gate::holder holder(gate_);
    co_await flush();
    use(number);
  }
  void starts() {
    entered();
    made();
  }
  int number = 0;
  gate gate_;
};

// The program runs as long as its tasks.

class served : public std::enable_shared_from_this<served> {
public:
  acme::job<> run() {
    co_await flush();
    use(number);
  }
  int number = 0;
};
struct loop {
  void run();
};
int main() {
  loop events;
  auto server = std::make_shared<served>();
  server->run();
  events.run();
}
