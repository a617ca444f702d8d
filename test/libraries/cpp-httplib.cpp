// RUN: %prove %s
#include "acme/task.h"
#include "httplib/httplib.h"

acme::task<> ask(httplib::Client &client, httplib::SSLClient &secure) {
  client.set_keep_alive(true);
  if (client.Get("/status").failed())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Get' blocks the thread that runs this coroutine [async-blocking-call]
    client.Post("/alarm", "down", "text/plain");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Post' blocks the thread that runs this coroutine [async-blocking-call]
  secure.Get("/status");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Get' blocks the thread that runs this coroutine [async-blocking-call]
  co_return;
}

// A handler is called later, on a thread of the server.
acme::task<> serve(httplib::Server &server) {
  server.Get("/status", [](const httplib::Request &, httplib::Response &response) { response.status = 200; });
  co_return;
}
