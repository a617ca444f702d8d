// RUN: %prove %s
#include "acme/task.h"
#include "curl/curl.h"

acme::task<int> transfer() {
  CURL *easy = curl_easy_init();
  co_return curl_easy_perform(easy);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'curl_easy_perform' blocks the thread that runs this coroutine [async-blocking-call]
}

// These transfer what is there, and return.
acme::task<int> transfer(CURLM *all, CURL *easy, int socket) {
  int running = 0;
  curl_multi_add_handle(all, easy);
  curl_multi_perform(all, &running);
  curl_multi_socket_action(all, socket, 0, &running);
  co_return running;
}
