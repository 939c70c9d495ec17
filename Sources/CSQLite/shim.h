#include <sqlite3.h>

/// `SQLITE_TRANSIENT`, which is a cast that Swift does not import: SQLite copies what it is given.
static inline sqlite3_destructor_type sqliteTransient(void) { return SQLITE_TRANSIENT; }
