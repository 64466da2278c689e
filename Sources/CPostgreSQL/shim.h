#pragma once

#include <libpq-fe.h>
#include <stddef.h>

static inline void city_ignore_notice(void *context, const char *message) {
  (void)context;
  (void)message;
}

/// Connects as the address says, and gives up on a peer that has gone silent; the address may say otherwise.
///
/// Never null but where memory is short; whether it stands, PQstatus says.
static inline PGconn *city_connect(const char *address) {
  // What stands after the address overrides it, what stands before it is overridden.
  const char *names[] = {"connect_timeout",  "keepalives_idle",  "keepalives_interval", "keepalives_count",
                         "tcp_user_timeout", "application_name", "dbname",              "client_encoding",
                         NULL};
  const char *values[] = {"10", "10", "5", "3", "20000", "yizhan", address, "UTF8", NULL};
  PGconn *connection = PQconnectdbParams(names, values, 1);
  // By default notices go to the standard error output, past the program's log.
  if (connection != NULL) PQsetNoticeProcessor(connection, city_ignore_notice, NULL);
  return connection;
}
