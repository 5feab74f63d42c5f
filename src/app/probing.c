/* probing.c - the machine asks its own addresses.
 *
 * Such traffic stays inside the machine: neither its own firewall nor any other is in the way. An
 * answer proves that something listens and answers there, not that others reach it. */
#include "probing.h"

#include "base/text.h"
#include "base/time_text.h"
#include "probe/conclude.h"
#include "probe/run.h"
#include "wiring.h"

enum { PLACE_135 = 0, PLACE_445 = NL_PORT_COUNT - 1 };

enum nl_status nl_probing_allowed(const struct nl_app *app, struct nl_error *err)
{
    if (!app->options.probe || nl_runs_live(app))
        return NL_OK;
    (void)nl_fail(err, NL_INVALID,
                  NL_T("--probe asks the machine that netlatch runs on, not a "
                       "recorded one or one that is not running"));
    return nl_next(err, NL_T("Ask another machine with netlatch probe HOST."));
}

static void not_seen(struct nl_app *app, struct nl_machine *machine, uint32_t code, const char *why)
{
    nl_machine_say_unseen(app->arena, machine, "probe", NL_VALUE_UNSUPPORTED, code, why);
}

/* Each usable address of each adapter that is up; the loopback last, for the two ports that listen on
 * every address. False where there are more than one run asks. */
static bool take_addresses(struct nl_app *app, const struct nl_net_interfaces *interfaces,
                           struct nl_probe_targets *targets)
{
    static const bool all[NL_PORT_COUNT] = {true, true, true, true, true};
    static const bool everywhere[NL_PORT_COUNT] = {[PLACE_135] = true, [PLACE_445] = true};
    for (size_t i = 0; i < interfaces->count; i++) {
        const struct nl_net_interface *one = &interfaces->items[i];
        if (!one->up || one->unusable || one->loopback)
            continue;
        if (targets->count == NL_PROBE_ADDRESSES_MOST)
            return false;
        (void)nl_probe_add(app->arena, targets, &one->address, interfaces, all);
    }
    for (size_t i = 0; i < interfaces->count; i++) {
        const struct nl_net_interface *one = &interfaces->items[i];
        if (one->up && one->loopback && !one->address.v6 &&
            targets->count < NL_PROBE_ADDRESSES_MOST) {
            (void)nl_probe_add(app->arena, targets, &one->address, interfaces, everywhere);
            break;
        }
    }
    return true;
}

static void put(struct nl_app *app, struct nl_machine *machine, const struct nl_probed *probed)
{
    for (size_t i = 0; i < machine->probes.count; i++) {
        struct nl_probed *old = &machine->probes.items[i];
        if (old->port == probed->port && nl_equal(old->address, probed->address) &&
            nl_equal(old->asked_from, probed->asked_from)) {
            *old = *probed;
            return;
        }
    }
    *NL_PUSH(app->arena, &machine->probes) = *probed;
}

void nl_probing_keep(struct nl_app *app, struct nl_machine *machine,
                     const struct nl_probe_targets *targets, const char *time)
{
    for (size_t t = 0; t < targets->count; t++) {
        const struct nl_probe_target *target = &targets->items[t];
        for (size_t port = 0; port < NL_PORT_COUNT; port++) {
            struct nl_probed probed = nl_probe_keep(app->arena, target, port, time);
            if (target->wanted[port])
                put(app, machine, &probed);
        }
    }
}

static bool stopped(void *context)
{
    struct nl_console *console = context;
    return console->ops->interrupted(console, false);
}

void nl_probing_own(struct nl_app *app, struct nl_machine *machine)
{
    struct nl_error err = {0};
    struct nl_net *net = NULL;
    struct nl_net_interfaces interfaces = {0};
    struct nl_probe_targets targets = {0};
    enum nl_status status = nl_wiring_net(&net, &err);
    if (status == NL_OK)
        status = net->ops->interfaces(net, app->arena, &interfaces, &err);
    if (status != NL_OK) {
        not_seen(app, machine, err.native_code, NL_T("the own addresses cannot be asked"));
        return;
    }
    if (!take_addresses(app, &interfaces, &targets))
        not_seen(app, machine, 0, NL_T("only the first 8 addresses were asked"));
    struct nl_probe_run run = {.arena = app->arena,
                               .net = net,
                               .clock = app->clock,
                               .stopped = stopped,
                               .context = app->console};
    const char *time = nl_time_text(app->arena, app->clock->now_s(app->clock));
    nl_probe_ask(&run, &targets, &interfaces);
    nl_probing_keep(app, machine, &targets, time);
}
