// A database in a file or in memory.
#pragma once

extern "C" {
struct sqlite3;
struct sqlite3_stmt;
constexpr int SQLITE_ROW = 100;

int sqlite3_open(const char *file, sqlite3 **);
int sqlite3_exec(sqlite3 *, const char *sql, int (*)(void *, int, char **, char **), void *, char **error);
int sqlite3_prepare_v2(sqlite3 *, const char *sql, int size, sqlite3_stmt **, const char **tail);
int sqlite3_step(sqlite3_stmt *);
int sqlite3_column_int(sqlite3_stmt *, int column);
int sqlite3_sleep(int milliseconds);
}
