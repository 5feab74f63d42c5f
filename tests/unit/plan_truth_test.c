/* plan_truth_test.c - never a false all-clear: what must hold of every audit, whatever the machine.
 *
 *   - Each request ends in exactly one outcome, and what follows from it agrees.
 *   - As wanted means that no port that the profile means to close is open to anybody; a second look,
 *     at the same machine out of a file, says the same.
 *   - From a machine that is as wanted, each fact is changed, one by one: those recorded, and those
 *     that were asked for and are not there. What could not be read is never better than the worst
 *     that it may be.
 *
 * NETLATCH_SEED and NETLATCH_ROUNDS in the environment change which machines, and how many;
 * NETLATCH_EVERY=1 tries every fact of every machine, and not one in eight. */
#include "certainly_shut.h"
#include "machine_facts.h"
#include "machine_kinds.h"
#include "machine_random.h"
#include "model/machine_json.h"
#include "model/profile_builtin.h"
#include "plan/audit.h"
#include "plan/plan.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The linker leads what plan asks through these: --wrap. The names are the linker's. */
/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
struct nl_value __real_nl_machine_registry(const struct nl_machine *machine, const char *path,
                                           const char *name);
struct nl_value __wrap_nl_machine_registry(const struct nl_machine *machine, const char *path,
                                           const char *name);
const struct nl_service *__real_nl_machine_service(const struct nl_machine *machine,
                                                   const char *name);
const struct nl_service *__wrap_nl_machine_service(const struct nl_machine *machine,
                                                   const char *name);

/* What was asked for and is not there, while it is written down; NULL: it is not. */
static struct asked_list *asked_now;
static struct nl_arena *asked_arena;

static void keep_asked(const char *path, const char *name)
{
    for (size_t i = 0; i < asked_now->count; i++) {
        const struct asked *one = &asked_now->items[i];
        if (nl_same(one->path, path) && (one->name ? nl_same(one->name, name) : !name))
            return;
    }
    *NL_PUSH(asked_arena, asked_now) = (struct asked){
        nl_arena_text(asked_arena, path), name ? nl_arena_text(asked_arena, name) : NULL};
}

struct nl_value __wrap_nl_machine_registry(const struct nl_machine *machine, const char *path,
                                           const char *name)
{
    struct nl_value value = __real_nl_machine_registry(machine, path, name);
    if (asked_now && *name && value.state == NL_VALUE_ABSENT)
        keep_asked(path, name);
    return value;
}

const struct nl_service *__wrap_nl_machine_service(const struct nl_machine *machine,
                                                   const char *name)
{
    const struct nl_service *service = __real_nl_machine_service(machine, name);
    if (asked_now && !service && name)
        keep_asked(name, NULL);
    return service;
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static uint64_t number_from(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    uint64_t number = 0;
    return text && nl_parse_u64(text, UINT64_MAX, &number) ? number : otherwise;
}

static void audit_of(struct nl_arena *arena, const struct nl_machine *machine,
                     const struct nl_profile *profile, struct nl_audit *out_audit)
{
    assert_int_equal(nl_audit_make(arena, machine, profile, out_audit, NULL), NL_OK);
}

/* Whether the profile means to close a port here, by its words alone. */
static bool means_to_close(const struct nl_audit *audit, const struct nl_port *port)
{
    for (size_t i = 0; i < audit->requests.count; i++) {
        const struct nl_request *request = &audit->requests.items[i];
        const char *id = request->setting->id;
        if (request->outcome == NL_OUTCOME_EXCEPTED ||
            request->outcome == NL_OUTCOME_NOT_APPLICABLE || request->want->kind != NL_WANT_WORD)
            continue;
        const char *word = request->want->word;
        if ((nl_equal(id, "firewall.block") && nl_equal(word, "blocked") &&
             nl_holds(request->id, nl_decimal(port->number).text)) ||
            (nl_equal(id, "netbios.adapter") && nl_equal(word, "disabled") && port->per_adapter) ||
            (nl_equal(id, "server.service") && nl_equal(word, "disabled") && port->number == 445) ||
            (nl_equal(id, "rpc.service") && nl_equal(word, "disabled") && port->number == 135))
            return true;
    }
    return false;
}

/* A port that is meant to be closed and is not shut beyond doubt; NULL: none. */
static const struct nl_port *open_port(struct nl_arena *arena, const struct nl_machine *machine,
                                       const struct nl_audit *audit)
{
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (means_to_close(audit, &nl_ports[i]) && !certainly_shut(arena, machine, &nl_ports[i]))
            return &nl_ports[i];
    }
    return NULL;
}

static void check_request(const struct nl_plan *plan, const struct nl_request *request)
{
    bool step = false;
    for (size_t i = 0; i < plan->steps.count; i++)
        step = step || nl_equal(plan->steps.items[i].instance.id, request->id);
    assert_in_range(request->outcome, 0, NL_OUTCOME_COUNT - 1);
    assert_int_equal(request->outcome == NL_OUTCOME_CHANGE, step);
    assert_int_equal(request->outcome == NL_OUTCOME_UNMET || request->expected == NL_OUTCOME_UNMET,
                     request->unmet != NL_UNMET_NONE);
    if (request->expected == NL_OUTCOME_UNMET || request->outcome == NL_OUTCOME_PENDING)
        assert_non_null(request->why.format);
}

