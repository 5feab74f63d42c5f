/* pol.c - Registry.pol, the registry part of a Group Policy. */
#include "pol.h"

#include "base/utf16.h"
#include "registry_form.h"

#include <string.h>

static void add_u32(struct nl_text *out, uint32_t number)
{
    for (unsigned shift = 0; shift < 32; shift += 8)
        nl_text_add_char(out, (char)(number >> shift & 0xff));
}

/* One of the characters that separate the parts, in UTF-16LE. */
static void add_mark(struct nl_text *out, char mark)
{
    nl_text_add_char(out, mark);
    nl_text_add_char(out, '\0');
}

/* A name with its terminator, in UTF-16LE. */
static void add_name(struct nl_text *out, const char *name)
{
    uint8_t *units = NULL;
    size_t size = nl_utf16_encode(out->arena, name, &units);
    nl_text_add_part(out, (const char *)units, size + 2);
}

static void add_entry(struct nl_text *out, const struct nl_registry_form *form)
{
    /* What has to go is a name of its own, with a blank as its data. */
    static const uint8_t blank[] = {' ', 0, 0, 0};
    bool present = form->value.state == NL_VALUE_PRESENT;
    size_t size = present ? form->value.size : sizeof blank;
    add_mark(out, '[');
    add_name(out, form->key);
    add_mark(out, ';');
    add_name(out, present ? form->name : nl_arena_format(out->arena, "**del.%s", form->name));
    add_mark(out, ';');
    add_u32(out, present ? form->value.type : NL_TYPE_SZ);
    add_mark(out, ';');
    add_u32(out, (uint32_t)size);
    add_mark(out, ';');
    nl_text_add_part(out, (const char *)(present ? form->value.bytes : blank), size);
    add_mark(out, ']');
}

void nl_pol_add(struct nl_export_files *files, const char *path, struct nl_arena *arena,
                const struct nl_export *list, unsigned places)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    nl_text_add(&out, "PReg");
    add_u32(&out, 1);
    for (size_t i = 0; i < list->items.count; i++) {
        struct nl_registry_form form;
        if ((places & 1U << list->items.items[i].address.place) &&
            nl_registry_form_of(arena, &list->items.items[i], &form))
            add_entry(&out, &form);
    }
    nl_export_add_text(files, path, &out);
}

void nl_pol_write(struct nl_arena *arena, const struct nl_export *list,
                  const struct nl_export_context *context, struct nl_export_files *out_files)
{
    (void)context;
    nl_pol_add(out_files, "", arena, list, NL_EVERY_PLACE);
}
