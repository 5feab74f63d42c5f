/* options.h - reading the command line by the table of its options. */
#ifndef NL_APP_OPTIONS_H
#define NL_APP_OPTIONS_H

#include "base/error.h"
#include "option_rows.h"

/* Parses argv[1..]. NL_INVALID with one line, and the nearest word as advice. */
NL_MUST_CHECK enum nl_status nl_options_parse(struct nl_arena *arena, int argc,
                                              const char *const *argv,
                                              struct nl_options *out_options, struct nl_error *err);

/* The word of words nearest to wrong by edit distance, or NULL when none is near. */
const char *nl_nearest(const char *wrong, const struct nl_texts *words);

#endif
