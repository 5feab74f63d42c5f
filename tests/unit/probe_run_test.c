/* probe_run_test.c - how a question ends: every state, every limit, and what is left out. */
#include "fake_net.h"
#include "probe/conclude.h"
#include "probe/run.h"
#include "probe/session.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum { PLACE_135 = 0, PLACE_137, PLACE_138, PLACE_139, PLACE_445 }; /* in nl_ports */

static const uint8_t positive[] = {0x82, 0, 0, 0};
static const uint8_t not_present[] = {0x83, 0, 0, 1, 0x82};
static const uint8_t denied[] = {0x83, 0, 0, 1, 0x81};
static const uint8_t keep_alive[] = {0x85, 0, 0, 0};
static const uint8_t rubbish[] = "HTTP/1.1 400 Bad Request\r\n\r\n";

/* An answer to NEGOTIATE, dialect 2.1, and nothing in its blob. */
static const uint8_t smb2[] = {0,    0,    0,
                               128,  0xFE, 'S',
                               'M',  'B',  64,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               1,    0,    1,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    /* the body */ 65,
                               0,    3,    0,
                               0x10, 2,    0,
                               0,    1,    2,
                               3,    4,    5,
                               6,    7,    8,
                               9,    10,   11,
                               12,   13,   14,
                               15,   16,   7,
                               0,    0,    0,
                               0,    0,    0x10,
                               0,    0,    0,
                               0x10, 0,    0,
                               0,    0x10, 0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    0,    0,
                               0,    128,  0,
                               0,    0,    0,
                               0,    0,    0};

/* A node status answer: LATCH<00>, unique. */
static const uint8_t names[] = {0x4E, 0x4C, 0x84, 0,   0,   0,   0,   1,   0,   0,   0,   0,   0xC0,
                                12,   0,    0x21, 0,   1,   0,   0,   0,   0,   0,   25,  1,   'L',
                                'A',  'T',  'C',  'H', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ',
                                ' ',  0,    4,    0,   2,   0,   0,   0,   0,   1};

/* bind_ack that accepts, call 1; a fault "access denied", call 2. */
static const uint8_t bind_ack[] = {5,    0,    12,   3,    16,   0,    0,    0,    56,   0,    0, 0,
                                   1,    0,    0,    0,    0xB8, 16,   0xB8, 16,   0,    0,    0, 0,
                                   0,    0,    0,    0,    1,    0,    0,    0,    0,    0,    0, 0,
                                   4,    0x5D, 0x88, 0x8A, 0xEB, 0x1C, 0xC9, 0x11, 0x9F, 0xE8, 8, 0,
                                   0x2B, 0x10, 0x48, 0x60, 2,    0,    0,    0};
static const uint8_t fault[] = {5, 0, 3, 3, 16, 0, 0, 0, 32, 0, 0, 0, 2, 0, 0, 0,
                                0, 0, 0, 0, 0,  0, 0, 0, 5,  0, 0, 0, 0, 0, 0, 0};

#define ANSWER(array)                                                                              \
    (struct fake_bytes)                                                                            \
    {                                                                                              \
        (array), sizeof(array)                                                                     \
    }

struct scene {
    struct fake_net fake;
    struct nl_probe_targets targets;
    const struct nl_probe_target *target;
    bool stop;
};

static bool wants_to_stop(void *context)
{
    return ((const struct scene *)context)->stop;
}

static void ask(struct nl_arena *arena, struct scene *scene, bool v6)
{
    static const bool all[NL_PORT_COUNT] = {true, true, true, true, true};
    const struct nl_net_interfaces none = {0};
    struct nl_net_address address = {.bytes = {192, 0, 2, 10}};
    if (v6)
        address = (struct nl_net_address){.v6 = true, .bytes = {0x20, 0x01, 0x0d, 0xb8}};
    struct nl_probe_run run = {.arena = arena,
                               .net = &scene->fake.net,
                               .clock = &scene->fake.clock,
                               .stopped = wants_to_stop,
                               .context = scene};
    scene->targets = (struct nl_probe_targets){0};
    (void)nl_probe_add(arena, &scene->targets, &address, &none, all);
    nl_probe_ask(&run, &scene->targets, &none);
    scene->target = scene->targets.items;
    assert_int_equal(scene->fake.open_now, 0); /* every socket was closed */
    assert_true(scene->fake.now_ms < 10000);   /* whatever the host does */
    for (unsigned q = 0; q < NL_QUESTION_COUNT; q++) {
        const struct nl_probe_answer *answer = &scene->target->answers[q];
        if (answer->state != NL_PROBE_ANSWERS)
            assert_non_null(answer->reason.format); /* never without a reason */
    }
}

