// RUN: %program %s
// The permit is asked for in another file.
//--- crawler.h
#pragma once
#include "acme/task.h"
#include <string>
#include <vector>
struct semaphore {
  acme::task<> acquire();
  void release();
};
class crawler {
public:
  void crawl(std::vector<std::string> urls);
  acme::task<> polite(std::string url);
  acme::task<> patient(std::string url);
  acme::task<> rude(std::string url);

private:
  semaphore slots;
};
//--- a_crawl.cpp
#include "crawler.h"
static acme::task<> careful(crawler &by, std::string url) { co_await by.patient(url); }
void crawler::crawl(std::vector<std::string> urls) {
  for (auto &url : urls)
    acme::spawn(polite(url));
    // ALONE: warning: 'spawn' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
  for (auto &url : urls)
    acme::spawn(careful(*this, url));
    // ALONE: warning: 'spawn' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
  for (auto &url : urls)
    acme::spawn(rude(url));
    // BOTH: warning: 'spawn' starts a task for each element of 'urls' at once: nothing limits how many run together [async-unbounded-concurrency]
}
//--- b_polite.cpp
#include "crawler.h"
acme::task<> fetch(std::string url);
acme::task<> crawler::polite(std::string url) {
  co_await slots.acquire();
  co_await fetch(url);
  slots.release();
}
acme::task<> crawler::rude(std::string url) { co_await fetch(url); }
//--- c_patient.cpp
#include "crawler.h"
acme::task<> crawler::patient(std::string url) { co_await polite(url); }
