/* probe_broken_talk_test.c - whole runs against a host that breaks off, drips and repeats itself: half
 * an answer is never an answer, and every limit holds. */
#include "base/attributes.h"
#include "base/text.h"
#include "fake_net.h"
#include "probe/run.h"
#include "probe/session.h"
#include "probe_answers.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void ask(struct nl_arena *arena, struct fake_net *fake, struct nl_probe_target *out_target)
{
    static const bool all[NL_PORT_COUNT] = {true, true, true, true, true};
    const struct nl_net_interfaces none = {0};
    const struct nl_net_address address = {.bytes = {192, 0, 2, 10}};
    struct nl_probe_targets targets = {0};
    struct nl_probe_run run = {.arena = arena, .net = &fake->net, .clock = &fake->clock};
    (void)nl_probe_add(arena, &targets, &address, &none, all);
    nl_probe_ask(&run, &targets, &none);
    assert_int_equal(fake->open_now, 0);
    assert_true(fake->now_ms <= NL_PROBE_RUN_MS + 1);
    *out_target = targets.items[0];
}

static struct fake_bytes framed(struct nl_arena *arena, void (*write)(struct nl_packet *packet))
{
    struct nl_packet p = {.size = 0};
    nl_frame_begin(&p);
    struct nl_packet body = {.size = 0};
    write(&body);
    nl_packet_bytes(&p, body.bytes, body.size);
    nl_frame_end(&p);
    return (struct fake_bytes){nl_arena_bytes(arena, p.bytes, p.size), p.size};
}

/* A response with a stub, for the second call. */
static struct fake_bytes answered(struct nl_arena *arena, void (*write)(struct nl_packet *packet),
                                  uint8_t call)
{
    struct nl_packet stub = {.size = 0};
    struct nl_packet p = {.size = 0};
    write(&stub);
    nl_packet_bytes(&p, "\x05\0\x02\x03\x10\0\0\0", 8);
    nl_packet_le16(&p, (uint16_t)(24 + stub.size));
    nl_packet_le16(&p, 0);
    nl_packet_le32(&p, call);
    nl_packet_zeros(&p, 8);
    nl_packet_bytes(&p, stub.bytes, stub.size);
    return (struct fake_bytes){nl_arena_bytes(arena, p.bytes, p.size), p.size};
}

struct talk {
    uint16_t port;
    unsigned connection;
    enum nl_question question; /* the one that the last answer ends */
    struct fake_bytes answers[FAKE_ANSWERS];
    unsigned count;
};

static size_t talks_of(struct nl_arena *arena, struct talk *talks)
{
    static const uint8_t positive[] = {0x82, 0, 0, 0};
    struct nl_packet p = {.size = 0};
    probe_answer_bind_ack(&p);
    const struct fake_bytes bound = {nl_arena_bytes(arena, p.bytes, p.size), p.size};
    const struct fake_bytes negotiated = framed(arena, probe_answer_smb2_negotiate);
    const struct fake_bytes accepted = {positive, sizeof positive};
    p.size = 0;
    probe_answer_node_status(&p);
    const struct fake_bytes named = {nl_arena_bytes(arena, p.bytes, p.size), p.size};
    const struct talk all[] = {
        {135, 0, NL_QUESTION_ENDPOINT_MAP, {bound}, 1},
        {135, 0, NL_QUESTION_ENDPOINT_MAP, {bound, answered(arena, probe_answer_page, 2)}, 2},
        {135,
         1,
         NL_QUESTION_SERVER_ALIVE,
         {bound, answered(arena, probe_answer_server_alive, 2)},
         2},
        {137, 0, NL_QUESTION_NODE_STATUS, {named}, 1},
        {139, 0, NL_QUESTION_SESSION_SMB, {accepted, negotiated}, 2},
        {445, 0, NL_QUESTION_SMB, {negotiated}, 1},
        {445, 0, NL_QUESTION_NTLM, {negotiated, framed(arena, probe_answer_smb2_setup)}, 2},
        {445, 1, NL_QUESTION_SMB1, {framed(arena, probe_answer_smb1_negotiate)}, 1},
    };
    memcpy(talks, all, sizeof all);
    return NL_COUNT_OF(all);
}

static void put(struct fake_net *fake, const struct talk *talk, size_t cut, enum fake_end end,
                uint32_t drip_ms)
{
    fake_net_begin(fake);
    for (size_t i = 0; i < NL_COUNT_OF(fake->ports); i++)
        fake->ports[i].connections[0].way = FAKE_REFUSES;
    if (talk->connection) /* the first must get through for the second to be made */
        *fake_connection(fake, talk->port, 0) =
            (struct fake_connection){.way = FAKE_ACCEPTS, .end = FAKE_ENDS};
    struct fake_connection *one = fake_connection(fake, talk->port, talk->connection);
    one->way = FAKE_ACCEPTS;
    one->end = end;
    one->drip_ms = drip_ms;
    for (unsigned a = 0; a < talk->count; a++)
        one->answers[a] = talk->answers[a];
    one->answers[talk->count - 1].size = cut;
}

/* The last answer cut at each byte: then the end, a reset, or nothing more. Half an answer is never
 * an answer, and no facts come of it. */
