/* What the C library keeps behind _GNU_SOURCE, which Swift's module of it is built without. */
int syncfs(int descriptor);
