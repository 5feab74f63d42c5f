/* golden_file.h - a document against the file that was blessed for it. */
#ifndef NL_TESTS_GOLDEN_FILE_H
#define NL_TESTS_GOLDEN_FILE_H

#include "base/arena.h"

/* Fails the test unless the document equals tests/golden/report/NAME; with NETLATCH_BLESS=1 the file
 * is written anew. The program's version is left out of the comparison. */
void golden_compare(struct nl_arena *arena, const char *name, const char *document);

#endif
