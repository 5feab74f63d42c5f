/* target.c - the tools that a profile can be exported to, and what each can carry. */
#include "target.h"

#include "ansible.h"
#include "base/attributes.h"
#include "dsc.h"
#include "gpo.h"
#include "inf.h"
#include "intune.h"
#include "lgpo.h"
#include "pol.h"
#include "reg.h"
#include "registry_form.h"
#include "task.h"
#include "unattend.h"

#define IN(place) (1U << NL_PLACE_##place)
#define REGISTRY_FORMS (IN(REGISTRY) | IN(SERVICE_START) | IN(SERVICE_DEPENDS) | IN(FIREWALL_BLOCK))

/* A template knows no removal, and firewall rules are not its business. LGPO's text has no form of a list
 * that is documented. */
static const struct nl_export_target rows[] = {
    {.name = "inf",
     .meaning = NL_T("security template for secedit"),
     .places =
         IN(REGISTRY) | IN(SERVICE_START) | IN(SERVICE_DEPENDS) | IN(USER_RIGHT) | IN(ACCOUNT),
     .write = nl_inf_write},
    {.name = "reg",
     .meaning = NL_T("registry file for regedit and reg import"),
     .places = REGISTRY_FORMS,
     .removes = true,
     .rules_of_policy = true,
     .write = nl_reg_write},
    {.name = "pol",
     .meaning = NL_T("Registry.pol of a Group Policy"),
     .places = REGISTRY_FORMS,
     .removes = true,
     .rules_of_policy = true,
     .is_policy = true,
     .write = nl_pol_write},
    {.name = "lgpo",
     .meaning = NL_T("text for LGPO.exe"),
     .places = IN(REGISTRY) | IN(SERVICE_START) | IN(FIREWALL_BLOCK),
     .removes = true,
     .rules_of_policy = true,
     .is_policy = true,
     .write = nl_lgpo_write},
    {.name = "gpo",
     .meaning = NL_T("backup of a Group Policy for GPMC and Import-GPO"),
     .places = REGISTRY_FORMS | IN(USER_RIGHT) | IN(ACCOUNT),
     .removes = true,
     .rules_of_policy = true,
     .is_policy = true,
     .is_folder = true,
     .write = nl_gpo_write},
    {.name = "dsc",
     .meaning = NL_T("configuration document for DSC v3"),
     .places = REGISTRY_FORMS,
     .removes = true,
     .rules_of_policy = true,
     .write = nl_dsc_write},
    {.name = "unattend",
     .meaning = NL_T("answer file for Windows Setup"),
     .places = IN(REGISTRY) | IN(SERVICE_START) | IN(FIREWALL_BLOCK),
     .own_rules = true,
     .write = nl_unattend_write},
    {.name = "ansible",
     .meaning = NL_T("playbook for Ansible"),
     .places = REGISTRY_FORMS | IN(USER_RIGHT) | IN(ACCOUNT),
     .removes = true,
     .adds = true,
     .own_rules = true,
     .write = nl_ansible_write},
    {.name = "intune",
     .meaning = NL_T("pair of scripts for an Intune remediation"),
     .runs = true,
     .is_folder = true,
     .write = nl_intune_write},
    {.name = "task",
     .meaning = NL_T("task for the Task Scheduler"),
     .runs = true,
     .needs_profile = true,
     .is_folder = true,
     .write = nl_task_write},
};

const struct nl_export_target *nl_export_target_at(size_t index)
{
    return index < NL_COUNT_OF(rows) ? &rows[index] : NULL;
}

const struct nl_export_target *nl_export_target_find(const char *name)
{
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if (nl_same(rows[i].name, name))
            return &rows[i];
    }
    return NULL;
}

/* Why the target cannot carry an item; format NULL: it can. */
static struct nl_sentence obstacle(struct nl_arena *arena, const struct nl_export_target *target,
                                   const struct nl_export_item *item)
{
    enum nl_place place = item->address.place;
    if (!(target->places & 1U << place))
        return nl_say(arena, NL_T("{1} cannot carry {2}."), target->name,
                      nl_address_show(arena, &item->address));
    if (place == NL_PLACE_USER_RIGHT) {
        if (!target->adds && item->want->kind == NL_WANT_SIDS_REMOVE && !item->holders_known)
            return nl_say(arena,
                          NL_T("{1} holds the whole list of accounts, and which are there now is "
                               "not known: name a machine with --from."),
                          target->name);
    } else if (item->value.state != NL_VALUE_PRESENT && !target->removes) {
        return nl_say(arena, NL_T("{1} cannot say that a value has to be removed."), target->name);
    }
    return (struct nl_sentence){0};
}

