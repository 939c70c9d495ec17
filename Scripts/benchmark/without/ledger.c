// Loaded before a program's own libraries: SQLite notes nothing, and so finds nothing to put into a manifest.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>

#define SQLITE_DONE 101

typedef struct sqlite3_stmt sqlite3_stmt;
const char *sqlite3_sql(sqlite3_stmt *);

int sqlite3_step(sqlite3_stmt *statement) {
  static int (*step)(sqlite3_stmt *);
  const char *words[] = {"INSERT", "UPDATE", "DELETE"};
  const char *sql = sqlite3_sql(statement);
  for (int i = 0; sql && i < 3; i++)
    if (strncmp(sql + strspn(sql, " \n"), words[i], 6) == 0) return SQLITE_DONE;
  if (!step) step = (int (*)(sqlite3_stmt *))dlsym(RTLD_NEXT, "sqlite3_step");
  return step(statement);
}
