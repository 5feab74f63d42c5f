/* names.c - texts that many machines share. */
#include "fleet/names.h"

#include <string.h>

void nl_names_init(struct nl_names *names, struct nl_arena *arena)
{
    *names = (struct nl_names){.arena = arena};
    *NL_PUSH(arena, &names->texts) = "";
}

const char *nl_names_text(const struct nl_names *names, uint32_t number)
{
    return number < names->texts.count ? names->texts.items[number] : "";
}

/* The slot that holds the text, or the empty one where it belongs. */
static uint32_t *slot_of(const struct nl_names *names, const char *text, size_t length)
{
    size_t mask = names->slot_count - 1;
    size_t at = (size_t)nl_hash(NL_HASH_START, text, length) & mask;
    while (names->slots[at]) {
        const char *other = names->texts.items[names->slots[at]];
        if (strncmp(other, text, length) == 0 && other[length] == '\0')
            break;
        at = (at + 1) & mask;
    }
    return &names->slots[at];
}

/* Twice the room; at most half of the slots are used, so that a search ends soon. */
static void widen(struct nl_names *names)
{
    names->slot_count = names->slot_count ? names->slot_count * 2 : 256;
    names->slots = nl_arena_array(names->arena, names->slot_count, sizeof *names->slots);
    for (size_t i = 1; i < names->texts.count; i++) {
        const char *text = names->texts.items[i];
        *slot_of(names, text, strlen(text)) = (uint32_t)i;
    }
}

uint32_t nl_names_number(struct nl_names *names, const char *text, size_t length)
{
    if (length == 0)
        return 0;
    if (names->texts.count * 2 > names->slot_count)
        widen(names);
    uint32_t *slot = slot_of(names, text, length);
    if (*slot == 0) {
        *slot = (uint32_t)names->texts.count;
        *NL_PUSH(names->arena, &names->texts) = nl_arena_copy(names->arena, text, length);
    }
    return *slot;
}