static void each_answer_cut_at_each_byte(void **state)
{
    struct talk talks[16];
    size_t count = talks_of(*state, talks);
    static struct fake_net fake;
    for (size_t t = 0; t < count; t++) {
        const struct talk *talk = &talks[t];
        size_t size = talk->answers[talk->count - 1].size;
        if (talk->port == 137)
            continue; /* a datagram comes as a whole */
        for (size_t cut = 0; cut <= size; cut++) {
            for (int end = FAKE_STAYS; end <= FAKE_RESETS; end++) {
                struct nl_arena arena;
                struct nl_probe_target target;
                nl_arena_init(&arena, NULL, NULL);
                put(&fake, talk, cut, (enum fake_end)end, 0);
                ask(&arena, &fake, &target);
                enum nl_probe_state found = target.answers[talk->question].state;
                bool whole = cut == size;
                bool bound = talk->question == NL_QUESTION_ENDPOINT_MAP && talk->count == 2;
                enum nl_probe_state wanted = NL_PROBE_NOT_UNDERSTOOD;
                if (whole || bound)
                    wanted = NL_PROBE_ANSWERS;
                else if (cut == 0)
                    wanted = end == FAKE_STAYS ? NL_PROBE_SILENT : NL_PROBE_CLOSED_AT_ONCE;
                if (found != wanted)
                    fail_msg("%s, cut to %zu of %zu, end %d: %s", nl_question_words[talk->question],
                             cut, size, end, nl_probe_state_words[found]);
                if (!whole)
                    assert_int_equal(
                        target.endpoint_map.list.count + target.server_alive.places.count, 0);
                nl_arena_done(&arena);
            }
        }
    }
}

/* One byte a second, whatever is answered: the limit is that of the connection. */
static void one_byte_a_second(void **state)
{
    struct talk talks[16];
    size_t count = talks_of(*state, talks);
    static struct fake_net fake;
    for (size_t t = 0; t < count; t++) {
        const struct talk *talk = &talks[t];
        if (talk->port == 137)
            continue; /* a datagram comes as a whole */
        struct nl_arena arena;
        struct nl_probe_target target;
        nl_arena_init(&arena, NULL, NULL);
        put(&fake, talk, talk->answers[talk->count - 1].size, FAKE_STAYS, 1000);
        ask(&arena, &fake, &target);
        assert_true(fake.now_ms < 9000);
        assert_int_not_equal(target.answers[talk->question].state, NL_PROBE_ANSWERS);
        /* The four bytes that accept a session come in time, the rest does not. */
        assert_int_equal(nl_probe_port_state(&target, nl_question_port(talk->question)),
                         talk->port == 139 ? NL_PROBE_ANSWERS : NL_PROBE_NOT_UNDERSTOOD);
        nl_arena_done(&arena);
    }
}

/* Both answers at once, before the second question: nothing is lost, and nothing breaks. */
static void answers_glued_together(void **state)
{
    struct talk talks[16];
    size_t count = talks_of(*state, talks);
    static struct fake_net fake;
    for (size_t t = 0; t < count; t++) {
        struct talk talk = talks[t];
        struct nl_text glued;
        struct nl_probe_target target;
        if (talk.port == 137)
            continue;
        nl_text_init(&glued, *state);
        for (unsigned twice = 0; twice < 2; twice++) {
            for (unsigned a = 0; a < talk.count; a++)
                nl_text_add_part(&glued, (const char *)talk.answers[a].bytes, talk.answers[a].size);
        }
        talk.answers[0] = (struct fake_bytes){(const uint8_t *)glued.data, glued.length};
        talk.count = 1;
        put(&fake, &talk, glued.length, FAKE_STAYS, 0);
        ask(*state, &fake, &target);
        assert_true(nl_probe_state_reached(target.answers[talk.question].state));
    }
}

/* The second page is refused, or is none: the first one stands. */
static void a_list_that_breaks_off(void **state)
{
    static const uint8_t fault[] = {5, 0, 3, 3, 16, 0, 0, 0, 32, 0, 0, 0, 3, 0, 0, 0,
                                    0, 0, 0, 0, 0,  0, 0, 0, 5,  0, 0, 0, 0, 0, 0, 0};
    static const uint8_t other_call[] = {5, 0, 3, 3, 16, 0, 0, 0, 32, 0, 0, 0, 9, 0, 0, 0,
                                         0, 0, 0, 0, 0,  0, 0, 0, 5,  0, 0, 0, 0, 0, 0, 0};
    static const uint8_t empty[] = {5, 0, 2, 3, 16, 0, 0, 0, 24, 0, 0, 0,
                                    3, 0, 0, 0, 0,  0, 0, 0, 0,  0, 0, 0};
    static const uint8_t rubbish[] = "HTTP/1.1 400 Bad Request\r\n\r\n";
    const struct fake_bytes thirds[] = {{fault, sizeof fault},
                                        {other_call, sizeof other_call},
                                        {empty, sizeof empty},
                                        {rubbish, sizeof rubbish},
                                        {NULL, 0}};
    struct talk talks[16];
    (void)talks_of(*state, talks);
    static struct fake_net fake;
    for (size_t i = 0; i < NL_COUNT_OF(thirds); i++) {
        struct nl_probe_target target;
        struct talk talk = talks[1];
        talk.answers[talk.count++] = thirds[i];
        put(&fake, &talk, thirds[i].size, FAKE_ENDS, 0);
        ask(*state, &fake, &target);
        assert_int_equal(target.answers[NL_QUESTION_ENDPOINT_MAP].state, NL_PROBE_ANSWERS);
        assert_int_equal(target.endpoint_map.list.count, 1);
        assert_false(target.endpoint_map.whole);
        assert_non_null(target.answers[NL_QUESTION_ENDPOINT_MAP].reason.format);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(each_answer_cut_at_each_byte),
        WITH_ARENA(one_byte_a_second),
        WITH_ARENA(answers_glued_together),
        WITH_ARENA(a_list_that_breaks_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
