/* json_value.h - a value in a report: its text and its type apart, so that a member has one type in
 * every document, whatever the value is. (Recordings and journals keep values exactly, in the form of
 * model/value_json.h.) */
#ifndef NL_REPORT_JSON_VALUE_H
#define NL_REPORT_JSON_VALUE_H

#include "base/text.h"
#include "model/value.h"

struct yyjson_mut_doc;
struct yyjson_mut_val;

/* The value as text: a number in decimal, a text as it is, accounts and services with one space
 * between, other lists with one newline between, 1 or 0 for on and off, everything else (and a text
 * that is not well formed) in hexadecimal digits. NULL where there is no value. */
const char *nl_json_value_text(struct nl_arena *arena, const struct nl_value *value);

/* KEY, KEY_type and KEY_state: "before": "2", "before_type": "REG_DWORD", "before_state": "value".
 * key is a literal. */
void nl_json_add_value(struct nl_arena *arena, struct yyjson_mut_doc *doc,
                       struct yyjson_mut_val *object, const char *key,
                       const struct nl_value *value);

#endif
