#pragma once

// Its type checks are macros around the variadic functions; the wrappers below have types of their own.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <stdbool.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot call.

static inline CURLcode link_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode link_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

/// The library keeps a copy.
static inline CURLcode link_set_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

/// The list must outlive the transfer.
static inline CURLcode link_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

/// Called with bytes of a body or with one header line; anything but the full count aborts.
typedef size_t (*link_take)(char *bytes, size_t size, size_t count, void *context);
/// Called with room for bytes of the request; gives how many were put there.
typedef size_t (*link_give)(char *room, size_t size, size_t count, void *context);
/// Called once the connection stands and before any byte of the request; false hangs up.
typedef int (*link_judge)(void *context, char *server, char *client, int server_port, int client_port);
/// Called to begin the request's body again at an offset.
typedef int (*link_rewind)(void *context, curl_off_t offset, int origin);

/// Sets the callbacks and the first argument of each; `judge` may be null.
static inline CURLcode link_set_callbacks(CURL *handle, link_take body, link_take header, link_give give,
                                          link_rewind rewind, link_judge judge, void *context) {
  CURLcode code = CURLE_OK;
#define LINK_SET(option, value) \
  if (code == CURLE_OK) code = curl_easy_setopt(handle, option, value)
  LINK_SET(CURLOPT_WRITEFUNCTION, body);
  LINK_SET(CURLOPT_WRITEDATA, context);
  LINK_SET(CURLOPT_HEADERFUNCTION, header);
  LINK_SET(CURLOPT_HEADERDATA, context);
  LINK_SET(CURLOPT_READFUNCTION, give);
  LINK_SET(CURLOPT_READDATA, context);
  LINK_SET(CURLOPT_SEEKFUNCTION, rewind);
  LINK_SET(CURLOPT_SEEKDATA, context);
  if (judge != NULL) {
    LINK_SET(CURLOPT_PREREQFUNCTION, judge);
    LINK_SET(CURLOPT_PREREQDATA, context);
  }
#undef LINK_SET
  return code;
}

/// HTTP and HTTPS alone, under the name that the installed version has for it.
static inline CURLcode link_limit_protocols(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
  return curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return curl_easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

/// Ending a transfer does not wait for the resolver's thread, which a dead name server holds for half a minute.
static inline CURLcode link_leave_resolver(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
  return curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
#else
  (void)handle;
  return CURLE_OK;
#endif
}

/// -1 if the library does not say.
static inline long link_get_long(CURL *handle, CURLINFO info) {
  long value = -1;
  return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : -1;
}

/// -1 if the library does not say.
static inline curl_off_t link_get_offset(CURL *handle, CURLINFO info) {
  curl_off_t value = -1;
  return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : -1;
}

/// What is known of the server's own certificate, as lines `Name:value`, or null.
static inline const struct curl_slist *link_get_certificate(CURL *handle) {
  struct curl_certinfo *chain = NULL;
  if (curl_easy_getinfo(handle, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == NULL) return NULL;
  return chain->num_of_certs < 1 ? NULL : chain->certinfo[0];
}

/// Keeps at most so many connections open.
static inline CURLMcode link_limit_connections(CURLM *multi, long count) {
  return curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, count);
}

/// True once the transfer is over, and how it ended.
static inline bool link_is_finished(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message = NULL;
  while ((message = curl_multi_info_read(multi, &left)) != NULL) {
    if (message->msg != CURLMSG_DONE) continue;
    *result = message->data.result;
    return true;
  }
  return false;
}
