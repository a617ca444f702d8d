// RUN: %prove %s -- -std=c++2b
#include "acme/reference.h"
#include "acme/task.h"
#include <string>
#include <vector>

struct person {
  std::vector<int> scores;
  const std::vector<int> &all() const { return scores; }
};
acme::task<person> get();
acme::kept<person> find();
void use(int);

// What stands in the header lives as long as the loop.
acme::task<> loops() {
  for (int each : (co_await get()).all())
    use(each);
  auto &&still = co_await find();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'still' refers into the awaited task, which is gone at the end of this expression [async-dangling-await-result]
  // CHECK-FIXES: auto still = co_await find();
}
