/* incomplete.h - what changed, and what an answer about many machines does not rest on. */
#ifndef NL_FLEET_INCOMPLETE_H
#define NL_FLEET_INCOMPLETE_H

#include "fleet/answer.h"
#include "report/document.h"

/* What got better and worse, who is missing or stale, what could not be read, exceptions, and the
 * rest that a reader must know; at most so many names in a sentence. */
void nl_fleet_incomplete(struct nl_document *document, const struct nl_fleet *fleet, size_t names);

#endif
