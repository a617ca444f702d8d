// RUN: %program %s
// What the task refers to is used in another file, or is not.
//--- client.h
#pragma once
#include "acme/task.h"
#include <string>
struct client {
  std::string name;
  acme::task<int> run();
  acme::task<int> count();
  virtual acme::task<int> poll(const std::string &text);
};
struct other_client : client {
  acme::task<int> poll(const std::string &text) override;
};
acme::task<int> size_of(const std::string &text);
acme::task<int> size_of_copy(const std::string &text);
acme::task<int> ignore(const std::string &text);
acme::task<int> forward(const std::string &text);
acme::task<int> ping(const std::string &text, int n);
acme::task<int> pong(const std::string &text, int n);
acme::job<int> early(const std::string &text);
acme::job<int> late(const std::string &text);
void launch(acme::task<int> task);
void finish(acme::task<int> task);
void collect(acme::task<int> task);
void relaunch(acme::task<int> task);
//--- a_main.cpp
#include "client.h"
acme::task<int> refers() {
  std::string text = "local";
  return size_of(text);
  // BOTH: warning: the task that 'size_of' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
}
acme::task<int> copies() {
  std::string text = "local";
  return size_of_copy(text);
  // ALONE: warning: the task that 'size_of_copy' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
}
acme::task<int> looks_away() {
  std::string text = "local";
  return ignore(text);
  // ALONE: warning: the task that 'ignore' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
}
acme::task<int> forwards() {
  std::string text = "local";
  return forward(text);
  // BOTH: warning: the task that 'forward' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
}
acme::task<int> plays() {
  std::string text = "local";
  return ping(text, 3);
  // ALONE: warning: the task that 'ping' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
}
acme::task<int> runs() {
  client local;
  return local.run();
  // PROGRAM: warning: the task that 'run' returns refers to 'local', which is gone when the caller awaits it [async-dangling-task]
}
acme::task<int> counts() {
  client local;
  return local.count();
}
acme::task<int> polls(client &some) {
  std::string text = "local";
  return some.poll(text); // one uses it, the other does not
  // BOTH: warning: the task that 'poll' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
}
acme::job<int> is_early() {
  std::string text = "local";
  return early(text);
}
acme::job<int> is_late() {
  std::string text = "local";
  return late(text);
  // PROGRAM: warning: the task that 'late' returns refers to 'text', which is gone when the caller awaits it [async-dangling-task]
}
void launches() {
  client local;
  launch(local.run());
  // PROGRAM: warning: the task that 'run' returns refers to 'local', which is gone while the task runs on [async-dangling-task]
}
void relaunches() {
  client local;
  relaunch(local.run());
  // PROGRAM: warning: the task that 'run' returns refers to 'local', which is gone while the task runs on [async-dangling-task]
}
void collects() {
  client local;
  collect(local.run());
  // PROGRAM: warning: the task that 'run' returns refers to 'local', which is gone while the task runs on [async-dangling-task]
}
void finishes() {
  client local;
  finish(local.run());
}
//--- b_client.cpp
#include "client.h"
#include <vector>
acme::task<int> client::run() { co_return int(name.size()); }
acme::task<int> client::count() { co_return 1; }
acme::task<int> client::poll(const std::string &text) { co_return int(text.size()); }
acme::task<int> other_client::poll(const std::string &) { co_return 0; }
acme::task<int> size_of(const std::string &text) { co_return int(text.size()); }
static acme::task<int> size_of_own(std::string text) { co_return int(text.size()); }
acme::task<int> size_of_copy(const std::string &text) { return size_of_own(text); }
acme::task<int> ignore(const std::string &) { co_return 0; }
acme::task<int> forward(const std::string &text) { return size_of(text); }
acme::task<int> pong(const std::string &text, int n) { return ping(text, n - 1); }
acme::task<int> ping(const std::string &text, int n) {
  return n ? pong(text, n) : size_of_copy(text);
}
//--- c_jobs.cpp
#include "client.h"
#include <vector>
acme::job<int> early(const std::string &text) {
  int size = int(text.size());
  co_await acme::task<>();
  co_return size;
}
acme::job<int> late(const std::string &text) {
  co_await acme::task<>();
  co_return int(text.size());
}
void launch(acme::task<int> task) { acme::spawn(std::move(task)); }
void finish(acme::task<int> task) { task.get(); }
static std::vector<acme::task<int>> pending;
void collect(acme::task<int> task) { pending.push_back(std::move(task)); }
void relaunch(acme::task<int> task) { launch(std::move(task)); }
