/* unpack.h - data that was compressed while building (LZMA, as in an .lzma file without its length). */
#ifndef NL_BASE_UNPACK_H
#define NL_BASE_UNPACK_H

#include <stddef.h>

/* Made by scripts/make_words.py and scripts/embed.py, which unpack it once to see that it is right. */
struct nl_packed {
    const unsigned char *bytes; /* five bytes of properties, the stream, its end mark */
    size_t size;
    size_t full; /* bytes when unpacked */
};

/* Writes the packed->full bytes to out. Allocates nothing (it needs 30 kB of stack) and calls nothing
 * of the system, so that it may run before main. Ends the program where the data is not what was
 * built: then the executable is damaged. */
void nl_unpack(const struct nl_packed *packed, void *out);

#endif
