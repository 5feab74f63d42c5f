/* run.c - asking one host.
 *
 * A port with two questions is a lane: the second connection is made once the first has ended, and
 * left out where the first did not get through. */
#include "run.h"

#include "address.h"
#include "dialogue_name.h"
#include "dialogue_rpc.h"
#include "dialogue_smb.h"
#include "session.h"

#include <assert.h>

enum { LANES = 4, LANE_DIALOGUES = 2, LANE_NODE_STATUS = 1, LANE_SESSION = 2 };

_Static_assert(NL_PROBE_ADDRESSES_MOST *LANES <= NL_NET_WAIT_MOST, "one wait holds every socket");

static const struct nl_dialogue *const lane_dialogues[LANES][LANE_DIALOGUES] = {
    {&nl_dialogue_endpoint_map, &nl_dialogue_server_alive},
    {&nl_dialogue_node_status, NULL},
    {&nl_dialogue_session, NULL},
    {&nl_dialogue_smb, &nl_dialogue_smb1},
};

struct lane {
    unsigned next; /* the dialogue that begins next */
    bool running;  /* the exchange goes on */
    bool over;
    bool asked_by_name; /* TCP 139: for the computer's own name */
    struct nl_exchange exchange;
};

struct nl_probe_target *nl_probe_add(struct nl_arena *arena, struct nl_probe_targets *targets,
                                     const struct nl_net_address *address,
                                     const struct nl_net_interfaces *interfaces,
                                     const bool wanted[NL_PORT_COUNT])
{
    struct nl_probe_target *target = NL_PUSH(arena, targets);
    target->address = *address;
    target->text = nl_net_address_text(arena, address);
    const struct nl_net_interface *own = nl_net_interface_of(interfaces, address);
    target->own = own != NULL || (address->v6 ? false : address->bytes[0] == 127);
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        target->wanted[i] = wanted[i];
    return target;
}

static void leave_out(struct nl_arena *arena, struct nl_probe_target *target,
                      enum nl_question question, const char *why)
{
    target->answers[question].reason = nl_say(arena, why);
}

/* Before anything is sent: what will not be asked, and why. */
static void leave_out_first(struct nl_arena *arena, struct nl_probe_target *target)
{
    for (unsigned q = 0; q < NL_QUESTION_COUNT; q++) {
        size_t port = nl_question_port((enum nl_question)q);
        if (!target->wanted[port])
            leave_out(arena, target, (enum nl_question)q, NL_T("left out: not asked for"));
        else if (target->address.v6 && nl_ports[port].per_adapter)
            leave_out(arena, target, (enum nl_question)q,
                      NL_T("left out: NetBIOS does not exist over IPv6"));
    }
}

static bool lane_wanted(const struct nl_probe_target *target, size_t lane)
{
    size_t port = nl_question_port(lane_dialogues[lane][0]->question);
    return target->wanted[port] && !(target->address.v6 && nl_ports[port].per_adapter);
}

/* Microsoft systems before NT 4's last service packs do not know *SMBSERVER: the question is put once
 * more for the name that UDP 137 told. */
static bool ask_by_name(const struct lane *lanes, struct lane *lane,
                        const struct nl_probe_target *target)
{
    const struct nl_probe_answer *answer = &target->answers[NL_QUESTION_SESSION];
    return lane == &lanes[LANE_SESSION] && lane->next == 1 && !lane->asked_by_name &&
           answer->state == NL_PROBE_NEGATIVE && answer->protocol_status == NL_SESSION_NOT_PRESENT;
}

/* The next connection of a lane, if there is one to make now. */
static void lane_next(struct lane *lanes, struct lane *lane, struct nl_probe_target *target,
                      uint64_t now_ms)
{
    size_t number = (size_t)(lane - lanes);
    if (ask_by_name(lanes, lane, target)) {
        if (!lanes[LANE_NODE_STATUS].over)
            return; /* the name may still come */
        lane->asked_by_name = true;
        lane->exchange.called = nl_node_status_computer(&target->node_status);
        if (lane->exchange.called)
            lane->next = 0;
    }
    const struct nl_dialogue *dialogue =
        lane->next < LANE_DIALOGUES ? lane_dialogues[number][lane->next] : NULL;
    /* One question that did not get through is enough. */
    if (dialogue && lane->next > 0 &&
        !nl_probe_state_reached(target->answers[lane_dialogues[number][0]->question].state))
        dialogue = NULL;
    if (!dialogue) {
        lane->over = true;
        return;
    }
    lane->next++;
    lane->exchange.dialogue = dialogue;
    nl_exchange_start(&lane->exchange, now_ms);
    lane->running = true;
}

struct runner {
    const struct nl_probe_run *run;
    struct nl_probe_targets *targets;
    struct lane *lanes; /* LANES of each target */
    size_t count;
};

static uint64_t now_s(void *context)
{
    struct nl_clock *clock = context;
    return clock->now_s(clock);
}

static struct nl_probe_target *target_of(const struct runner *runner, size_t lane)
{
    return &runner->targets->items[lane / LANES];
}

