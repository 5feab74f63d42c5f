/* components.h - every component there is. */
#ifndef NL_MODEL_COMPONENTS_H
#define NL_MODEL_COMPONENTS_H

#include "component.h"

/* All rows, sorted by id. */
const struct nl_component *nl_components(size_t *out_count);
const struct nl_component *nl_component_find(const char *id);

#endif
