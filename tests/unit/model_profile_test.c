/* model_profile_test.c - profiles: what is read, what is refused and where, what requests select. */
#include "machine_builder.h"
#include "model/profile.h"
#include "model/profile_json.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct nl_arena arena;

static int set_up(void **state)
{
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    nl_arena_done(&arena);
    return 0;
}

#define HEAD "{\"netlatch\": {\"schema\": \"netlatch/profile/1\"},\n \"name\": \"x\",\n"

static void mistakes_are_placed(void **state)
{
    static const struct {
        const char *json;
        const char *place; /* the beginning of the message */
        const char *holds;
    } rows[] = {
        {"", "p.json:1:1:", "nothing"},
        {"{", "p.json:1:2:", "JSON"},
        {"[]", "p.json:1:1:", "netlatch/profile/1"},
        {"{\"netlatch\": {\"schema\": \"netlatch/plan/1\"}}", "p.json:1:25:", "netlatch/profile/1"},
        {HEAD " \"settings\": {\"smb.direct\": \"disabled\",\n  \"smb.dierct\": \"disabled\"}}",
         "p.json:4:3:", "smb.dierct"},
        {HEAD " \"settings\": {\"smb.direct\": \"disabled\",\n  \"smb.direct\": \"enabled\"}}",
         "p.json:4:3:", "second time"},
        {HEAD " \"settings\": {\"smb.direct\": \"off\"}}", "p.json:3:29:", "enabled"},
        {HEAD " \"settings\": {\"smb.direct\": 0}}", "p.json:3:15:", "disabled"},
        {HEAD " \"settings\": {\"netbios.adapter\": \"disabled\"}}", "p.json:3:15:", "brackets"},
        {HEAD " \"settings\": {\"netbios.adapter[wlan]\": \"disabled\"}}", "p.json:3:15:", "dhcp"},
        {HEAD " \"settings\": {\"firewall.block[80]\": \"blocked\"}}", "p.json:3:15:", "instance"},
        {HEAD " \"settings\": {\"logon.network.deny\": \"S-1-1-0\"}}", "p.json:3:15:", "SIDs"},
        {HEAD " \"settings\": {\"logon.network.deny\": [\"Everyone\"]}}", "p.json:3:38:", "SID"},
        {HEAD " \"settings\": {\"logon.network.deny\": {\"add\": [], \"x\": 1}}}",
         "p.json:3:38:", "list of SIDs"},
        {HEAD " \"settings\": {\"dcom.enabled\": {\"value\": \"no\", \"unless_gate\": \"door\"}}}",
         "p.json:3:62:", "risk"},
        {HEAD " \"settings\": {},\n \"colour\": 1}", "p.json:4:2:", "colour"},
        {"{\"netlatch\": {\"schema\": \"netlatch/profile/1\"},\n \"name\": \"../x\", \"settings\": {}}",
         "p.json:2:10:", "letters"},
        {"{\"netlatch\": {\"schema\": \"netlatch/profile/1\"}, \"settings\": {}}",
         "p.json:1:1:", "\"name\""},
        {HEAD " \"settings\": {\"smb.direct\": \"\xFF\"}}", "p.json:3:", "JSON"},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_profile profile;
        struct nl_error err = {0};
        assert_int_equal(
            nl_profile_parse(&arena, "p.json", rows[i].json, strlen(rows[i].json), &profile, &err),
            NL_INVALID);
        const char *text = nl_error_text(&arena, &err, NULL);
        if (strncmp(text, rows[i].place, strlen(rows[i].place)) != 0 ||
            !strstr(text, rows[i].holds) || strchr(text, '\n'))
            fail_msg("row %u: %s\nexpected %s ... %s", (unsigned)i, text, rows[i].place,
                     rows[i].holds);
    }
}

static void depth_and_size_are_bounded(void **state)
{
    enum { DEPTH = 100000 };
    struct nl_profile profile;
    struct nl_error err = {0};
    char *deep = nl_arena_alloc(&arena, 2 * DEPTH + 1);
    (void)state;
    memset(deep, '[', DEPTH);
    memset(deep + DEPTH, ']', DEPTH);
    assert_int_equal(nl_profile_parse(&arena, "deep", deep, 2 * DEPTH, &profile, &err), NL_INVALID);
    assert_int_equal(nl_profile_parse(&arena, "large", "{}", NL_JSON_MAX_SIZE + 1, &profile, &err),
                     NL_INVALID);
}

