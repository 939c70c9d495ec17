#ifndef FLETT_RESOURCES_H
#define FLETT_RESOURCES_H

#include <stddef.h>

/// A file of the sources that is built into the program.
struct EmbeddedFile {
  /// Its place under `Sources`.
  const char *_Nonnull path;
  const unsigned char *_Nonnull bytes;
  size_t count;
};

/// All of them; how many there are.
extern const struct EmbeddedFile *_Nonnull embeddedFiles(size_t *_Nonnull count);

#endif
