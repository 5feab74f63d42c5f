/* value_type.h - what value.c and value_json.c share. */
#ifndef NL_MODEL_VALUE_TYPE_H
#define NL_MODEL_VALUE_TYPE_H

#include "value.h"

/* The type that nl_value_type_name calls so; false for a name that is none. */
bool nl_value_type_parse(const char *name, uint32_t *out_type);

/* A REG_MULTI_SZ of non-empty texts. */
struct nl_value nl_value_multi_sz(struct nl_arena *arena, const struct nl_texts *texts);

#endif