/* Each thing that the profile asks for stands in the requests once. */
static void check_requests(struct nl_arena *arena, const struct nl_machine *machine,
                           const struct nl_profile *profile, const struct nl_plan *plan)
{
    struct nl_instances instances = nl_machine_instances(arena, machine);
    size_t expected = 0;
    for (size_t i = 0; i < instances.count; i++)
        expected += nl_profile_want(profile, machine, &instances.items[i]) != NULL;
    for (size_t w = 0; w < profile->wants.count; w++) {
        bool matched = false;
        for (size_t i = 0; i < instances.count && !matched; i++)
            matched = nl_want_selects(&profile->wants.items[w], machine, &instances.items[i]);
        expected += !matched;
    }
    assert_int_equal(plan->requests.count, expected);
    for (size_t i = 0; i < plan->requests.count; i++)
        check_request(plan, &plan->requests.items[i]);
}

/* The audit of the same machine out of a file. */
static void check_second_look(struct nl_arena *arena, const struct nl_machine *machine,
                              const struct nl_profile *profile, const struct nl_audit *first)
{
    struct nl_machine again;
    struct nl_audit second;
    size_t length = 0;
    const char *document = nl_machine_json(arena, machine, &length);
    assert_int_equal(nl_machine_parse(arena, "machine", document, length, &again, NULL), NL_OK);
    nl_machine_index(arena, &again);
    audit_of(arena, &again, profile, &second);
    assert_int_equal(first->result, second.result);
    for (size_t i = 0; i < first->requests.count; i++)
        assert_int_equal(first->requests.items[i].outcome, second.requests.items[i].outcome);
}

static void check_result(struct nl_arena *arena, const struct nl_machine *machine,
                         const struct nl_audit *audit, const struct nl_plan *plan)
{
    if (audit->result != NL_RESULT_AS_WANTED)
        return;
    assert_true(nl_plan_all_met(plan));
    assert_int_equal(plan->steps.count, 0);
    for (size_t i = 0; i < audit->findings.count; i++)
        assert_int_not_equal(audit->findings.items[i].verdict, NL_VERDICT_FAIL);
    const struct nl_port *port = open_port(arena, machine, audit);
    if (port)
        print_error("as wanted, and port %u is open\n", port->number);
    assert_null(port);
}

static void any_machine(void **state)
{
    (void)state;
    uint64_t first = number_from("NETLATCH_SEED", 1);
    uint64_t rounds = number_from("NETLATCH_ROUNDS", 1200);
    for (uint64_t i = 0; i < rounds; i++) {
        uint64_t seed = first + i;
        struct machine_builder *m = machine_random(&seed);
        struct nl_profile profile;
        struct nl_audit audit;
        struct nl_plan plan;
        profile_random(&m->arena, &seed, &m->machine, &profile);
        audit_of(&m->arena, &m->machine, &profile, &audit);
        nl_plan_make(&m->arena, &m->machine, &profile, NULL, &plan);
        check_requests(&m->arena, &m->machine, &profile, &plan);
        check_result(&m->arena, &m->machine, &audit, &plan);
        if (i % 8 == 0)
            check_second_look(&m->arena, &m->machine, &profile, &audit);
        machine_free(m);
    }
}

/* The machine as the profile wants it, started anew: what its settings keep from running does not run,
 * and nothing listens on what they close. */
static bool make_as_wanted(struct machine_builder *m, const struct nl_profile *profile)
{
    struct nl_audit audit;
    struct nl_plan plan;
    m->machine.session.elevated = NL_ANSWER_YES;
    m->machine.firewall_products_seen = NL_ANSWER_YES;
    nl_machine_index(&m->arena, &m->machine);
    nl_plan_make(&m->arena, &m->machine, profile, NULL, &plan);
    m->machine = nl_steps_after(&m->arena, &m->machine, &plan.steps, NULL);
    for (size_t i = 0; i < m->machine.services.count; i++) {
        uint32_t start = 0;
        struct nl_service *service = &m->machine.services.items[i];
        if (nl_value_as_dword(&service->start, &start) && start == 4)
            service->run = NL_SERVICE_STOPPED;
    }
    nl_machine_index(&m->arena, &m->machine);
    audit_of(&m->arena, &m->machine, profile, &audit);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (audit.ports[i].predicted == NL_OPENNESS_CLOSED)
            machine_close_port(m, nl_ports[i].protocol, nl_ports[i].number);
    }
    audit_of(&m->arena, &m->machine, profile, &audit);
    return audit.result == NL_RESULT_AS_WANTED;
}

/* What is known of the fact that varies now. */
struct judging {
    const struct nl_profile *profile;
    size_t fact;
    bool some_known_fails;
    const char *unknown_passes; /* what of it could not be read, and passed */
    size_t every;               /* one fact of so many is tried, beginning with */
    size_t from;
    size_t variants;
    size_t wrong;
};

