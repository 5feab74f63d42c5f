/* probe_json.h - a probe as one JSON document, netlatch/probe/1: res/schema/probe.schema.json. */
#ifndef NL_PROBE_PROBE_JSON_H
#define NL_PROBE_PROBE_JSON_H

#include "base/text.h"
#include "probe.h"

struct nl_probe_document {
    const char *host;                       /* as the person named it */
    const char *time;                       /* when it was asked */
    const struct nl_texts *other_addresses; /* of the name, not asked */
    const struct nl_probe_targets *targets;
    int exit_code;
};

/* ASCII, English, ended by a newline. Facts that are absent are left out. */
const char *nl_probe_json(struct nl_arena *arena, const struct nl_probe_document *document,
                          size_t *out_length);

#endif
