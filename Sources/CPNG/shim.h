#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/// A PNG file in memory, and what libpng said against it.
typedef struct {
  const uint8_t *bytes;
  size_t count, position;
  char message[64];
} flett_png_file;

static inline void flett_png_fail(png_structp png, png_const_charp message) {
  flett_png_file *file = (flett_png_file *)png_get_error_ptr(png);
  snprintf(file->message, sizeof file->message, "%s", message);
  png_longjmp(png, 1);
}

/// Warnings count where they are of the pixels: what is compressed goes into letters as it is, so it
/// must be sound to its end. Bytes behind that end harm nobody.
static inline void flett_png_warn(png_structp png, png_const_charp message) {
  if (!strncmp(message, "IDAT: ", 6) && !strstr(message, "Extra compressed data"))
    flett_png_fail(png, message);
}

static inline void flett_png_give(png_structp png, png_bytep target, size_t count) {
  flett_png_file *file = (flett_png_file *)png_get_io_ptr(png);
  if (count > file->count - file->position) png_error(png, "the file breaks off");
  memcpy(target, file->bytes + file->position, count);
  file->position += count;
}

/// Stops where a pixel of a row has a number for which the palette holds no colour. (libpng's own
/// look at them leaves out the last pixel of each row.)
static inline void flett_png_check_colors(png_structp png, png_infop info, const uint8_t *row) {
  png_colorp colors;
  int count = 0, bits = png_get_bit_depth(png, info), mask = (1 << bits) - 1;
  if (png_get_color_type(png, info) != PNG_COLOR_TYPE_PALETTE) return;
  png_get_PLTE(png, info, &colors, &count);
  if (count > mask) return;
  for (size_t x = 0, bit = 0; x < png_get_image_width(png, info); x++, bit += bits)
    if ((row[bit / 8] >> (8 - bits - bit % 8) & mask) >= count)
      png_error(png, "a pixel has a colour that its palette lacks");
}

/// Reads a whole file to its end and gives its rows as they are coded, without interlacing and
/// filters.
///
/// `rows` has room for `height` rows that begin `step` bytes apart, each of `row_size` bytes; a step
/// of 0 leaves nothing of them and only finds what is wrong. Gives 1, or 0 and a message. libpng's way
/// out of an error, longjmp, ends in here and never crosses a frame of Swift.
__attribute__((noinline)) static int flett_png_rows(
    flett_png_file *file, uint8_t *rows, size_t row_size, uint32_t height, size_t step) {
  png_structp png =
      png_create_read_struct(PNG_LIBPNG_VER_STRING, file, flett_png_fail, flett_png_warn);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    png_destroy_read_struct(&png, NULL, NULL);
    snprintf(file->message, sizeof file->message, "out of memory");
    return 0;
  }
  if (setjmp(png_jmpbuf(png))) {
    png_destroy_read_struct(&png, &info, NULL);
    return 0;
  }
  png_set_read_fn(png, file, flett_png_give);
  // Nothing but the pixels counts here: chunks without which there is a picture are passed over.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, (png_const_bytep) "tRNS", 1);
  png_set_benign_errors(png, 1);
  png_read_info(png, info);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  if (png_get_rowbytes(png, info) != row_size || png_get_image_height(png, info) != height)
    png_error(png, "its header is not as it must be");
  for (int pass = 0; pass < passes; pass++)
    for (uint32_t row = 0; row < height; row++) {
      png_read_row(png, rows + row * step, NULL);
      flett_png_check_colors(png, info, rows + row * step);
    }
  png_read_end(png, NULL);
  png_destroy_read_struct(&png, &info, NULL);
  return 1;
}