static void state_is(const struct scene *scene, enum nl_question question,
                     enum nl_probe_state wanted)
{
    enum nl_probe_state found = scene->target->answers[question].state;
    if (found != wanted)
        fail_msg("%s: %s, not %s", nl_question_words[question], nl_probe_state_words[found],
                 nl_probe_state_words[wanted]);
}

static void port_is(const struct scene *scene, size_t port, enum nl_probe_state wanted)
{
    enum nl_probe_state found = nl_probe_port_state(scene->target, port);
    if (found != wanted)
        fail_msg("%u: %s, not %s", nl_ports[port].number, nl_probe_state_words[found],
                 nl_probe_state_words[wanted]);
}

static void nothing_comes_back(void **state)
{
    struct scene scene = {.stop = false};
    fake_net_begin(&scene.fake);
    ask(*state, &scene, false);
    for (size_t port = 0; port < NL_PORT_COUNT; port++)
        port_is(&scene, port, port == PLACE_138 ? NL_PROBE_NOT_ASKED : NL_PROBE_NO_ANSWER);
    assert_true(scene.fake.now_ms <= 3100);
    assert_int_equal(scene.target->answers[NL_QUESTION_NODE_STATUS].tries, 3);
    assert_int_equal(scene.fake.sends, 3);
    /* The second connection to a port that dropped the first is not made. */
    assert_int_equal(scene.fake.opened[0], 1);
    assert_int_equal(scene.fake.opened[3], 1);
    assert_string_equal(scene.target->answers[NL_QUESTION_SMB1].reason.format,
                        "left out: the question before it was not answered");
    /* Nobody is told that this is closed, or what would close it. */
    struct nl_probe_view view = nl_probe_view_of(*state, scene.target, PLACE_445);
    assert_int_equal(view.settings.count, 0);
    assert_false(nl_probe_state_reached(view.state));
}

static void refused_and_unreachable(void **state)
{
    struct scene scene = {.stop = false};
    fake_net_begin(&scene.fake);
    fake_connection(&scene.fake, 135, 0)->way = FAKE_REFUSES;
    /* As Windows does it: two more SYN, then the refusal. */
    fake_connection(&scene.fake, 135, 0)->delay_ms = 2000;
    fake_connection(&scene.fake, 137, 0)->way = FAKE_REFUSES;
    fake_connection(&scene.fake, 139, 0)->way = FAKE_UNREACHABLE;
    fake_connection(&scene.fake, 445, 0)->way = FAKE_REFUSES;
    ask(*state, &scene, false);
    port_is(&scene, PLACE_135, NL_PROBE_REFUSED);
    port_is(&scene, PLACE_137, NL_PROBE_REFUSED);
    port_is(&scene, PLACE_139, NL_PROBE_UNREACHABLE);
    port_is(&scene, PLACE_445, NL_PROBE_REFUSED);
    assert_string_equal(scene.target->answers[NL_QUESTION_SMB].code_name, "ECONNREFUSED");
    assert_int_equal(scene.fake.opened[0], 1);
}

static void silent_to_every_question(void **state)
{
    struct scene scene = {.stop = false};
    fake_net_begin(&scene.fake);
    static const uint16_t ports[] = {135, 139, 445};
    for (size_t i = 0; i < NL_COUNT_OF(ports); i++) {
        fake_connection(&scene.fake, ports[i], 0)->way = FAKE_ACCEPTS;
        fake_connection(&scene.fake, ports[i], 1)->way = FAKE_ACCEPTS;
    }
    ask(*state, &scene, false);
    port_is(&scene, PLACE_135, NL_PROBE_SILENT);
    port_is(&scene, PLACE_139, NL_PROBE_SILENT);
    port_is(&scene, PLACE_445, NL_PROBE_SILENT);
    state_is(&scene, NL_QUESTION_SMB1, NL_PROBE_SILENT);
    assert_int_equal(nl_probe_smb1(scene.target), NL_SMB1_UNKNOWN);
}