static void note_once(struct nl_arena *arena, struct nl_export *list, const char *wording,
                      const char *name)
{
    for (size_t i = 0; i < list->notes.count; i++) {
        if (nl_equal(list->notes.items[i].format, wording))
            return;
    }
    nl_say_to(arena, &list->notes, wording, name);
}

static void note_carried(struct nl_arena *arena, const struct nl_export_target *target,
                         const struct nl_export_item *item, struct nl_export *list)
{
    enum nl_place place = item->address.place;
    struct nl_registry_form form;
    if (place == NL_PLACE_USER_RIGHT && !target->adds && !item->holders_known)
        note_once(arena, list,
                  NL_T("{1} is written as a whole list: accounts that are in it on a machine and "
                       "not here lose it."),
                  item->address.path);
    if (place == NL_PLACE_FIREWALL_BLOCK && target->rules_of_policy)
        note_once(arena, list,
                  NL_T("Ports are blocked by rules of Group Policy, which are read after gpupdate "
                       "or a restart. netlatch does not take them for its own rules: {1} stays to "
                       "be set, the port is shown as blocked."),
                  item->instance.setting->id);
    if (place == NL_PLACE_FIREWALL_BLOCK && target->own_rules)
        note_once(arena, list,
                  NL_T("Ports are blocked by local rules of other names. netlatch does not take "
                       "them for its own: {1} stays to be set, the port is shown as blocked."),
                  item->instance.setting->id);
    if (target->is_policy && nl_registry_form_of(arena, item, &form) &&
        !nl_holds(form.key, "\\Policies\\"))
        note_once(arena, list,
                  NL_T("Values outside the keys of policies, {1} for one, stay when the policy no "
                       "longer applies."),
                  item->instance.id);
}

/* The latest moment at which something of it acts. */
static void note_effect(struct nl_arena *arena, struct nl_export *list)
{
    enum nl_effect latest = NL_EFFECT_NOW;
    for (size_t i = 0; i < list->items.count; i++) {
        if (list->items.items[i].instance.setting->effect > latest)
            latest = list->items.items[i].instance.setting->effect;
    }
    if (latest == NL_EFFECT_RESTART)
        nl_say_to(arena, &list->notes, NL_T("All of it is in force after a restart of Windows."));
    else if (latest == NL_EFFECT_ADAPTER_RESTART)
        nl_say_to(arena, &list->notes,
                  NL_T("All of it is in force once the adapters were restarted."));
    else if (latest == NL_EFFECT_NEXT_LOGON)
        nl_say_to(arena, &list->notes, NL_T("All of it is in force from the next sign-in on."));
}

static bool was_left(const struct nl_export *list, size_t from, const char *id)
{
    for (size_t i = from; i < list->absences.count; i++) {
        if (nl_equal(list->absences.items[i].id, id))
            return true;
    }
    return false;
}

void nl_export_fit(struct nl_arena *arena, const struct nl_export_target *target,
                   struct nl_export *list)
{
    size_t kept = 0;
    size_t known = list->absences.count;
    if (target->runs) {
        /* Whatever depends on a machine is decided there. */
        list->absences.count = 0;
        list->notes.count = 0;
        list->items.count = 0;
        return;
    }
    for (size_t i = 0; i < list->items.count; i++) {
        const struct nl_export_item *item = &list->items.items[i];
        struct nl_sentence why = obstacle(arena, target, item);
        /* A companion comes before what needs it: without the one, not the other. */
        if (was_left(list, known, item->instance.id))
            continue;
        if (why.format) {
            nl_export_leave(arena, list, item->instance.id, true, why);
            continue;
        }
        note_carried(arena, target, item, list);
        list->items.items[kept++] = *item;
    }
    list->items.count = kept;
    note_effect(arena, list);
}
