// RUN: %prove %s
#include "acme/once.h"
#include "acme/task.h"
#include <exception>
#include <future>

acme::once<int> make();
acme::task<int> number();
bool test();
void log(int);
void prepare();
struct lost : std::exception {};

// What threw has taken the result.

acme::once<int> second_attempt() {
  auto t = make();
  try {
    co_return co_await std::move(t);
  } catch (const std::exception &) {
  }
  co_return co_await std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 't' is awaited after its result was taken: the task hands out its result once, and nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-5]]:15: note: it is awaited here first
}

acme::task<int> falls_back(acme::task<int> t) {
  int n = 0;
  try {
    prepare();
    n = co_await std::move(t);
    log(n);
    co_return n;
  } catch (...) {
    log(0);
  }
  co_return co_await std::move(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 't' is awaited after its result was moved out: nothing is left here [async-multiple-await]
  // CHECK-MESSAGES: :[[@LINE-8]]:9: note: it is awaited here first
}

acme::once<int> until_it_works(acme::once<int> t) {
  for (;;) {
    try {
      prepare();
      co_return co_await std::move(t);
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 't' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
      // CHECK-MESSAGES: :[[@LINE-6]]:48: note: the task is made once, before the loop
    } catch (const std::exception &) {
      log(1);
    }
  }
}

acme::once<int> while_not_done(acme::once<int> t) {
  bool done = false;
  int n = 0;
  while (!done) {
    try {
      n = co_await std::move(t);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 't' is awaited again in the next round of the loop: the task hands out its result once, and nothing is left by then [async-multiple-await]
      // CHECK-MESSAGES: :[[@LINE-7]]:48: note: the task is made once, before the loop
      done = true;
    } catch (...) {
      log(2);
    }
  }
  co_return n;
}

int waits_again(std::future<int> f) {
  try {
    return f.get();
  } catch (...) {
    return f.get();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'f' is waited for after its result was taken: the future hands out its result once, and nothing is left here [async-multiple-await]
    // CHECK-MESSAGES: :[[@LINE-4]]:12: note: it is waited for here first
  }
}

// A new task for each attempt.

acme::once<int> made_anew() {
  for (int i = 0; i < 3; ++i) {
    auto t = make();
    try {
      co_return co_await std::move(t);
    } catch (...) {
    }
  }
  co_return 0;
}

acme::once<int> renewed_by_the_handler() {
  auto t = make();
  try {
    co_return co_await std::move(t);
  } catch (...) {
    t = make();
  }
  co_return co_await std::move(t);
}

acme::once<int> renewed_behind(acme::once<int> t) {
  bool failed = false;
  try {
    co_await std::move(t);
  } catch (...) {
    failed = true;
  }
  if (failed)
    t = make();
  else
    co_return 1;
  co_return co_await std::move(t);
}

acme::once<int> renewed_for_the_next_round(acme::once<int> t) {
  for (;;) {
    try {
      co_return co_await std::move(t);
    } catch (...) {
      t = make();
    }
  }
}

// Something else may have thrown, before the result was taken.

acme::once<int> something_else(acme::once<int> t) {
  try {
    prepare();
    co_return co_await std::move(t);
  } catch (const lost &) {
  }
  co_return co_await std::move(t);
}

acme::once<int> knows_how_far(acme::once<int> t) {
  bool started = false;
  try {
    co_await number();
    started = true;
    co_return co_await std::move(t);
  } catch (...) {
    if (started)
      throw;
  }
  co_return co_await std::move(t);
}

acme::once<int> gives_up(acme::once<int> t, acme::once<int> u) {
  try {
    co_return co_await std::move(t);
  } catch (...) {
    log(3);
  }
  co_return co_await std::move(u);
}

acme::once<int> attempts(acme::once<int> t) {
  for (int i = 0; i < 3; ++i) {
    try {
      if (i == 0)
        co_return co_await std::move(t);
      co_return co_await make();
    } catch (...) {
    }
  }
  co_return 0;
}
