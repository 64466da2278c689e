// Reference: what plain SQLite takes to hold as much and to look through it. Arguments: a new file, the rows (a
// code, a tab, a name, a tab and a body on each line), the patterns (one on each line).
// Inserts the rows in one transaction, synchronous=FULL; then scans the names and codes for each pattern with LIKE.
// Prints seconds of the insert, then milliseconds of each scan.
#define _GNU_SOURCE
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
  if (count != 4) return 2;
  sqlite3 *database;
  sqlite3_stmt *insert, *name, *scan;
  FILE *rows = fopen(arguments[2], "r"), *patterns = fopen(arguments[3], "r");
  if (!rows || !patterns || sqlite3_open(arguments[1], &database) != SQLITE_OK) return 1;
  sqlite3_exec(database,
               "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
               "CREATE TABLE item(code TEXT PRIMARY KEY, body TEXT);"
               "CREATE TABLE name(id INTEGER PRIMARY KEY, code TEXT, name TEXT);",
               NULL, NULL, NULL);
  sqlite3_prepare_v2(database, "INSERT INTO item VALUES (?, ?)", -1, &insert, NULL);
  sqlite3_prepare_v2(database, "INSERT INTO name(code, name) VALUES (?, ?)", -1, &name, NULL);
  char *line = NULL;
  size_t room = 0;
  double begin = now();
  sqlite3_exec(database, "BEGIN", NULL, NULL, NULL);
  while (getline(&line, &room, rows) > 0) {
    char *rest = line, *code = strsep(&rest, "\t"), *text = strsep(&rest, "\t");
    if (!code || !text || !rest) return 1;
    sqlite3_bind_text(insert, 1, code, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 2, rest, -1, SQLITE_STATIC);
    sqlite3_bind_text(name, 1, code, -1, SQLITE_STATIC);
    sqlite3_bind_text(name, 2, text, -1, SQLITE_STATIC);
    if (sqlite3_step(insert) != SQLITE_DONE || sqlite3_step(name) != SQLITE_DONE) return 1;
    sqlite3_reset(insert);
    sqlite3_reset(name);
  }
  sqlite3_exec(database, "COMMIT", NULL, NULL, NULL);
  printf("%.3f\n", now() - begin);
  sqlite3_prepare_v2(database, "SELECT code FROM name WHERE name LIKE ?1 OR code LIKE ?1", -1, &scan, NULL);
  while (getline(&line, &room, patterns) > 0) {
    line[strcspn(line, "\n")] = 0;
    char pattern[400];
    snprintf(pattern, sizeof pattern, "%%%s%%", line);
    begin = now();
    sqlite3_bind_text(scan, 1, pattern, -1, SQLITE_STATIC);
    while (sqlite3_step(scan) == SQLITE_ROW) {
    }
    sqlite3_reset(scan);
    printf("%.3f\n", (now() - begin) * 1000);
  }
}
