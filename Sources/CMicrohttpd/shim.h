#pragma once

#include <microhttpd.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

/// Everything the library needs at its start. MHD_start_daemon is variadic, which Swift cannot
/// call, and takes callbacks as integers in an option array; this gives each of them its type.
struct serving_settings {
  unsigned int threads;
  unsigned int connections;
  unsigned int connections_per_address;
  unsigned int idle_seconds;
  size_t connection_memory;
  /// PEM texts; both null for plain HTTP. Read only while starting.
  const char *certificate;
  const char *key;
  MHD_AccessHandlerCallback on_request;
  void *(*on_target)(void *context, const char *target, struct MHD_Connection *connection);
  MHD_RequestCompletedCallback on_completed;
  MHD_NotifyConnectionCallback on_connection;
  /// Passed as the first argument to every callback.
  void *context;
};

/// Decoding is done in Swift, from the raw target, so the library must leave it alone.
static inline size_t serving_leave_escapes(void *context, struct MHD_Connection *connection,
                                           char *text) {
  (void)context;
  (void)connection;
  return strlen(text);
}

/// Starts the library without a listening socket: connections are handed in one by one.
///
/// MHD_quiesce_daemon can abort the process when a pool thread takes itself off the listening
/// socket at the same instant, so listening is not left to the library at all.
static inline struct MHD_Daemon *serving_start(const struct serving_settings *settings) {
  struct MHD_OptionItem options[16];
  int count = 0;
  options[count++] = (struct MHD_OptionItem){MHD_OPTION_CONNECTION_LIMIT,
                                             (intptr_t)settings->connections, NULL};
  options[count++] = (struct MHD_OptionItem){MHD_OPTION_PER_IP_CONNECTION_LIMIT,
                                             (intptr_t)settings->connections_per_address, NULL};
  options[count++] = (struct MHD_OptionItem){MHD_OPTION_CONNECTION_TIMEOUT,
                                             (intptr_t)settings->idle_seconds, NULL};
  options[count++] = (struct MHD_OptionItem){MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                                             (intptr_t)settings->connection_memory, NULL};
  options[count++] = (struct MHD_OptionItem){MHD_OPTION_URI_LOG_CALLBACK,
                                             (intptr_t)settings->on_target, settings->context};
  options[count++] = (struct MHD_OptionItem){MHD_OPTION_UNESCAPE_CALLBACK,
                                             (intptr_t)&serving_leave_escapes, NULL};
  options[count++] = (struct MHD_OptionItem){MHD_OPTION_NOTIFY_COMPLETED,
                                             (intptr_t)settings->on_completed, settings->context};
  options[count++] = (struct MHD_OptionItem){MHD_OPTION_NOTIFY_CONNECTION,
                                             (intptr_t)settings->on_connection, settings->context};
  if (settings->threads > 1)
    options[count++] = (struct MHD_OptionItem){MHD_OPTION_THREAD_POOL_SIZE,
                                               (intptr_t)settings->threads, NULL};
  unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_SUSPEND_RESUME | MHD_USE_ITC
                       | MHD_USE_NO_LISTEN_SOCKET;
  if (settings->certificate != NULL && settings->key != NULL) {
    flags |= MHD_USE_TLS;
    options[count++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_CERT, 0,
                                               (void *)settings->certificate};
    options[count++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_KEY, 0,
                                               (void *)settings->key};
  }
  options[count] = (struct MHD_OptionItem){MHD_OPTION_END, 0, NULL};
  return MHD_start_daemon(flags, 0, NULL, NULL, settings->on_request, settings->context,
                          MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

/// The socket of a connection, or -1.
static inline int serving_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info == NULL ? -1 : info->connect_fd;
}

/// The client's address, or null.
static inline const struct sockaddr *serving_client(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return info == NULL ? NULL : info->client_addr;
}

/// What the connection callback stored for this connection, or null.
static inline void *serving_connection_context(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == NULL ? NULL : info->socket_context;
}

/// Bytes of request line and header section.
static inline size_t serving_header_bytes(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  return info == NULL ? 0 : info->header_size;
}

/// The reader's two ends as values; they are casts of negative numbers, which Swift does not see.
enum {
  MHD_CONTENT_READER_END_OF_STREAM_VALUE = -1,
  MHD_CONTENT_READER_END_WITH_ERROR_VALUE = -2
};
_Static_assert((ssize_t)MHD_CONTENT_READER_END_OF_STREAM == -1, "end of stream");
_Static_assert((ssize_t)MHD_CONTENT_READER_END_WITH_ERROR == -2, "end with error");
