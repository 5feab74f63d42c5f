/* profile_json.h - a profile as a document, JSON with comments. */
#ifndef NL_MODEL_PROFILE_JSON_H
#define NL_MODEL_PROFILE_JSON_H

#include "base/json.h"
#include "profile.h"

/* Parses "netlatch/profile/1". NL_INVALID names file, line and column of: unknown or duplicate
 * keys, unknown settings or words, malformed SIDs or selectors, settings that cannot be written. */
NL_MUST_CHECK enum nl_status nl_profile_parse(struct nl_arena *arena, const char *file,
                                              const void *bytes, size_t size,
                                              struct nl_profile *out_profile, struct nl_error *err);
/* The same of an object inside a parsed document (a plan file holds its profile). */
NL_MUST_CHECK enum nl_status nl_profile_read(const struct nl_json *json, struct yyjson_val *object,
                                             struct nl_profile *out_profile, struct nl_error *err);
/* Adds what the member "settings" (its key, its value) requests to a profile; NL_INVALID as above. */
NL_MUST_CHECK enum nl_status
nl_profile_read_settings(const struct nl_json *json, struct yyjson_val *key, struct yyjson_val *val,
                         struct nl_profile *profile, struct nl_error *err);
/* What a profile requests as the value of "settings"; its texts must live as long as the document, whose
 * memory is an arena's (nl_json_new). */
struct yyjson_mut_val *nl_profile_write_settings(struct yyjson_mut_doc *doc,
                                                 const struct nl_profile *profile);
/* The same as nl_profile_parse, but tells every fault at once; none: the profile is sound. */
void nl_profile_check(struct nl_arena *arena, const char *file, const void *bytes, size_t size,
                      struct nl_profile *out_profile, struct nl_json_faults *out_faults);
const char *nl_profile_json(struct nl_arena *arena, const struct nl_profile *profile,
                            size_t *out_length);

#endif