static void ended_at_once(void **state)
{
    struct scene scene = {.stop = false};
    fake_net_begin(&scene.fake);
    fake_connection(&scene.fake, 135, 0)->way = FAKE_ACCEPTS;
    fake_connection(&scene.fake, 135, 0)->end = FAKE_RESETS;
    fake_connection(&scene.fake, 445, 0)->way = FAKE_ACCEPTS;
    fake_connection(&scene.fake, 445, 0)->end = FAKE_ENDS;
    fake_connection(&scene.fake, 445, 1)->way = FAKE_ACCEPTS;
    fake_connection(&scene.fake, 445, 1)->end = FAKE_ENDS;
    ask(*state, &scene, false);
    port_is(&scene, PLACE_135, NL_PROBE_CLOSED_AT_ONCE);
    assert_int_equal(scene.target->answers[NL_QUESTION_ENDPOINT_MAP].code, 104);
    port_is(&scene, PLACE_445, NL_PROBE_CLOSED_AT_ONCE);
    /* The end of an SMB1 question says nothing where SMB2 is not answered either. */
    assert_int_equal(nl_probe_smb1(scene.target), NL_SMB1_UNKNOWN);
}

static void smb1_is_gone(void **state)
{
    struct scene scene = {.stop = false};
    fake_net_begin(&scene.fake);
    struct fake_connection *smb = fake_connection(&scene.fake, 445, 0);
    smb->way = FAKE_ACCEPTS;
    smb->answers[0] = ANSWER(smb2);
    smb->end = FAKE_ENDS;
    fake_connection(&scene.fake, 445, 1)->way = FAKE_ACCEPTS;
    fake_connection(&scene.fake, 445, 1)->end = FAKE_ENDS;
    ask(*state, &scene, false);
    state_is(&scene, NL_QUESTION_SMB, NL_PROBE_ANSWERS);
    state_is(&scene, NL_QUESTION_NTLM, NL_PROBE_CLOSED_AT_ONCE);
    state_is(&scene, NL_QUESTION_SMB1, NL_PROBE_CLOSED_AT_ONCE);
    assert_int_equal(nl_probe_smb1(scene.target), NL_SMB1_NOT_SPOKEN);
    assert_int_equal(scene.target->smb.dialect, 0x0210);
    assert_true(scene.target->smb.signing_required);
}

static void something_else_listens(void **state)
{
    struct scene scene = {.stop = false};
    fake_net_begin(&scene.fake);
    static const uint16_t ports[] = {135, 137, 139, 445};
    for (size_t i = 0; i < NL_COUNT_OF(ports); i++) {
        for (unsigned n = 0; n < 2; n++) {
            struct fake_connection *one = fake_connection(&scene.fake, ports[i], n);
            one->way = FAKE_ACCEPTS;
            one->answers[0] = ANSWER(rubbish);
        }
    }
    ask(*state, &scene, false);
    port_is(&scene, PLACE_135, NL_PROBE_NOT_UNDERSTOOD);
    /* A datagram that answers another question is skipped, and the wait goes on. */
    port_is(&scene, PLACE_137, NL_PROBE_NO_ANSWER);
    port_is(&scene, PLACE_139, NL_PROBE_NOT_UNDERSTOOD);
    port_is(&scene, PLACE_445, NL_PROBE_NOT_UNDERSTOOD);
    assert_int_equal(scene.fake.opened[3],
                     2); /* the port is open: SMB1 is asked for all the same */
}

