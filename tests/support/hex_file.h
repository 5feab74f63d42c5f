/* hex_file.h - messages kept as text: lines of hexadecimal bytes, lines that begin with # are
 * comments. */
#ifndef NL_TESTS_HEX_FILE_H
#define NL_TESTS_HEX_FILE_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

/* The bytes of a file below the folder of golden answers, "windows/smb1-negotiate-server2019.hex";
 * fails the test when it is not there or is no such file. */
const uint8_t *hex_file(struct nl_arena *arena, const char *name, size_t *out_size);

/* Whether the folder of golden answers is there at all. */
int hex_files_there(void);

#endif
