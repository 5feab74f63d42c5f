/* ansible.c - a playbook for Ansible. */
#include "ansible.h"

#include "registry_form.h"

/* A text in single quotes, in which nothing but the quote itself has a meaning. */
static void add_quoted(struct nl_text *out, const char *text)
{
    nl_text_add_char(out, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            nl_text_add_char(out, '\'');
        nl_text_add_char(out, *text);
    }
    nl_text_add_char(out, '\'');
}

static void add_option(struct nl_text *out, const char *name, const char *text)
{
    nl_text_format(out, "        %s: ", name);
    add_quoted(out, text);
    nl_text_add_char(out, '\n');
}

static void add_list(struct nl_text *out, const char *name, const struct nl_texts *texts)
{
    nl_text_format(out, "        %s:%s\n", name, texts->count ? "" : " []");
    for (size_t i = 0; i < texts->count; i++) {
        nl_text_add(out, "          - ");
        add_quoted(out, texts->items[i]);
        nl_text_add_char(out, '\n');
    }
}

static void registry_task(struct nl_text *out, const struct nl_registry_form *form)
{
    uint32_t number = 0;
    struct nl_texts parts;
    bool present = form->value.state == NL_VALUE_PRESENT;
    nl_text_add(out, NL_PACK("      ansible.windows.win_regedit:\n"));
    add_option(out, "path", nl_arena_format(out->arena, "HKLM:\\%s", form->key));
    add_option(out, "name", form->name);
    if (present && nl_value_as_dword(&form->value, &number)) {
        nl_text_format(out, NL_PACK("        data: %u\n        type: dword\n"), (unsigned)number);
    } else if (present && nl_value_as_texts(out->arena, &form->value, &parts)) {
        add_list(out, "data", &parts);
        nl_text_add(out, NL_PACK("        type: multistring\n"));
    } else if (present) {
        add_option(out, "data", nl_registry_form_text(out->arena, &form->value));
        nl_text_add(out, "        type: string\n");
    }
    nl_text_format(out, "        state: %s\n", present ? "present" : "absent");
}

static void service_task(struct nl_text *out, const struct nl_export_item *item)
{
    uint32_t start = 0;
    (void)nl_value_as_dword(&item->value, &start);
    nl_text_add(out, NL_PACK("      ansible.windows.win_service:\n"));
    add_option(out, "name", item->address.path);
    nl_text_format(out, "        start_mode: %s\n",
                   start == 2   ? "auto"
                   : start == 3 ? "manual"
                                : "disabled");
}

/* Ansible itself adds to the list, and takes from it: who holds the right now does not matter. */
static void right_task(struct nl_text *out, const struct nl_export_item *item)
{
    const enum nl_want_kind kind = item->want->kind;
    nl_text_add(out, NL_PACK("      ansible.windows.win_user_right:\n"));
    add_option(out, "name", item->address.path);
    add_list(out, "users", &item->want->sids);
    nl_text_format(out, "        action: %s\n",
                   kind == NL_WANT_SIDS_ADD      ? "add"
                   : kind == NL_WANT_SIDS_REMOVE ? "remove"
                                                 : "set");
}

/* The only account of the catalogue is Guest, which a security template finds by its RID. */
static void account_task(struct nl_text *out, const struct nl_export_item *item)
{
    nl_text_add(out, NL_PACK("      community.windows.win_security_policy:\n"
                             "        section: System Access\n        key: EnableGuestAccount\n"));
    nl_text_format(out, "        value: '%d'\n", item->value.size == 1 && item->value.bytes[0]);
}

static void firewall_task(struct nl_text *out, const struct nl_export_item *item)
{
    bool present = item->value.state == NL_VALUE_PRESENT;
    nl_text_add(out, NL_PACK("      community.windows.win_firewall_rule:\n"));
    add_option(out, "name",
               nl_arena_format(out->arena, "netlatch export %s %s", item->address.path,
                               item->address.name));
    nl_text_format(out,
                   NL_PACK("        direction: in\n        action: block\n        protocol: %s\n"
                           "        localport: '%s'\n        enabled: true\n        state: %s\n"),
                   item->address.path, item->address.name, present ? "present" : "absent");
}

static void add_task(struct nl_text *out, const struct nl_export_item *item)
{
    struct nl_registry_form form;
    nl_text_add(out, "    - name: ");
    add_quoted(out, nl_arena_format(out->arena, "Set %s", nl_export_item_line(out->arena, item)));
    nl_text_add_char(out, '\n');
    if (item->address.place == NL_PLACE_USER_RIGHT)
        right_task(out, item);
    else if (item->address.place == NL_PLACE_ACCOUNT)
        account_task(out, item);
    else if (item->address.place == NL_PLACE_FIREWALL_BLOCK)
        firewall_task(out, item);
    else if (item->address.place == NL_PLACE_SERVICE_START &&
             !nl_export_is_driver(item->instance.setting))
        service_task(out, item);
    else if (nl_registry_form_of(out->arena, item, &form))
        registry_task(out, &form);
}

void nl_ansible_write(struct nl_arena *arena, const struct nl_export *list,
                      const struct nl_export_context *context, struct nl_export_files *out_files)
{
    struct nl_text out;
    (void)context;
    nl_text_init(&out, arena);
    nl_text_add(&out, "---\n");
    nl_export_head(&out, list, "# ");
    nl_text_format(&out,
                   NL_PACK("- name: Settings of the netlatch profile %s\n  hosts: windows\n"
                           "  gather_facts: false\n  tasks:%s\n"),
                   list->profile->name, list->items.count ? "" : " []");
    for (size_t i = 0; i < list->items.count; i++)
        add_task(&out, &list->items.items[i]);
    nl_export_add_text(out_files, "", &out);
}
