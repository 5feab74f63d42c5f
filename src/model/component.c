/* component.c - finding components, and how present one is, in words for the wire. */
#include "component.h"

#include "base/text.h"

const char *const nl_presence_words[] = {
    [NL_PRESENCE_UNKNOWN] = "unknown",
    [NL_PRESENCE_NOT_FOUND] = "not-found",
    [NL_PRESENCE_INSTALLED] = "installed",
    [NL_PRESENCE_IN_USE] = "in-use",
    NULL,
};

_Static_assert(sizeof nl_presence_words / sizeof nl_presence_words[0] == NL_PRESENCE_IN_USE + 2,
               "each presence has its word");

const struct nl_component *nl_component_find(const char *id)
{
    size_t count = 0;
    const struct nl_component *rows = nl_components(&count);

    for (size_t i = 0; i < count; i++) {
        if (nl_same(rows[i].id, id))
            return &rows[i];
    }
    return NULL;
}
