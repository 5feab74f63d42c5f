/* inflate.h - data that was deflated while building (raw deflate, RFC 1951). */
#ifndef NL_BASE_INFLATE_H
#define NL_BASE_INFLATE_H

#include <stddef.h>

/* Made by scripts/make_words.py and scripts/embed.py, which inflate it once to see that it is right. */
struct nl_packed {
    const unsigned char *bytes;
    size_t size;
    size_t full; /* bytes when inflated */
};

/* Writes the packed->full bytes to out. Allocates nothing (it needs 45 kB of stack) and calls nothing
 * of the system, so that it may run before main. Ends the program where the data is not what was
 * built: then the executable is damaged. */
void nl_inflate(const struct nl_packed *packed, void *out);

#endif
