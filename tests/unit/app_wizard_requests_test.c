/* app_wizard_requests_test.c - whatever is switched on and off, the profile that comes of it plans
 * exactly that, and means the same when it was written to a file and read again. */
#include "app/wizard/requests.h"

#include "machine_random.h"
#include "model/profile_builtin.h"
#include "model/profile_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The ids of the changes that are on, or of a plan's steps, each once, sorted. */
static const char *sorted(struct nl_arena *arena, struct nl_texts *ids)
{
    struct nl_text text;
    nl_text_init(&text, arena);
    for (size_t i = 0; i < ids->count; i++) {
        for (size_t j = i + 1; j < ids->count; j++) {
            if (nl_compare(ids->items[j], ids->items[i]) < 0) {
                const char *swap = ids->items[i];
                ids->items[i] = ids->items[j];
                ids->items[j] = swap;
            }
        }
        nl_text_format(&text, "%s\n", ids->items[i]);
    }
    return text.data;
}

static const char *chosen(struct nl_arena *arena, const struct nl_wizard_changes *changes)
{
    struct nl_texts ids = {0};
    for (size_t i = 0; i < changes->count; i++) {
        if (changes->items[i].on)
            nl_texts_add(&ids, arena, changes->items[i].step.instance.id);
    }
    return sorted(arena, &ids);
}

static const char *planned(struct nl_arena *arena, const struct nl_machine *machine,
                           const struct nl_profile *profile)
{
    struct nl_texts ids = {0};
    struct nl_plan plan;
    nl_plan_make(arena, machine, profile, NULL, &plan);
    for (size_t i = 0; i < plan.steps.count; i++) {
        if (!nl_texts_hold(&ids, plan.steps.items[i].instance.id))
            nl_texts_add(&ids, arena, plan.steps.items[i].instance.id);
    }
    return sorted(arena, &ids);
}

static void check(struct nl_arena *arena, const struct nl_machine *machine,
                  const struct nl_profile *role, const struct nl_wizard_changes *changes)
{
    struct nl_profile requests;
    struct nl_profile again;
    size_t length = 0;
    nl_wizard_requests(arena, machine, role, changes, &requests);
    assert_string_equal(planned(arena, machine, &requests), chosen(arena, changes));
    const char *json = nl_profile_json(arena, &requests, &length);
    assert_int_equal(nl_profile_parse(arena, "saved", json, length, &again, NULL), NL_OK);
    assert_string_equal(planned(arena, machine, &again), chosen(arena, changes));
}

static void every_choice_is_planned_exactly(void **state)
{
    (void)state;
    size_t seen = 0;
    for (uint64_t round = 0; round < 120; round++) {
        uint64_t seed = round;
        struct machine_builder *m = machine_random(&seed);
        const char *name = nl_builtin_profile_name(round % nl_builtin_profile_count());
        struct nl_profile role;
        struct nl_wizard_changes changes = {0};
        assert_int_equal(nl_builtin_profile(&m->arena, name, &role, NULL), NL_OK);
        nl_wizard_changes_find(&m->arena, &m->machine, &role, NULL, &changes);
        seen += changes.count;
        assert_true(nl_wizard_changes_usual(&changes));
        check(&m->arena, &m->machine, &role, &changes);
        for (size_t i = 0; i < changes.count; i++)
            changes.items[i].on = random_below(&seed, 2) == 1;
        check(&m->arena, &m->machine, &role, &changes);
        for (size_t i = 0; i < changes.count; i++)
            changes.items[i].on = false;
        check(&m->arena, &m->machine, &role, &changes);
        for (size_t i = 0; i < changes.count; i++)
            changes.items[i].on = true;
        check(&m->arena, &m->machine, &role, &changes);
        machine_free(m);
    }
    assert_true(seen > 500); /* or the machines were too poor to show anything */
}

/* A profile in which a later request overrules an earlier, and one is bound to a risk. */
static void later_requests_and_risks_are_respected(void **state)
{
    static const char text[] =
        "{\"netlatch\": {\"schema\": \"netlatch/profile/1\"}, \"name\": \"mine\", \"settings\": {"
        "\"netbios.adapter[*]\": \"disabled\","
        "\"netbios.adapter[guid:" MACHINE_GUID "]\": \"enabled\","
        "\"smb.direct\": {\"value\": \"disabled\", \"unless_gate\": \"unverified-setting\"}}}";
    (void)state;
    struct machine_builder *m = machine_windows_10();
    struct nl_profile role;
    struct nl_profile requests;
    struct nl_wizard_changes changes = {0};
    assert_int_equal(nl_profile_parse(&m->arena, "mine", text, strlen(text), &role, NULL), NL_OK);
    nl_wizard_changes_find(&m->arena, &m->machine, &role, NULL, &changes);
    assert_int_equal(changes.count, 2);
    struct nl_wizard_change *netbios =
        nl_wizard_change_find(&changes, "netbios.adapter[" MACHINE_GUID "]");
    struct nl_wizard_change *smb = nl_wizard_change_find(&changes, "smb.direct");
    assert_non_null(netbios);
    assert_non_null(smb);
    assert_string_equal(netbios->step.wanted_word, "enabled");
    assert_true(netbios->on);
    assert_false(smb->on);
    nl_wizard_requests(&m->arena, &m->machine, &role, &changes, &requests);
    assert_string_equal(requests.name, "mine");
    smb->on = true;
    netbios->on = false;
    check(&m->arena, &m->machine, &role, &changes);
    nl_wizard_requests(&m->arena, &m->machine, &role, &changes, &requests);
    assert_string_equal(requests.name, "mine-chosen");
    assert_non_null(strstr(requests.description, "Added: smb.direct."));
    assert_non_null(strstr(requests.description, "Left out: netbios.adapter["));
    machine_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_choice_is_planned_exactly),
        cmocka_unit_test(later_requests_and_risks_are_respected),
    };
    return cmocka_run_group_tests_name("app_wizard_requests", tests, NULL, NULL);
}
