// RUN: %program %s
// Who else writes to a field is in another file.
//--- account.h
#pragma once
#include "acme/task.h"
acme::task<int> fetch();
acme::task<int> known();

class account {
public:
  account();
  acme::task<> deposit();
  acme::task<> withdraw();
  acme::task<> book();
  acme::task<> sum();
  void close();
  void clear() { tally = 0; }
  int show() const;

private:
  void helper();
  void shared_helper();
  int balance = 0;
  int read_only = 0;
  int helped = 0;
  int pending = 0;
  int tally = 0;
};
struct state {
  int total = 0;
};
class mutex_of_own {
public:
  explicit mutex_of_own(bool &taken);
  ~mutex_of_own();

private:
  bool *taken;
};
class guarded {
public:
  acme::task<> add();
  void reset() { n = 0; }

private:
  bool taken = false;
  int n = 0;
};
//--- a_account.cpp
#include "account.h"
acme::task<> account::deposit() {
  balance = balance + co_await fetch();
  // PROGRAM: warning: 'balance' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
}
acme::task<> account::withdraw() {
  read_only = read_only - co_await fetch();
}
acme::task<> account::book() {
  helper();
  helped = helped + co_await fetch();
  pending = pending + co_await fetch();
  // PROGRAM: warning: 'pending' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
}
acme::task<> account::sum() {
  tally = tally + co_await known();
  // ALONE: warning: 'tally' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
}
acme::task<> grow(state &s) {
  s.total = s.total + co_await fetch();
  // PROGRAM: warning: 'total' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
}
acme::task<> guarded::add() {
  mutex_of_own alone(taken);
  n = n + co_await fetch();
  // ALONE: warning: 'n' is written from a value of before the suspension: what others write to it meanwhile is lost [async-stale-write]
}
//--- b_account.cpp
#include "account.h"
account::account() { read_only = 1; }
void account::close() {
  balance = 0;
  shared_helper();
}
void account::shared_helper() { pending = 0; }
void account::helper() { helped = 0; }
int account::show() const { return balance + read_only; }
void reset(state &s) { s.total = 0; }
mutex_of_own::mutex_of_own(bool &t) : taken(&t) { t = true; }
mutex_of_own::~mutex_of_own() { *taken = false; }
//--- c_fetch.cpp
#include "account.h"
acme::task<int> fetch() {
  co_await std::suspend_always();
  co_return 1;
}
acme::task<int> known() { co_return 1; }
