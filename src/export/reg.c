/* reg.c - a file for regedit and reg import. */
#include "reg.h"

#include "registry_form.h"

#include <string.h>

static void add_quoted(struct nl_text *out, const char *text)
{
    nl_text_add_char(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            nl_text_add_char(out, '\\');
        nl_text_add_char(out, *text);
    }
    nl_text_add_char(out, '"');
}

static void add_value(struct nl_text *out, const struct nl_value *value)
{
    uint32_t number = 0;
    const char *text = nl_value_as_text(out->arena, value);
    if (value->state != NL_VALUE_PRESENT) {
        nl_text_add_char(out, '-');
    } else if (nl_value_as_dword(value, &number)) {
        nl_text_format(out, "dword:%08x", (unsigned)number);
    } else if (text && value->type == NL_TYPE_SZ) {
        add_quoted(out, text);
    } else {
        nl_text_format(out, "hex(%x):", (unsigned)value->type);
        for (size_t i = 0; i < value->size; i++)
            nl_text_format(out, "%s%02x", i ? "," : "", value->bytes[i]);
    }
}

void nl_reg_write(struct nl_arena *arena, const struct nl_export *list,
                  const struct nl_export_context *context, struct nl_export_files *out_files)
{
    struct nl_text out;
    (void)context;
    nl_text_init(&out, arena);
    nl_text_add(&out, NL_PACK("Windows Registry Editor Version 5.00\n\n"));
    nl_export_head(&out, list, "; ");
    for (size_t i = 0; i < list->items.count; i++) {
        struct nl_registry_form form;
        if (!nl_registry_form_of(arena, &list->items.items[i], &form))
            continue;
        nl_text_format(&out, "\n; %s\n[HKEY_LOCAL_MACHINE\\%s]\n",
                       nl_export_item_line(arena, &list->items.items[i]), form.key);
        add_quoted(&out, form.name);
        nl_text_add_char(&out, '=');
        add_value(&out, &form.value);
        nl_text_add_char(&out, '\n');
    }
    /* As regedit ends its own: Samba's reader takes the last value only when a line follows it. */
    nl_text_add_char(&out, '\n');
    nl_export_add_utf16(out_files, "", &out);
}
