/* expected.h - the list of machines that there should be. */
#ifndef NL_FLEET_EXPECTED_H
#define NL_FLEET_EXPECTED_H

#include "base/error.h"
#include "base/text.h"

struct nl_expected {
    struct nl_texts names; /* in the order of nl_compare, each once */
};

/* Reads one name a line, or a table with separators (comma, semicolon, tab) as directories export
 * it: of the column that its first line calls name, computer, machine, host or dnshostname, else of
 * the first column. Of a full DNS name the first label is taken. Empty lines and lines that begin with
 * '#' are passed over; UTF-16 is decoded. NL_INVALID where there is no name, or one is not valid. */
NL_MUST_CHECK enum nl_status nl_expected_read(struct nl_arena *arena, const char *file,
                                              const void *bytes, size_t size,
                                              struct nl_expected *out_expected,
                                              struct nl_error *err);

/* Whether a name is in the list. */
bool nl_expected_holds(const struct nl_expected *expected, const char *name);

#endif
