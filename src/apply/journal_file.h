/* journal_file.h - what journal.c and journal_parse.c share. */
#ifndef NL_APPLY_JOURNAL_FILE_H
#define NL_APPLY_JOURNAL_FILE_H

#include "base/json_shape.h"
#include "journal.h"

#define NL_JOURNAL_SCHEMA "netlatch/journal/1"
#define NL_JOURNAL_ENDING ".journal"

extern const struct nl_shape nl_journal_shape; /* the first line's own members */
extern const struct nl_shape nl_mark_shape;

/* Whether a file name is one that nl_journal_create gives: 000007-20261122T143355Z.journal. */
bool nl_journal_name_is_ours(const char *name);

/* What a mark makes of a journal's state. */
void nl_journal_see(struct nl_journal *journal, const struct nl_mark *mark);

#endif