static void comments_and_forms(void **state)
{
    static const char json[] = "\xEF\xBB\xBF// a comment\n" HEAD " /* another */ \"settings\": {\n"
                               "  \"logon.network.deny\": {\"exact\": []},\n"
                               "  \"netbios.adapter[name:Wi-Fi*]\": \"disabled\",\n"
                               "  \"dcom.enabled\": {\"value\": \"no\", \"unless_gate\": "
                               "\"dcom-off-domain\"}}}";
    struct nl_profile profile;
    struct nl_profile again;
    struct nl_error err = {0};
    size_t length = 0;
    (void)state;
    assert_int_equal(nl_profile_parse(&arena, "p", json, sizeof json - 1, &profile, &err), NL_OK);
    assert_int_equal(profile.wants.count, 3);
    assert_int_equal(profile.wants.items[0].kind, NL_WANT_SIDS_EXACT);
    assert_string_equal(profile.wants.items[1].selector, "name:Wi-Fi*");
    assert_string_equal(profile.wants.items[2].unless_risk, "dcom-off-domain");
    const char *text = nl_profile_json(&arena, &profile, &length);
    assert_int_equal(nl_profile_parse(&arena, "again", text, length, &again, &err), NL_OK);
    assert_string_equal(text, nl_profile_json(&arena, &again, NULL));
}

static void assignments(void **state)
{
    static const struct {
        const char *text;
        enum nl_status status;
        enum nl_want_kind kind;
        size_t sids;
    } rows[] = {
        {"smb.direct=disabled", NL_OK, NL_WANT_WORD, 0},
        {"netbios.adapter[name:a=b]=disabled", NL_OK, NL_WANT_WORD, 0},
        {"logon.network.deny=S-1-1-0,S-1-5-7", NL_OK, NL_WANT_SIDS_ADD, 2},
        {"logon.network.deny=+S-1-1-0", NL_OK, NL_WANT_SIDS_ADD, 1},
        {"logon.network.deny=-S-1-1-0", NL_OK, NL_WANT_SIDS_REMOVE, 1},
        {"logon.network.deny==", NL_OK, NL_WANT_SIDS_EXACT, 0},
        {"logon.network.deny=", NL_INVALID, NL_WANT_WORD, 0},
        {"logon.network.deny=S-1-1-0,", NL_INVALID, NL_WANT_WORD, 0},
        {"smb.direct", NL_INVALID, NL_WANT_WORD, 0},
        {"smb.direct=", NL_INVALID, NL_WANT_WORD, 0},
        {"=disabled", NL_INVALID, NL_WANT_WORD, 0},
        {"netbios.adapter[*=disabled", NL_INVALID, NL_WANT_WORD, 0},
        {"netbios.adapter[]=disabled", NL_INVALID, NL_WANT_WORD, 0},
        {"smb.direct[*]=disabled", NL_INVALID, NL_WANT_WORD, 0},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_profile profile = {.name = "x"};
        struct nl_error err = {0};
        if (nl_profile_set(&arena, &profile, rows[i].text, &err) != rows[i].status)
            fail_msg("%s: %s", rows[i].text, nl_error_text(&arena, &err, NULL));
        if (rows[i].status == NL_OK) {
            assert_int_equal(profile.wants.items[0].kind, rows[i].kind);
            assert_int_equal(profile.wants.items[0].sids.count, rows[i].sids);
        }
    }
}

