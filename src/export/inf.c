/* inf.c - a security template, for secedit and Group Policy. */
#include "inf.h"

#include "base/attributes.h"
#include "plan/settle.h"
#include "registry_form.h"

/* A service that is a driver is unknown to the section of services, whose start types begin at 2. */
static bool is_registry_line(const struct nl_export_item *item)
{
    return item->address.place == NL_PLACE_REGISTRY ||
           item->address.place == NL_PLACE_SERVICE_DEPENDS ||
           (item->address.place == NL_PLACE_SERVICE_START &&
            nl_export_is_driver(item->instance.setting));
}

/* TYPE,DATA. A comma in a part of a list would be written "," by Windows; names of services, the only lists
 * there are, have none. */
static void add_data(struct nl_text *out, const struct nl_value *value)
{
    uint32_t number = 0;
    struct nl_texts parts;
    if (nl_value_as_dword(value, &number)) {
        nl_text_format(out, "%d,%u", NL_TYPE_DWORD, (unsigned)number);
    } else if (nl_value_as_texts(out->arena, value, &parts)) {
        nl_text_format(out, "%d", NL_TYPE_MULTI_SZ);
        for (size_t i = 0; i < parts.count; i++)
            nl_text_format(out, ",%s", parts.items[i]);
    } else {
        nl_text_format(out, "%d,\"%s\"", NL_TYPE_SZ, nl_registry_form_text(out->arena, value));
    }
}

static void registry_line(struct nl_text *out, const struct nl_export_item *item)
{
    struct nl_registry_form form;
    if (!nl_registry_form_of(out->arena, item, &form))
        return;
    nl_text_format(out, "MACHINE\\%s\\%s=", form.key, form.name);
    add_data(out, &form.value);
    nl_text_add_char(out, '\n');
}

/* The empty descriptor leaves the service's own as it is. */
static void service_line(struct nl_text *out, const struct nl_export_item *item)
{
    uint32_t start = 0;
    if (nl_value_as_dword(&item->value, &start))
        nl_text_format(out, "\"%s\",%u,\"\"\n", item->address.path, (unsigned)start);
}

static void right_line(struct nl_text *out, const struct nl_export_item *item)
{
    struct nl_texts sids = {0};
    nl_text_format(out, "%s =", item->address.path);
    if (nl_value_as_texts(out->arena, &item->value, &sids)) {
        for (size_t i = 0; i < sids.count; i++)
            nl_text_format(out, "%s*%s", i ? "," : " ", sids.items[i]);
    }
    nl_text_add_char(out, '\n');
}

/* The only account of the catalogue is Guest, RID 501; secedit finds it by that number, too. */
static void account_line(struct nl_text *out, const struct nl_export_item *item)
{
    nl_text_format(out, "EnableGuestAccount = %d\n", item->value.size == 1 && item->value.bytes[0]);
}

static const struct {
    const char *name;
    enum nl_place place;
    void (*line)(struct nl_text *out, const struct nl_export_item *item);
} sections[] = {
    {"System Access", NL_PLACE_ACCOUNT, account_line},
    {"Registry Values", NL_PLACE_REGISTRY, registry_line},
    {"Service General Setting", NL_PLACE_SERVICE_START, service_line},
    {"Privilege Rights", NL_PLACE_USER_RIGHT, right_line},
};

void nl_inf_text(struct nl_text *out, const struct nl_export *list, unsigned places)
{
    nl_text_add(
        out, NL_PACK("[Unicode]\nUnicode=yes\n[Version]\nsignature=\"$CHICAGO$\"\nRevision=1\n"));
    nl_export_head(out, list, "; ");
    for (size_t s = 0; s < NL_COUNT_OF(sections); s++) {
        bool begun = false;
        for (size_t i = 0; i < list->items.count; i++) {
            const struct nl_export_item *item = &list->items.items[i];
            enum nl_place section =
                is_registry_line(item) ? NL_PLACE_REGISTRY : item->address.place;
            if (!(places & 1U << item->address.place) || section != sections[s].place)
                continue;
            if (!begun)
                nl_text_format(out, "[%s]\n", sections[s].name);
            begun = true;
            sections[s].line(out, item);
        }
    }
}

void nl_inf_write(struct nl_arena *arena, const struct nl_export *list,
                  const struct nl_export_context *context, struct nl_export_files *out_files)
{
    struct nl_text out;
    (void)context;
    nl_text_init(&out, arena);
    nl_inf_text(&out, list, NL_EVERY_PLACE);
    nl_export_add_utf16(out_files, "", &out);
}
