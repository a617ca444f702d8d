// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"

acme::task<int> load(int id);

#define AWAIT co_await
#define AWAIT_RETURN(x) co_return co_await x
#define LOG(x)
#define LOAD(x) load(x)
#define FORWARD(name)                                                                    \
  acme::task<int> name(int id) { co_return co_await load(id); }

acme::task<int> keyword(int id) { co_return AWAIT load(id); }
acme::task<int> statement(int id) { AWAIT_RETURN(load(id)); }
acme::task<int> call(int id) { co_return co_await LOAD(id); }
acme::task<int> logged(int id) {
  LOG("loading");
  co_return co_await load(id);
}
acme::task<int> configured(int id) {
#ifdef SLOWLY
  co_await acme::job<int>{};
#endif
  co_return co_await load(id);
}
FORWARD(forwards)
