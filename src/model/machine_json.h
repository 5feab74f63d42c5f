/* machine_json.h - a machine as a document. */
#ifndef NL_MODEL_MACHINE_JSON_H
#define NL_MODEL_MACHINE_JSON_H

#include "base/error.h"
#include "machine.h"

/* "netlatch/machine/1": round-trips byte for byte. */
NL_MUST_CHECK enum nl_status nl_machine_parse(struct nl_arena *arena, const char *file,
                                              const void *bytes, size_t size,
                                              struct nl_machine *out_machine, struct nl_error *err);
const char *nl_machine_json(struct nl_arena *arena, const struct nl_machine *machine,
                            size_t *out_length);

#endif
