// Reference: one SQLite connection committing one row at a time, synchronous=FULL. Arguments: file, seconds.
// Prints rows per second.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  sqlite3 *database;
  sqlite3_stmt *insert;
  char body[200];
  memset(body, 'x', sizeof body - 1);
  body[sizeof body - 1] = 0;
  if (sqlite3_open(arguments[1], &database) != SQLITE_OK) return 1;
  sqlite3_exec(database,
               "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
               "CREATE TABLE row(id INTEGER PRIMARY KEY, line TEXT, body TEXT);",
               NULL, NULL, NULL);
  sqlite3_prepare_v2(database, "INSERT INTO row(line, body) VALUES ('A', ?)", -1, &insert, NULL);
  double begin = now(), limit = atof(arguments[2]), elapsed = 0;
  long rows = 0;
  while (elapsed < limit) {
    sqlite3_bind_text(insert, 1, body, -1, SQLITE_STATIC);
    if (sqlite3_step(insert) != SQLITE_DONE) return 1;
    sqlite3_reset(insert);
    rows++;
    elapsed = now() - begin;
  }
  printf("%.0f\n", (double)rows / elapsed);
}
