// Transfers that block, and transfers that do not.
#pragma once

extern "C" {
struct CURL;
struct CURLM;

CURL *curl_easy_init();
int curl_easy_perform(CURL *);
int curl_multi_add_handle(CURLM *, CURL *);
int curl_multi_perform(CURLM *, int *running);
int curl_multi_socket_action(CURLM *, int socket, int events, int *running);
}
