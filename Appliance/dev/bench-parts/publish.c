// Publishes every line of a file and waits until the server has acknowledged each, so many under way at once.
// Arguments: nats|mqtt, port, subject, file, window. Prints acknowledged records a second.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static char received[1 << 20];
static size_t held;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

static int reach(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int server = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
  if (connect(server, (struct sockaddr *)&address, sizeof address)) fail("connect");
  setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return server;
}

static void put(int server, const char *bytes, size_t count) {
  while (count) {
    ssize_t sent = write(server, bytes, count);
    if (sent <= 0) fail("write");
    bytes += sent;
    count -= (size_t)sent;
  }
}

static void more(int server) {
  if (held == sizeof received) fail("an answer without end");
  ssize_t got = read(server, received + held, sizeof received - held);
  if (got <= 0) fail("the server hung up");
  held += (size_t)got;
}

static void drop(size_t count) {
  held -= count;
  memmove(received, received + count, held);
}

// Acknowledgements among what was received, which is used up.
static int nats_answers(int server) {
  int count = 0;
  size_t place = 0;
  char *end;
  while ((end = memchr(received + place, '\n', held - place))) {
    char *line = received + place;
    size_t next = (size_t)(end - received) + 1;
    if (!strncmp(line, "MSG ", 4)) {
      *end = 0;
      size_t size = strtoul(strrchr(line, ' '), NULL, 10);
      *end = '\n';
      if (held < next + size + 2) break;
      if (memmem(received + next, size, "\"error\"", 7)) fail("refused");
      next += size + 2;
      count++;
    } else if (!strncmp(line, "PING", 4)) {
      put(server, "PONG\r\n", 6);
    } else if (line[0] == '-') {
      fail("an error of the protocol");
    }
    place = next;
  }
  drop(place);
  return count;
}

static int mqtt_answers(void) {
  int count = 0;
  size_t place = 0;
  // CONNACK and PUBACK alone come here; both have four bytes.
  for (; held - place >= 4; place += 4) count += received[place] == 0x40;
  drop(place);
  return count;
}

static size_t mqtt_publish(char *to, const char *topic, const char *line, size_t size, int number) {
  size_t topic_size = strlen(topic), rest = 2 + topic_size + 2 + size;
  char *at = to;
  *at++ = 0x32;
  do *at++ = (char)((rest & 127) | (rest > 127 ? 128 : 0));
  while (rest >>= 7);
  *at++ = 0;
  *at++ = (char)topic_size;
  memcpy(at, topic, topic_size);
  at += topic_size;
  int id = number % 65535 + 1;
  *at++ = (char)(id >> 8);
  *at++ = (char)id;
  memcpy(at, line, size);
  return (size_t)(at - to) + size;
}

int main(int count, char **arguments) {
  if (count != 6) return 2;
  int is_nats = !strcmp(arguments[1], "nats"), window = atoi(arguments[5]);
  FILE *file = fopen(arguments[4], "r");
  if (!file) fail(arguments[4]);
  int server = reach(atoi(arguments[2]));
  if (is_nats) {
    const char *hello = "CONNECT {\"verbose\":false}\r\nSUB _I.* 1\r\n";
    put(server, hello, strlen(hello));
  } else {
    put(server, "\x10\x0f\0\4MQTT\4\2\0\xff\0\3pub", 17);
  }
  char *line = NULL, *out = malloc(1 << 24);
  size_t room = 0;
  ssize_t size = 0;
  int sent = 0, answered = 0, is_over = 0;
  double began = now();
  while (!is_over || answered < sent) {
    size_t filled = 0;
    while (!is_over && sent - answered < window && filled < (1 << 23)) {
      if ((size = getline(&line, &room, file)) <= 0) {
        is_over = 1;
        break;
      }
      if (line[size - 1] == '\n') size--;
      if (is_nats) {
        filled += (size_t)sprintf(out + filled, "PUB %s _I.%d %zd\r\n", arguments[3], sent, size);
        memcpy(out + filled, line, (size_t)size);
        memcpy(out + filled + size, "\r\n", 2);
        filled += (size_t)size + 2;
      } else {
        filled += mqtt_publish(out + filled, arguments[3], line, (size_t)size, sent);
      }
      sent++;
    }
    put(server, out, filled);
    if (answered == sent) continue;
    more(server);
    answered += is_nats ? nats_answers(server) : mqtt_answers();
  }
  printf("%.0f\n", sent / (now() - began));
  return 0;
}
