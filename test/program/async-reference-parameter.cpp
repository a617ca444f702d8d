// RUN: %program %s
// Who calls the coroutine, and with what, is in another file.
//--- store.h
#pragma once
#include "acme/detached.h"
#include <string>
acme::task<> written();
void use(const std::string &);
acme::task<> log(const std::string &line);
acme::task<> save(const std::string &line);
acme::task<> keep(const std::string &line);
acme::task<> put(std::string &&text);
acme::task<> push(std::string &&text);
acme::reporting_job fill(std::string &text);
acme::reporting_job clear(std::string &text);
//--- a_server.cpp
#include "store.h"
void submit(const std::string &line) { acme::spawn(log(line)); }
void greet() {
  std::string hello = "hello";
  acme::spawn(save(hello));
  // ALONE: warning: the task that 'save' returns refers to 'hello', which is gone while the task runs on [async-dangling-task]
}
acme::task<> waits(const std::string &line) {
  co_await keep(line);
  co_await put(std::string("x"));
}
void fills() {
  std::string text;
  fill(text);
}
//--- b_tools.cpp
#include "store.h"
static std::string all;
acme::task<> again() { co_await put("y"); }
void clears() { clear(all); }
//--- c_store.cpp
#include "store.h"
acme::task<> log(const std::string &line) {
  // PROGRAM: warning: parameter 'line' is a reference to what may be gone when the coroutine uses it: a caller lets the task live on without what it gave [async-reference-parameter]
  // NOTE: a_server.cpp:2: nobody waits for this task
  co_await written();
  use(line);
}
acme::task<> save(const std::string &line) {
  // PROGRAM: warning: parameter 'line' is a reference to what may be gone when the coroutine uses it: a caller lets the task live on without what it gave [async-reference-parameter]
  // NOTE: a_server.cpp:5: nobody waits for this task
  co_await written();
  use(line);
}
acme::task<> keep(const std::string &line) {
  co_await written();
  use(line);
}
acme::task<> put(std::string &&text) {
  // ALONE: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: it stands for a temporary, which is gone when the coroutine goes on [async-reference-parameter]
  co_await written();
  use(text);
}
acme::task<> push(std::string &&text) {
  // BOTH: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: it stands for a temporary, which is gone when the coroutine goes on [async-reference-parameter]
  co_await written();
  use(text);
}
acme::reporting_job fill(std::string &text) {
  // PROGRAM: warning: parameter 'text' is a reference to what may be gone when the coroutine uses it: a caller lets the task live on without what it gave [async-reference-parameter]
  // NOTE: a_server.cpp:14: nobody waits for this task
  co_await written();
  text = "done";
}
acme::reporting_job clear(std::string &text) {
  co_await written();
  text = "";
}