static void refused_by_the_protocol(void **state)
{
    struct scene scene = {.stop = false};
    fake_net_begin(&scene.fake);
    struct fake_connection *rpc = fake_connection(&scene.fake, 135, 0);
    rpc->way = FAKE_ACCEPTS;
    rpc->answers[0] = ANSWER(bind_ack);
    rpc->answers[1] = ANSWER(fault);
    /* Samba's "hosts deny" answers before it is asked. */
    for (unsigned n = 0; n < 2; n++) {
        struct fake_connection *smb = fake_connection(&scene.fake, 445, n);
        smb->way = FAKE_ACCEPTS;
        smb->answers[0] = ANSWER(denied);
        smb->unasked = true;
        smb->end = FAKE_RESETS;
    }
    ask(*state, &scene, false);
    port_is(&scene, PLACE_135, NL_PROBE_NEGATIVE);
    assert_int_equal(scene.target->answers[NL_QUESTION_ENDPOINT_MAP].protocol_status, 5);
    assert_string_equal(scene.target->answers[NL_QUESTION_ENDPOINT_MAP].reason.format,
                        "open, but it refuses callers that are not authenticated");
    /* The setting that makes it so is not told again. */
    struct nl_probe_view view = nl_probe_view_of(*state, scene.target, PLACE_135);
    assert_int_equal(view.settings.count, 1);
    assert_string_equal(view.settings.items[0], "firewall.block[135]=blocked");
    port_is(&scene, PLACE_445, NL_PROBE_NEGATIVE);
    assert_int_equal(scene.target->answers[NL_QUESTION_SMB].protocol_status, 0x81);
}

/* The list is refused by an end of the connection: the endpoint mapper answered all the same. */
static void endpoint_mapper_without_a_list(void **state)
{
    struct scene scene = {.stop = false};
    fake_net_begin(&scene.fake);
    struct fake_connection *rpc = fake_connection(&scene.fake, 135, 0);
    rpc->way = FAKE_ACCEPTS;
    rpc->answers[0] = ANSWER(bind_ack);
    rpc->end = FAKE_ENDS;
    ask(*state, &scene, false);
    port_is(&scene, PLACE_135, NL_PROBE_ANSWERS);
    assert_int_equal(scene.target->endpoint_map.list.count, 0);
    assert_non_null(scene.target->answers[NL_QUESTION_ENDPOINT_MAP].reason.format);
}

static void session_by_the_computers_name(void **state)
{
    struct scene scene = {.stop = false};
    fake_net_begin(&scene.fake);
    struct fake_connection *first = fake_connection(&scene.fake, 139, 0);
    first->way = FAKE_ACCEPTS;
    first->answers[0] = ANSWER(not_present);
    struct fake_connection *second = fake_connection(&scene.fake, 139, 1);
    second->way = FAKE_ACCEPTS;
    second->answers[0] = ANSWER(positive);
    second->answers[1] = ANSWER(smb2);
    fake_connection(&scene.fake, 137, 0)->way = FAKE_ACCEPTS;
    fake_connection(&scene.fake, 137, 0)->answers[0] = ANSWER(names);
    ask(*state, &scene, false);
    state_is(&scene, NL_QUESTION_NODE_STATUS, NL_PROBE_ANSWERS);
    assert_string_equal(nl_node_status_computer(&scene.target->node_status), "LATCH");
    state_is(&scene, NL_QUESTION_SESSION, NL_PROBE_ANSWERS);
    state_is(&scene, NL_QUESTION_SESSION_SMB, NL_PROBE_ANSWERS);
    assert_int_equal(scene.target->answers[NL_QUESTION_SESSION].tries, 2);
    /* The refusal of the first try is over. */
    assert_null(scene.target->answers[NL_QUESTION_SESSION].reason.format);
    assert_int_equal(scene.target->answers[NL_QUESTION_SESSION].protocol_status, 0);
    /* Without a name there is no second try. */
    fake_net_begin(&scene.fake);
    fake_connection(&scene.fake, 139, 0)->way = FAKE_ACCEPTS;
    fake_connection(&scene.fake, 139, 0)->answers[0] = ANSWER(not_present);
    ask(*state, &scene, false);
    state_is(&scene, NL_QUESTION_SESSION, NL_PROBE_NEGATIVE);
    assert_int_equal(scene.fake.opened[2], 1);
}