/* A profile as a document holds each id once, whatever is set in which order. */
static void the_same_id_again(void **state)
{
    static const struct {
        const char *assignments[3];
        size_t wants;
        enum nl_want_kind kind; /* of the last */
        size_t sids;
        const char *word;
    } rows[] = {
        {{"smb.direct=disabled", "smb.direct=default"}, 1, NL_WANT_WORD, 0, "default"},
        {{"firewall.block[*]=blocked", "firewall.block[445]=none", "firewall.block[*]=blocked"},
         2,
         NL_WANT_WORD,
         0,
         "blocked"},
        {{"logon.network.deny=S-1-1-0", "logon.network.deny=+S-1-5-7,S-1-1-0"},
         1,
         NL_WANT_SIDS_ADD,
         2,
         NULL},
        {{"logon.network.deny=-S-1-1-0", "logon.network.deny=-S-1-5-7"},
         1,
         NL_WANT_SIDS_REMOVE,
         2,
         NULL},
        {{"logon.network.deny=S-1-1-0", "logon.network.deny==S-1-5-7"},
         1,
         NL_WANT_SIDS_EXACT,
         1,
         NULL},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_profile profile = {.name = "x"};
        struct nl_profile again;
        struct nl_error err = {0};
        size_t length = 0;
        for (size_t a = 0; a < NL_COUNT_OF(rows[i].assignments) && rows[i].assignments[a]; a++)
            assert_int_equal(nl_profile_set(&arena, &profile, rows[i].assignments[a], &err), NL_OK);
        assert_int_equal(profile.wants.count, rows[i].wants);
        const struct nl_want *last = &profile.wants.items[rows[i].wants - 1];
        assert_int_equal(last->kind, rows[i].kind);
        assert_int_equal(last->sids.count, rows[i].sids);
        if (rows[i].word)
            assert_string_equal(last->word, rows[i].word);
        const char *text = nl_profile_json(&arena, &profile, &length);
        assert_int_equal(nl_profile_parse(&arena, "again", text, length, &again, &err), NL_OK);
    }
}

/* A static adapter, one on DHCP, and one that is gone but whose keys remember DHCP. */
static void selectors_choose_adapters(void **state)
{
    static const char live[] = "{AAAAAAAA-0000-4000-8000-000000000001}";
    static const char gone[] = "{bbbbbbbb-0000-4000-8000-000000000002}";
    static const struct {
        const char *selector;
        const char *chosen; /* one letter per adapter: s static, d DHCP, g gone */
    } rows[] = {
        {"*", "sdg"},          {"dhcp", "dg"},
        {"static", "s"},       {"name:eth*", "s"},
        {"name:*", "sdg"},     {"guid:{aaaaaaaa-0000-4000-8000-000000000001}", "d"},
        {"name:Office*", "g"}, {"guid:{cccccccc-0000-4000-8000-000000000003}", ""},
    };
    struct machine_builder *m = machine_windows_10();
    (void)state;
    machine_netbt(m, live, 0);
    machine_adapter(m, live, "WLAN")->dhcp = NL_ANSWER_YES;
    machine_netbt(m, gone, 0);
    machine_reg_dword(
        m, nl_arena_format(&m->arena, MACHINE_SERVICES "\\Tcpip\\Parameters\\Interfaces\\%s", gone),
        "EnableDHCP", 1);
    machine_reg_text(m, nl_arena_format(&m->arena, MACHINE_CONNECTIONS "\\%s\\Connection", gone),
                     "Name", "Office dock");
    struct nl_instances instances = nl_machine_instances(&m->arena, &m->machine);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_profile profile = {.name = "x"};
        char chosen[4] = "";
        size_t count = 0;
        assert_int_equal(nl_profile_set(&m->arena, &profile,
                                        nl_arena_format(&m->arena, "netbios.adapter[%s]=disabled",
                                                        rows[i].selector),
                                        NULL),
                         NL_OK);
        for (size_t a = 0; a < instances.count; a++) {
            if (nl_profile_want(&profile, &m->machine, &instances.items[a]))
                chosen[count++] = nl_same(instances.items[a].instance, live)   ? 'd'
                                  : nl_same(instances.items[a].instance, gone) ? 'g'
                                                                               : 's';
        }
        assert_string_equal(chosen, rows[i].chosen);
    }
    machine_free(m);
}

static void the_later_request_wins(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_profile profile = {.name = "x"};
    (void)state;
    assert_int_equal(nl_profile_set(&m->arena, &profile, "netbios.adapter[*]=disabled", NULL),
                     NL_OK);
    assert_int_equal(nl_profile_set(&m->arena, &profile, "netbios.adapter[static]=enabled", NULL),
                     NL_OK);
    struct nl_instances instances = nl_machine_instances(&m->arena, &m->machine);
    for (size_t i = 0; i < instances.count; i++) {
        const struct nl_want *want = nl_profile_want(&profile, &m->machine, &instances.items[i]);
        if (want)
            assert_string_equal(want->word, "enabled");
    }
    machine_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_placed),    cmocka_unit_test(depth_and_size_are_bounded),
        cmocka_unit_test(comments_and_forms),     cmocka_unit_test(assignments),
        cmocka_unit_test(the_same_id_again),      cmocka_unit_test(selectors_choose_adapters),
        cmocka_unit_test(the_later_request_wins),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