static void set_up(struct runner *runner)
{
    struct nl_clock *clock = runner->run->clock;
    uint64_t seed = clock->now_s(clock) * 1000003 + clock->uptime_ms(clock);
    for (size_t i = 0; i < runner->count; i++) {
        struct nl_probe_target *target = target_of(runner, i);
        if (i % LANES == 0)
            leave_out_first(runner->run->arena, target);
        runner->lanes[i].over = !lane_wanted(target, i % LANES);
        runner->lanes[i].exchange = (struct nl_exchange){.arena = runner->run->arena,
                                                         .net = runner->run->net,
                                                         .target = target,
                                                         .socket = -1,
                                                         .over = true,
                                                         .seed = seed + i,
                                                         .now_s = now_s,
                                                         .context = clock};
    }
}

/* Begins what can begin; false when everything is over. */
static bool begin_next(struct runner *runner, uint64_t now_ms)
{
    bool going = false;
    for (size_t i = 0; i < runner->count; i++) {
        struct lane *lane = &runner->lanes[i];
        while (!lane->over && !lane->running) {
            lane_next(&runner->lanes[i - i % LANES], lane, target_of(runner, i), now_ms);
            if (!lane->running)
                break;
            lane->running = !lane->exchange.over;
        }
        going = going || !lane->over;
    }
    return going;
}

/* Waits for the first thing to happen; marks which lanes are ready. */
static void wait_for(struct runner *runner, uint64_t end_ms, bool *ready)
{
    struct nl_net_wait waits[NL_NET_WAIT_MOST];
    size_t lanes[NL_NET_WAIT_MOST];
    size_t count = 0;
    struct nl_clock *clock = runner->run->clock;
    uint64_t due = end_ms;
    for (size_t i = 0; i < runner->count; i++) {
        ready[i] = false;
        const struct nl_exchange *exchange = &runner->lanes[i].exchange;
        if (!runner->lanes[i].running || !nl_exchange_waits_for(exchange, &waits[count]))
            continue;
        if (nl_exchange_due(exchange) < due)
            due = nl_exchange_due(exchange);
        lanes[count++] = i;
    }
    enum { LONGEST_MS = 200 }; /* so that a person who wants to stop is heard */
    uint64_t now = clock->uptime_ms(clock);
    uint64_t wait = due > now ? due - now : 0;
    if (wait > LONGEST_MS)
        wait = LONGEST_MS;
    if (!runner->run->net->ops->wait(runner->run->net, waits, count, (uint32_t)wait))
        clock->sleep_ms(clock, 10); /* never a busy loop; every step looks for itself */
    for (size_t i = 0; i < count; i++)
        ready[lanes[i]] = waits[i].ready;
}

static void step(struct runner *runner, const bool *ready)
{
    struct nl_clock *clock = runner->run->clock;
    for (size_t i = 0; i < runner->count; i++) {
        struct lane *lane = &runner->lanes[i];
        if (!lane->running)
            continue;
        nl_exchange_step(&lane->exchange, ready[i], clock->uptime_ms(clock));
        lane->running = !lane->exchange.over;
    }
}

/* What was never reached has its reason, too. */
static void leave_out_rest(struct runner *runner, bool stopped)
{
    for (size_t t = 0; t < runner->targets->count; t++) {
        struct nl_probe_target *target = &runner->targets->items[t];
        for (unsigned q = 0; q < NL_QUESTION_COUNT; q++) {
            if (target->answers[q].state == NL_PROBE_NOT_ASKED && !target->answers[q].reason.format)
                leave_out(runner->run->arena, target, (enum nl_question)q,
                          stopped ? NL_T("left out: the run was stopped")
                                  : NL_T("left out: the question before it was not answered"));
        }
    }
}

static void say_where_from(struct nl_probe_targets *targets,
                           const struct nl_net_interfaces *interfaces, struct nl_arena *arena)
{
    for (size_t t = 0; t < targets->count; t++) {
        struct nl_probe_target *target = &targets->items[t];
        for (size_t i = 0; target->asked_from && i < interfaces->count; i++) {
            const struct nl_net_interface *one = &interfaces->items[i];
            if (!nl_equal(nl_net_address_text(arena, &one->address), target->asked_from))
                continue;
            target->interface = one->name;
            target->same_subnet = nl_net_same_subnet(one, &target->address);
        }
    }
}

void nl_probe_ask(const struct nl_probe_run *run, struct nl_probe_targets *targets,
                  const struct nl_net_interfaces *interfaces)
{
    struct nl_clock *clock = run->clock;
    struct runner runner = {.run = run, .targets = targets, .count = targets->count * LANES};
    assert(targets->count <= NL_PROBE_ADDRESSES_MOST);
    runner.lanes = nl_arena_array(run->arena, runner.count, sizeof *runner.lanes);
    bool ready[NL_NET_WAIT_MOST] = {false};
    set_up(&runner);
    uint64_t end = clock->uptime_ms(clock) + NL_PROBE_RUN_MS;
    bool stopped = false;
    while (!stopped && clock->uptime_ms(clock) < end &&
           begin_next(&runner, clock->uptime_ms(clock))) {
        wait_for(&runner, end, ready);
        step(&runner, ready);
        stopped = run->stopped && run->stopped(run->context);
    }
    for (size_t i = 0; i < runner.count; i++)
        nl_exchange_stop(&runner.lanes[i].exchange, stopped, clock->uptime_ms(clock));
    leave_out_rest(&runner, stopped);
    say_where_from(targets, interfaces, run->arena);
}
