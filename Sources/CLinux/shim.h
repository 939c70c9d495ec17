/* What the C library keeps behind _GNU_SOURCE, which Swift's module of it is built without. */
#include <stddef.h>
int syncfs(int descriptor);
void *memmem(const void *bytes, size_t count, const void *wanted, size_t wantedCount);
