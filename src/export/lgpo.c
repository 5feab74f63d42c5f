/* lgpo.c - text for Microsoft's LGPO.exe. */
#include "lgpo.h"

#include "registry_form.h"

/* A number in hexadecimal: its decimals are read as signed. */
static void add_value(struct nl_text *out, const struct nl_value *value)
{
    uint32_t number = 0;
    if (value->state != NL_VALUE_PRESENT)
        nl_text_add(out, "DELETE\n");
    else if (nl_value_as_dword(value, &number))
        nl_text_format(out, "DWORD:0x%08x\n", (unsigned)number);
    else
        nl_text_format(out, "SZ:%s\n", nl_registry_form_text(out->arena, value));
}

void nl_lgpo_write(struct nl_arena *arena, const struct nl_export *list,
                   const struct nl_export_context *context, struct nl_export_files *out_files)
{
    struct nl_text out;
    (void)context;
    nl_text_init(&out, arena);
    nl_export_head(&out, list, "; ");
    for (size_t i = 0; i < list->items.count; i++) {
        struct nl_registry_form form;
        if (!nl_registry_form_of(arena, &list->items.items[i], &form))
            continue;
        nl_text_format(&out, "\n; %s\nComputer\n%s\n%s\n",
                       nl_export_item_line(arena, &list->items.items[i]), form.key, form.name);
        add_value(&out, &form.value);
    }
    nl_export_add_utf16(out_files, "", &out);
}