static void close_fact(struct judging *judging)
{
    if (judging->unknown_passes && judging->some_known_fails) {
        print_error("%s: as wanted although %s could not be read\n", judging->profile->name,
                    judging->unknown_passes);
        judging->wrong++;
    }
    judging->unknown_passes = NULL;
    judging->some_known_fails = false;
}

/* Whether a request or a port is what makes a machine other than wanted: what else may be found is not
 * what the fact was read for. */
static bool fails_by_request_or_port(const struct nl_audit *audit)
{
    for (size_t i = 0; i < audit->requests.count; i++) {
        enum nl_outcome outcome = audit->requests.items[i].outcome;
        if (outcome == NL_OUTCOME_CHANGE || outcome == NL_OUTCOME_UNMET)
            return true;
    }
    for (size_t i = 0; i < audit->findings.count; i++) {
        const struct nl_finding *finding = &audit->findings.items[i];
        /* A disagreement of settings and sockets opens nothing by itself. */
        bool of_port = finding->port && !nl_equal(finding->rule, "port.mismatch");
        if (finding->decides && (of_port || nl_starts(finding->rule, "firewall.")))
            return true;
    }
    return false;
}

static void judge_variant(const struct variant *variant, struct nl_arena *arena, void *context)
{
    struct judging *judging = context;
    struct nl_audit audit;
    if (variant->fact != judging->fact)
        close_fact(judging);
    judging->fact = variant->fact;
    if (variant->fact % judging->every != judging->from)
        return;
    judging->variants++;
    audit_of(arena, &variant->machine, judging->profile, &audit);
    bool passes = audit.result == NL_RESULT_AS_WANTED;
    const struct nl_port *port = passes ? open_port(arena, &variant->machine, &audit) : NULL;
    if (port) {
        print_error("%s: as wanted although %u is open: %s\n", judging->profile->name, port->number,
                    variant->what);
        judging->wrong++;
    }
    if (variant->unknown && passes)
        judging->unknown_passes = nl_arena_text(asked_arena, variant->what);
    judging->some_known_fails = judging->some_known_fails ||
                                (!variant->unknown && !passes && fails_by_request_or_port(&audit));
}

static void try_base(struct machine_builder *m, const struct nl_profile *profile,
                     struct judging *judging)
{
    struct asked_list asked = {0};
    struct nl_audit audit;
    asked_arena = &m->arena;
    asked_now = &asked;
    audit_of(&m->arena, &m->machine, profile, &audit);
    asked_now = NULL;
    judging->profile = profile;
    judging->fact = SIZE_MAX;
    machine_facts_visit(&m->machine, &asked, judge_variant, judging);
    close_fact(judging);
}

/* Profiles that close, or open, in one way only, so that nothing else hides what is wrong. */
static const char *const alone[][4] = {
    {"firewall.block[135]=blocked", "firewall.block[445]=blocked", NULL, NULL},
    {"firewall.block[137]=blocked", "firewall.block[138]=blocked", "firewall.block[139]=blocked",
     NULL},
    {"netbios.adapter[*]=disabled", NULL, NULL, NULL},
    {"server.service=disabled", NULL, NULL, NULL},
    {"logon.network.deny=S-1-5-32-546", "account.guest=disabled", NULL, NULL},
    {"firewall.block[445]=none", "server.service=automatic", NULL, NULL},
};

static size_t profile_count(void)
{
    return sizeof alone / sizeof alone[0] + nl_builtin_profile_count();
}

static void profile_at(struct nl_arena *arena, size_t at, struct nl_profile *out_profile)
{
    size_t own = sizeof alone / sizeof alone[0];
    *out_profile = (struct nl_profile){.name = "alone"};
    if (at >= own)
        assert_int_equal(
            nl_builtin_profile(arena, nl_builtin_profile_name(at - own), out_profile, NULL), NL_OK);
    for (size_t i = 0; at < own && i < 4 && alone[at][i]; i++)
        assert_int_equal(nl_profile_set(arena, out_profile, alone[at][i], NULL), NL_OK);
}

static void each_fact_of_a_machine_that_is_as_wanted(void **state)
{
    static const enum machine_kind kinds[] = {MACHINE_HOME, MACHINE_FILE_SERVER,
                                              MACHINE_ALL_CLOSED};
    struct judging judging = {.every = (size_t)number_from("NETLATCH_EVERY", 8)};
    size_t bases = 0;
    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        for (size_t p = 0; p < profile_count(); p++) {
            struct machine_builder *m = machine_of_kind(kinds[k]);
            struct nl_profile profile;
            profile_at(&m->arena, p, &profile);
            if (make_as_wanted(m, &profile)) {
                judging.from = bases++ % judging.every;
                try_base(m, &profile, &judging);
            }
            machine_free(m);
        }
    }
    print_message("%zu machines as wanted, %zu variations\n", bases, judging.variants);
    assert_int_equal(judging.wrong, 0);
    assert_true(bases >= 10);
    assert_true(judging.variants >= 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_machine),
        cmocka_unit_test(each_fact_of_a_machine_that_is_as_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
