#if defined(FLETT_DELAY_LOADING) && defined(__linux__)

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/// A library that is opened late.
struct DelayedLibrary {
  const char *file;
  _Atomic(void *) handle;
};

/// A function of such a library; delay.S lays one out for each line of functions.inc.
struct DelayedFunction {
  /// Where its stub jumps to.
  _Atomic(void *) target;
  const char *name;
  struct DelayedLibrary *library;
};

#define LIBRARY(library, file) \
  __attribute__((visibility("hidden"))) struct DelayedLibrary delayed_##library = {file, NULL};
#define FUNCTION(library, name)
#include "functions.inc"
#undef LIBRARY
#undef FUNCTION

/// Ends the program: it cannot go on, and what called has no way to say so.
///
/// A run of `flett merge` may end anywhere, as when it is killed: what is in its folder is whole. The status is
/// that of files that are missing.
static _Noreturn void fail(const char *file) {
  const char *reason = dlerror();
  fprintf(stderr, "error: the library %s, which this needs, cannot be used%s%s [library.missing]\n", file,
          reason ? ": " : "", reason ? reason : "");
  fprintf(stderr, "  install it again, or build Flett anew on this machine\n");
  _exit(EX_NOINPUT);
}

/// Opens a library by its name with a version or, where it has another here, as its headers' package names it.
static void *opened(struct DelayedLibrary *library) {
  void *handle = atomic_load_explicit(&library->handle, memory_order_acquire);
  if (handle) return handle;
  handle = dlopen(library->file, RTLD_LAZY | RTLD_LOCAL);
  if (!handle) {
    char name[64];
    const char *end = strstr(library->file, ".so");
    snprintf(name, sizeof name, "%.*s.so", (int)(end - library->file), library->file);
    handle = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
  }
  // Two threads that open a library at once are given the same one.
  atomic_store_explicit(&library->handle, handle, memory_order_release);
  return handle;
}

/// The function that a stub stands for; the stub jumps there itself from now on.
__attribute__((visibility("hidden"))) void *delayedFunction(struct DelayedFunction *function) {
  void *handle = opened(function->library);
  void *target = handle ? dlsym(handle, function->name) : NULL;
  if (!target) fail(function->library->file);
  atomic_store_explicit(&function->target, target, memory_order_release);
  return target;
}

#endif
