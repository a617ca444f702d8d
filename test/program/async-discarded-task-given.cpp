// RUN: %program %s
// Who is given the task, or returns it, is in another file.
//--- work.h
#pragma once
#include "acme/task.h"
acme::task<> flush();
void observe(acme::task<> task);
void observe_on(acme::task<> task);
bool look(const acme::task<> &task);
void finish(acme::task<> &task);
void drop(acme::task<>);
acme::job<int> save();
acme::job<int> saved();
acme::job<int> load();
acme::task<> later();
//--- a_main.cpp
#include "work.h"
void given() {
  observe(flush());
  // PROGRAM: warning: the task that 'flush' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  // NOTE: work.h:4: 'observe' does nothing with it
  observe_on(flush());
  // PROGRAM: warning: the task that 'flush' returns is discarded: it is lazy, so the coroutine never runs [async-discarded-task]
  drop(flush()); // as the signature says
}
void looked_at() {
  auto task = flush();
  // PROGRAM: warning: the task in 'task' is never awaited: it is lazy, so the coroutine never runs [async-discarded-task]
  if (look(task))
    observe_on(std::move(task));
}
void finished() {
  auto task = flush();
  look(task);
  finish(task);
}
acme::job<int> starts() {
  save();
  // ALONE: warning: the task that 'save' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  saved();
  // ALONE: warning: the task that 'saved' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  load();
  // BOTH: warning: the task that 'load' returns is discarded: nobody learns when it completes or that it failed [async-discarded-task]
  co_return 1;
}
//--- b_work.cpp
#include "work.h"
#include <vector>
acme::task<> flush() { co_return; }
void observe(acme::task<> task) { (void)task; }
void observe_on(acme::task<> task) { observe(std::move(task)); }
bool look(const acme::task<> &task) { return task.is_ready(); }
void finish(acme::task<> &task) { task.get(); }
void drop(acme::task<>) {}
static std::vector<acme::job<int>> jobs;
static acme::job<int> last;
acme::job<int> save() {
  auto job = load();
  jobs.push_back(job);
  return job;
}
acme::job<int> saved() { return last; }
acme::job<int> load() { co_await later(); co_return 1; }