/* One byte a second, for ever: the limit is that of the connection. */
static void dripping(void **state)
{
    struct scene scene = {.stop = false};
    fake_net_begin(&scene.fake);
    static const struct {
        uint16_t port;
        struct fake_bytes answer;
    } rows[] = {{135, {bind_ack, sizeof bind_ack}},
                {139, {positive, sizeof positive}},
                {445, {smb2, sizeof smb2}}};
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        for (unsigned n = 0; n < 2; n++) {
            struct fake_connection *one = fake_connection(&scene.fake, rows[i].port, n);
            one->way = FAKE_ACCEPTS;
            one->answers[0] = rows[i].answer;
            one->drip_ms = 1000;
        }
    }
    ask(*state, &scene, false);
    port_is(&scene, PLACE_135, NL_PROBE_NOT_UNDERSTOOD);
    port_is(&scene, PLACE_445, NL_PROBE_NOT_UNDERSTOOD);
    assert_true(scene.fake.now_ms >= 4000 && scene.fake.now_ms <= 9000);
    /* Slow, but soon enough: one byte each 20 ms is an answer. */
    fake_net_begin(&scene.fake);
    struct fake_connection *smb = fake_connection(&scene.fake, 445, 0);
    smb->way = FAKE_ACCEPTS;
    smb->answers[0] = ANSWER(smb2);
    smb->drip_ms = 20;
    smb->end = FAKE_ENDS;
    ask(*state, &scene, false);
    state_is(&scene, NL_QUESTION_SMB, NL_PROBE_ANSWERS);
}

static void flooding(void **state)
{
    struct scene scene = {.stop = false};
    fake_net_begin(&scene.fake);
    static const uint16_t ports[] = {139, 445};
    for (size_t i = 0; i < NL_COUNT_OF(ports); i++) {
        for (unsigned n = 0; n < 2; n++) {
            struct fake_connection *one = fake_connection(&scene.fake, ports[i], n);
            one->way = FAKE_ACCEPTS;
            one->answers[0] = ANSWER(keep_alive);
            one->flood = true;
        }
    }
    fake_connection(&scene.fake, 137, 0)->way = FAKE_ACCEPTS;
    fake_connection(&scene.fake, 137, 0)->answers[0] = ANSWER(rubbish);
    fake_connection(&scene.fake, 137, 0)->flood = true;
    fake_connection(&scene.fake, 137, 0)->drip_ms = 1;
    ask(*state, &scene, false);
    port_is(&scene, PLACE_139, NL_PROBE_NOT_UNDERSTOOD);
    port_is(&scene, PLACE_445, NL_PROBE_NOT_UNDERSTOOD);
}

static void not_over_ipv6(void **state)
{
    struct scene scene = {.stop = false};
    fake_net_begin(&scene.fake);
    ask(*state, &scene, true);
    port_is(&scene, PLACE_137, NL_PROBE_NOT_ASKED);
    port_is(&scene, PLACE_139, NL_PROBE_NOT_ASKED);
    port_is(&scene, PLACE_445, NL_PROBE_NO_ANSWER);
    assert_int_equal(scene.fake.opened[1] + scene.fake.opened[2], 0);
}

/* A limit that was not waited for proves nothing. */
static void stopped_by_the_person(void **state)
{
    struct scene scene = {.stop = true};
    fake_net_begin(&scene.fake);
    ask(*state, &scene, false);
    for (size_t port = 0; port < NL_PORT_COUNT; port++)
        port_is(&scene, port, NL_PROBE_NOT_ASKED);
    assert_true(scene.fake.now_ms < 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(nothing_comes_back),
        WITH_ARENA(refused_and_unreachable),
        WITH_ARENA(silent_to_every_question),
        WITH_ARENA(ended_at_once),
        WITH_ARENA(smb1_is_gone),
        WITH_ARENA(something_else_listens),
        WITH_ARENA(refused_by_the_protocol),
        WITH_ARENA(endpoint_mapper_without_a_list),
        WITH_ARENA(session_by_the_computers_name),
        WITH_ARENA(dripping),
        WITH_ARENA(flooding),
        WITH_ARENA(not_over_ipv6),
        WITH_ARENA(stopped_by_the_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
