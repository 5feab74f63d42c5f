/* plan_recommend_test.c - which profile each kind of machine is recommended, and why. */
#include "base/text.h"
#include "machine_builder.h"
#include "model/profile.h"
#include "model/profile_builtin.h"
#include "plan/recommend.h"
#include "said.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void home(struct machine_builder *m)
{
    (void)m;
}

static void controller(struct machine_builder *m)
{
    m->machine.os.kind = NL_OS_DOMAIN_CONTROLLER;
    machine_ip(m, MACHINE_GUID, "8.8.4.4", 24); /* even then its clients come first */
}

static void cluster(struct machine_builder *m)
{
    m->machine.os.kind = NL_OS_SERVER;
    machine_service(m, "ClusSvc", 2, NL_SERVICE_RUNNING);
}

static void dead_cluster(struct machine_builder *m)
{
    machine_service(m, "ClusSvc", 4, NL_SERVICE_STOPPED);
}

static void exchange(struct machine_builder *m)
{
    m->machine.os.kind = NL_OS_SERVER;
    machine_service(m, "MSExchangeADTopology", 2, NL_SERVICE_STOPPED);
}

static void public_server(struct machine_builder *m)
{
    m->machine.os.kind = NL_OS_SERVER;
    machine_ip(m, MACHINE_GUID, "8.8.8.8", 24);
}

static void public_file_server(struct machine_builder *m)
{
    public_server(m);
    machine_share(m, "Data", 0, "D:\\");
}

static void public_client(struct machine_builder *m)
{
    machine_ip(m, MACHINE_GUID, "80.1.2.3", 24);
}

static void public_but_down(struct machine_builder *m)
{
    public_client(m);
    m->machine.adapters.items[0].up = NL_ANSWER_NO;
    machine_domain(m, "example.test");
}

static void tunnel_only(struct machine_builder *m)
{
    machine_domain(m, "example.test");
    machine_ip(m, MACHINE_GUID, "2001:0:1:2::3", 64);
}

static void public_v6(struct machine_builder *m)
{
    machine_domain(m, "example.test");
    machine_ip(m, MACHINE_GUID, "2a00:1450::65", 64);
}

static void wins(struct machine_builder *m)
{
    machine_wins(m, MACHINE_GUID, "192.168.1.2");
}

static void netbeui(struct machine_builder *m)
{
    machine_driver(m, "Nbf", 1, NL_SERVICE_RUNNING);
}

static void xp(struct machine_builder *m)
{
    m->machine.os.build = 2600;
}

static void shares(struct machine_builder *m)
{
    machine_share(m, "Music", 0, "C:\\Music");
}

static void printers(struct machine_builder *m)
{
    machine_share(m, "print$", 0, "C:\\drivers");
    machine_share(m, "Laser", 1, NULL);
}

static void print_driver_share_only(struct machine_builder *m)
{
    machine_share(m, "print$", 0, "C:\\drivers");
}

static void sessions(struct machine_builder *m)
{
    machine_smb_session(m, "\\\\192.168.1.7", "anna");
}

static void server(struct machine_builder *m)
{
    m->machine.os.kind = NL_OS_SERVER;
}

static void member(struct machine_builder *m)
{
    machine_domain(m, "example.test");
}

static void shares_denied(struct machine_builder *m)
{
    m->machine.shares.state = NL_VALUE_DENIED;
    m->machine.shares.list.count = 0;
}

static void everything_at_once(struct machine_builder *m)
{
    wins(m);
    shares(m);
    public_client(m);
    member(m);
}

static void every_row(void **state)
{
    static const struct {
        const char *name;
        void (*change)(struct machine_builder *m);
        const char *profile;
        const char *reason; /* or NULL */
        const char *unsure; /* or NULL: nothing is unsure */
    } rows[] = {
        {"home", home, "internet-client", "in no domain", NULL},
        {"domain controller", controller, "file-server", "domain controller", NULL},
        {"cluster", cluster, "file-server", "failover cluster", NULL},
        {"disabled cluster", dead_cluster, "internet-client", NULL, NULL},
        {"Exchange", exchange, "file-server", "Exchange", NULL},
        {"public server", public_server, "internet-server", "public address 8.8.8.8", NULL},
        {"public file server", public_file_server, "internet-server", "1 shared folders",
         "take file-server"},
        {"public client", public_client, "internet-client", "public address 80.1.2.3", NULL},
        {"public, but down", public_but_down, "office-client", "member of a domain", NULL},
        {"tunnel", tunnel_only, "office-client", NULL, NULL},
        {"global IPv6", public_v6, "office-client", NULL, "global IPv6"},
        {"WINS", wins, "legacy-lan", "WINS", NULL},
        {"NetBEUI", netbeui, "legacy-lan", "old NetBIOS transport", NULL},
        {"XP", xp, "legacy-lan", "before Vista", NULL},
        {"shares", shares, "file-server", "publishes 1 shared folders", NULL},
        {"printers", printers, "file-server", "1 shared printers", NULL},
        {"print$", print_driver_share_only, "internet-client", NULL, NULL},
        {"sessions", sessions, "file-server", "1 SMB sessions", NULL},
        {"server", server, "file-server", "server system", NULL},
        {"member", member, "office-client", "publishes nothing", NULL},
        {"shares denied", shares_denied, "office-client", "takes less away",
         "shares could not be seen"},
        {"all at once", everything_at_once, "internet-client", "public address",
         "member of a domain"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_recommendation found = {0};
        rows[i].change(m);
        nl_recommend(&m->arena, &m->machine, &found);
        const char *unsure = said_text(&m->arena, &found.unsure);
        if (!nl_equal(found.profile, rows[i].profile))
            fail_msg("%s: %s\n%s", rows[i].name, found.profile,
                     said_text(&m->arena, &found.reasons));
        if (rows[i].reason && !said(&m->arena, &found.reasons, rows[i].reason))
            fail_msg("%s:\n%s", rows[i].name, said_text(&m->arena, &found.reasons));
        if (rows[i].unsure ? !nl_holds(unsure, rows[i].unsure) : found.unsure.count != 0)
            fail_msg("%s is unsure:\n%s", rows[i].name, unsure);
        machine_free(m);
    }
}

static void the_blind_take_little_away_and_say_so(void **state)
{
    struct nl_recommendation found = {0};
    struct machine_builder *m = machine_empty();
    (void)state;
    nl_recommend(&m->arena, &m->machine, &found);
    assert_string_equal(found.profile, "legacy-lan");
    assert_true(found.unsure.count >= 5);
    machine_free(m);
    m = machine_offline_windows_10();
    nl_recommend(&m->arena, &m->machine, &found);
    assert_string_equal(found.profile, "office-client");
    assert_true(said(&m->arena, &found.unsure, "addresses could not be seen"));
    machine_free(m);
}

static void every_answer_is_a_built_in_profile(void **state)
{
    static const char *const names[] = {"internet-server", "internet-client", "office-client",
                                        "file-server", "legacy-lan"};
    struct nl_arena arena;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct nl_profile profile = {0};
        assert_int_equal(nl_builtin_profile(&arena, names[i], &profile, NULL), NL_OK);
    }
    nl_arena_done(&arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row),
        cmocka_unit_test(the_blind_take_little_away_and_say_so),
        cmocka_unit_test(every_answer_is_a_built_in_profile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
