// Reference: libmicrohttpd answering a constant. Arguments: port, bytes of the answer.
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct MHD_Response *answer;

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *data,
                              size_t *size, void **seen) {
  static int mark;
  (void)context, (void)url, (void)method, (void)version, (void)data, (void)size;
  if (*seen == NULL) {
    *seen = &mark;
    return MHD_YES;
  }
  return MHD_queue_response(connection, 200, answer);
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  size_t size = (size_t)atol(arguments[2]);
  char *bytes = malloc(size);
  memset(bytes, 'x', size);
  answer = MHD_create_response_from_buffer(size, bytes, MHD_RESPMEM_PERSISTENT);
  struct MHD_Daemon *daemon = MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD, (unsigned short)atoi(arguments[1]), NULL, NULL, handle, NULL,
      MHD_OPTION_THREAD_POOL_SIZE, 2u, MHD_OPTION_END);
  if (daemon == NULL) return 1;
  pause();
}
