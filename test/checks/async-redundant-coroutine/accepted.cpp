// RUN: %prove %s
// CHECK-SILENT
#include "acme/task.h"
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

acme::task<int> load(int id);
acme::task<long> load_long(int id);
acme::task<int> find(const std::string &name, int start = 0);
acme::task<int> match(std::string_view name);
acme::task<int> sum(std::span<const int> all);
acme::task<int> count(const int &from);
acme::task<int> add(std::string name);
acme::job<int> start(int id);
acme::task<> flush();

// More than one await, or more than an await
acme::task<int> twice(int id) { co_return co_await load(co_await load(id)); }
acme::task<int> plus(int id) { co_return co_await load(id) + 1; }
acme::task<int> first(int id) {
  co_await flush();
  co_return co_await load(id);
}
acme::task<> statement() { co_await flush(); }
acme::task<> statement_and_end() {
  co_await flush();
  co_return;
}
acme::task<> dropped(int id) { (void)co_await load(id); }
acme::task<> value_lost(int id) { co_await load(id); }
acme::task<int> local() {
  std::string name = "a";
  co_return co_await find(name);
}
acme::task<int> caught(int id) {
  try {
    co_return co_await load(id);
  } catch (...) {
    co_return 0;
  }
}
acme::task<int> caught_outside(int id) try { co_return co_await load(id); } catch (...) {
  throw;
}
acme::task<> nothing() { co_return; }
acme::task<int> seven() { co_return 7; }

// Another task type
acme::task<long> converted(int id) { co_return co_await load(id); }
acme::task<int> of_a_job(int id) { co_return co_await start(id); }

// What it is given would be gone: temporaries and own parameters
acme::task<int> temporary() { co_return co_await find("name"); }
acme::task<int> temporary_number(int id) { co_return co_await count(5); }
acme::task<int> own_parameter(std::string name) { co_return co_await find(name); }
acme::task<int> own_parameter_as_view(std::string name) { co_return co_await match(name); }
acme::task<int> own_parameter_moved_to_reference(std::string name) {
  co_return co_await find(std::move(name));
}
acme::task<int> own_number(int n) { co_return co_await count(n); }
acme::task<int> list() { co_return co_await sum(std::initializer_list<int>{1, 2, 3}); }
acme::task<int> address(int n);
acme::task<int> pointed(int *n);
acme::task<int> own_address(int n) { co_return co_await pointed(&n); }

// Evaluated when it is awaited, and not when it is called
int next();
int counter;
acme::task<int> computed() { co_return co_await load(next()); }
acme::task<int> global() { co_return co_await load(counter); }
acme::task<int> read_later(int &id) { co_return co_await load(id); }
acme::task<int> dereferenced(int *id) { co_return co_await load(*id); }
acme::task<int> copied(const std::string &name) { co_return co_await add(name); }
acme::task<int> changed(int id) { co_return co_await load(++id); }
acme::task<int> chosen(bool which) { co_return co_await (which ? load(1) : load(2)); }

// A parameter that keeps something alive
struct session : std::enable_shared_from_this<session> {
  acme::task<int> run();
  int id;
  acme::task<int> load_own() { co_return co_await load(id); }
  virtual acme::task<int> overridable() { co_return co_await run(); }
  virtual ~session();
};
acme::task<int> alive(std::shared_ptr<session> self) { co_return co_await self->run(); }
acme::task<int> unused(const session &, int id) { co_return co_await load(id); }
acme::task<int> holding(std::shared_ptr<session>, int id) { co_return co_await load(id); }
acme::task<int> by_value(session s) { co_return co_await s.run(); }
acme::task<int> of_temporary() { co_return co_await std::make_shared<session>()->run(); }
acme::task<int> of_local_object() { co_return co_await session().run(); }
struct loud : session {
  acme::task<int> overridable() override { co_return co_await run(); }
};

// A callee that does something before its task exists
void note(int);
acme::task<int> prepared(int id) {
  note(id);
  return load(id);
}
acme::task<int> later(int id) { co_return co_await prepared(id); }

// The function itself
acme::task<int> forever(int id) { co_return co_await forever(id); }

// It is an ordinary function already.
acme::task<int> ordinary(int id) { return load(id); }

// A task that is stored, and not made here
acme::task<int> given(acme::task<int> t) { co_return co_await std::move(t); }
