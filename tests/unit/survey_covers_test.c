/* survey_covers_test.c - the survey reads every registry value that the catalogue and the
 * components judge, so that none of them is taken for absent because nobody looked. */
#include "base/sentence.h"
#include "host/survey/survey_keys.h"
#include "model/catalogue.h"
#include "model/component.h"
#include "model/components.h"
#include "survey_covers.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void settings_are_covered(void **state)
{
    struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    (void)state;
    const struct nl_setting *setting = NULL;
    size_t registry = 0;
    for (size_t i = 0; (setting = nl_setting_at(i)) != NULL; i++) {
        if (setting->place == NL_PLACE_REGISTRY) {
            struct nl_text path;
            nl_text_init(&path, &arena);
            const char *guid = "{11111111-2222-3333-4444-555555555555}";
            nl_sentence_fill(&path, setting->path, &guid, 1, NULL);
            if (!survey_covers(path.data, setting->name))
                fail_msg("%s: %s : %s is not read", setting->id, path.data, setting->name);
            registry++;
        }
        if (setting->policy_path && !survey_covers(setting->policy_path, setting->policy_name))
            fail_msg("%s: its policy %s is not read", setting->id, setting->policy_path);
    }
    assert_true(registry >= 8);
    nl_arena_done(&arena);
}

static void evidence_is_covered(void **state)
{
    size_t count = 0;
    const struct nl_component *rows = nl_components(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        const struct nl_evidence_rule *rule = rows[i].evidence;
        for (; rule->kind != NL_EVIDENCE_END; rule++) {
            if (rule->kind != NL_EVIDENCE_REGISTRY_IS && rule->kind != NL_EVIDENCE_REGISTRY_VALUE)
                continue;
            if (!survey_covers(rule->arg, rule->name))
                fail_msg("%s: %s : %s is not read", rows[i].id, rule->arg, rule->name);
        }
    }
}

static void covering_is_exact(void **state)
{
    static const struct {
        const char *path;
        const char *name;
        bool covered;
    } rows[] = {
        {"HKLM\\SOFTWARE\\Microsoft\\Ole", "EnableDCOM", true},
        {"hklm\\software\\microsoft\\ole", "enabledcom", true},
        {"HKLM\\SOFTWARE\\Microsoft\\Ole", "Other", false},
        {"HKLM\\SOFTWARE\\Microsoft\\Ole", NULL, false},
        {"HKLM\\SOFTWARE\\Microsoft\\Ole\\AppCompat", NULL, true},
        {"HKLM\\SOFTWARE\\Microsoft\\Ole\\Other", NULL, false},
        {"HKLM\\SOFTWARE\\Microsoft", NULL, false},
        {NL_NETBT_INTERFACES, NULL, true},
        {NL_NETBT_INTERFACES "\\Tcpip_{X}", "NetbiosOptions", true},
        {NL_NETBT_INTERFACES "\\Tcpip_{X}\\Below", NULL, false},
        {"HKU\\S-1-5-21-7\\Software\\Microsoft\\Exchange", "MapiHttpDisabled", true},
        {"", NULL, false},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if (survey_covers(rows[i].path, rows[i].name) != rows[i].covered)
            fail_msg("%s : %s", rows[i].path, rows[i].name ? rows[i].name : "(all)");
    }
}

/* Two rows for one key would read it with the names of the first only. */
static void rows_do_not_overlap(void **state)
{
    size_t count = 0;
    const struct nl_survey_row *rows = nl_survey_rows(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        assert_true(nl_starts(rows[i].path, "HKLM\\") || nl_starts(rows[i].path, "HKU\\"));
        assert_false(nl_ends(rows[i].path, "\\"));
        assert_true(!rows[i].names || rows[i].names[0]);
        for (size_t k = i + 1; k < count; k++) {
            if (nl_same(rows[i].path, rows[k].path))
                fail_msg("%s stands twice", rows[i].path);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_are_covered),
        cmocka_unit_test(evidence_is_covered),
        cmocka_unit_test(covering_is_exact),
        cmocka_unit_test(rows_do_not_overlap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
