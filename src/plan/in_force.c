/* in_force.c - whether a value that is as requested has the effect that is meant. */
#include "in_force.h"

#include "base/attributes.h"
#include "base/text.h"
#include "denied.h"
#include "evidence.h"
#include "exposure_observe.h"
#include "exposure_predict.h"
#include "service_chain.h"

/* S-1-5-113 and S-1-5-114 came with Windows 8.1; KB2871997 brought them to Vista and later. */
#define FIRST_BUILD_WITH_LOCAL_ACCOUNT_SIDS 9600

static bool is_open(enum nl_openness openness)
{
    return openness == NL_OPENNESS_OPEN || openness == NL_OPENNESS_PARTLY;
}

static void end_met(struct nl_arena *arena, struct nl_judged *judged)
{
    nl_judged_end(arena, judged, NL_OUTCOME_MET, NL_UNMET_NONE, (struct nl_sentence){0});
}

static void end_unmet(struct nl_arena *arena, struct nl_judged *judged, enum nl_unmet reason,
                      struct nl_sentence why)
{
    nl_judged_end(arena, judged, NL_OUTCOME_UNMET, reason, why);
}

static void end_pending(struct nl_arena *arena, struct nl_judged *judged, enum nl_effect effect,
                        struct nl_sentence why)
{
    judged->waits_for = effect;
    nl_judged_end(arena, judged, NL_OUTCOME_PENDING, NL_UNMET_NONE, why);
}

/* Whether nothing is served on an adapter, so that nothing has to restart: it is gone, down, or has no
 * address. */
static bool serves_nothing(const struct nl_machine *machine, const struct nl_instance *instance)
{
    const struct nl_adapter *adapter = nl_machine_adapter(machine, instance->instance);
    return instance->setting->instances == NL_INSTANCE_ADAPTER &&
           machine->adapters_state == NL_VALUE_PRESENT &&
           (!adapter || adapter->up == NL_ANSWER_NO || adapter->addresses.count == 0);
}

/* What netlatch itself wrote and what waits for a restart since. */
static bool ends_by_journal(struct nl_arena *arena, const struct nl_machine *machine,
                            struct nl_judged *judged)
{
    for (size_t i = 0; i < machine->pending.count; i++) {
        const struct nl_pending *pending = &machine->pending.items[i];
        if (pending->effect == NL_EFFECT_NOW || pending->effect == NL_EFFECT_NEXT_LOGON ||
            !nl_address_same(&pending->address, &judged->instance.address) ||
            serves_nothing(machine, &judged->instance))
            continue;
        judged->since = pending->since;
        end_pending(
            arena, judged, pending->effect,
            pending->effect == NL_EFFECT_ADAPTER_RESTART
                ? nl_say(arena, NL_T("It is set, but not in force until the adapter or "
                                     "Windows restarts."))
            : pending->effect == NL_EFFECT_SERVICE_RESTART
                ? nl_say(arena, NL_T("It is set, but not in force until the service or "
                                     "Windows restarts."))
                : nl_say(arena, NL_T("It is set, but not in force until Windows restarts.")));
        return true;
    }
    return false;
}

static const struct nl_port_exposure *port_named(const struct nl_exposure *exposure,
                                                 const char *number)
{
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (nl_equal(nl_decimal(exposure->ports[i].port->number).text, number))
            return &exposure->ports[i];
    }
    return NULL;
}

/* A block rule that counts, and somebody who is let in all the same: authenticated peers whom a rule
 * of another kind lets pass every block, or who had an answer to a probe. */
static bool ends_by_passage(struct nl_arena *arena, const struct nl_exposure *exposure,
                            struct nl_judged *judged)
{
    const struct nl_port_exposure *port = port_named(exposure, judged->instance.instance);
    if (!port || !nl_reach_is_open(port->admits))
        return false;
    judged->effective = NULL;
    end_unmet(arena, judged, NL_UNMET_INEFFECTIVE,
              nl_say(arena, NL_T("The block rule is there, but somebody is let in all the same.")));
    return true;
}

/* A block rule of our own. */
static bool ends_by_firewall(struct nl_arena *arena, const struct nl_exposure *exposure,
                             struct nl_judged *judged)
{
    struct nl_sentences why = {0};
    if (judged->instance.setting->place != NL_PLACE_FIREWALL_BLOCK ||
        !nl_equal(judged->want->word, "blocked"))
        return false;
    enum nl_answer voided = nl_firewall_voids_own_rule(arena, &exposure->firewall, &why);
    if (voided == NL_ANSWER_NO)
        return ends_by_passage(arena, exposure, judged);
    judged->effective = voided == NL_ANSWER_YES ? "none" : NULL;
    for (size_t i = 1; i < why.count; i++)
        *NL_PUSH(arena, &judged->why) = why.items[i];
    end_unmet(arena, judged, voided == NL_ANSWER_YES ? NL_UNMET_INEFFECTIVE : NL_UNMET_UNSUPPORTED,
              why.items[0]);
    return true;
}

/* The service whose start type the setting is; NULL: it is none, or there is no such service. */
static const struct nl_service *service_of(const struct nl_machine *machine,
                                           const struct nl_judged *judged)
{
    const struct nl_address *address = &judged->instance.address;
    return address->place == NL_PLACE_SERVICE_START ? nl_machine_service(machine, address->path)
                                                    : NULL;
}

/* A service that is set to start and will not, whatever is waited for. Asked before the journal: a
 * restart does not bring it. */
static bool ends_by_chain(struct nl_arena *arena, const struct nl_machine *machine,
                          struct nl_judged *judged)
{
    struct nl_sentences chain = {0};
    if (!service_of(machine, judged) || !nl_equal(judged->want->word, "automatic"))
        return false;
    enum nl_answer runs =
        nl_service_will_run(arena, machine, judged->instance.address.path, &chain);
    if (runs == NL_ANSWER_YES || chain.count == 0)
        return false;
    judged->effective = NULL;
    end_unmet(arena, judged, runs == NL_ANSWER_NO ? NL_UNMET_INEFFECTIVE : NL_UNMET_UNSUPPORTED,
              nl_say_then(arena,
                          nl_say(arena, runs == NL_ANSWER_NO
                                            ? NL_T("It is set to start, but it will not.")
                                            : NL_T("It is set to start, but whether it will could "
                                                   "not be found out.")),
                          &chain.items[chain.count - 1]));
    return true;
}

/* A service's start type: what the service does now. */
static bool ends_by_service(struct nl_arena *arena, const struct nl_machine *machine,
                            const struct nl_exposure *exposure, struct nl_judged *judged)
{
    const struct nl_service *service = service_of(machine, judged);
    const struct nl_port_exposure *smb = port_named(exposure, "445");
    if (!service)
        return false;
    if (nl_equal(judged->want->word, "disabled") && service->run == NL_SERVICE_STOPPED &&
        nl_same(service->name, "LanmanServer") && smb && is_open(smb->observed) &&
        nl_exposure_held_by_windows(smb)) {
        end_pending(
            arena, judged, NL_EFFECT_RESTART,
            nl_say(arena,
                   NL_T("{1} is disabled and stopped, but Windows still holds port 445 (its "
                        "driver srvnet): it closes when Windows restarts."),
                   service->name));
        return true;
    }
    if (nl_equal(judged->want->word, "disabled") && service->run == NL_SERVICE_RUNNING) {
        end_pending(arena, judged, judged->instance.setting->effect,
                    nl_say(arena,
                           NL_T("{1} is disabled but still running: it is not in force until "
                                "Windows restarts."),
                           service->name));
        return true;
    }
    if (nl_equal(judged->want->word, "automatic") && service->run == NL_SERVICE_STOPPED) {
        end_pending(arena, judged, NL_EFFECT_RESTART,
                    nl_say(arena,
                           NL_T("{1} is automatic but not running now: it starts when Windows "
                                "restarts, or when somebody starts it."),
                           service->name));
        return true;
    }
    return false;
}

/* The NetBT port that Windows holds open on an adapter now; NULL: none is, or it cannot be told. */
static const struct nl_port *open_on_adapter(const struct nl_exposure *exposure, const char *guid)
{
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_port_exposure *port = &exposure->ports[i];
        bool windows = port->port->per_adapter && nl_exposure_held_by_windows(port);
        for (size_t p = 0; windows && p < port->places.count; p++) {
            if (nl_same(port->places.items[p].adapter, guid) &&
                is_open(port->places.items[p].observed))
                return port->port;
        }
    }
    return NULL;
}

static bool ends_by_adapter(struct nl_arena *arena, const struct nl_exposure *exposure,
                            struct nl_judged *judged)
{
    if (judged->instance.setting->instances != NL_INSTANCE_ADAPTER ||
        !nl_equal(judged->want->word, "disabled"))
        return false;
    const struct nl_port *port = open_on_adapter(exposure, judged->instance.instance);
    if (!port)
        return false;
    end_pending(arena, judged, NL_EFFECT_ADAPTER_RESTART,
                nl_say(arena,
                       NL_T("NetBIOS is set to off, but port {1} is still open on this adapter: it "
                            "is not in force until the adapter or Windows restarts."),
                       nl_decimal(port->number).text));
    return true;
}

/* SMBDeviceEnabled: Vista and later are not known to heed it, so only the socket tables tell. Asked
 * before the journal: a restart is not known to bring what is waited for. */
static bool ends_by_smb_direct(struct nl_arena *arena, const struct nl_machine *machine,
                               const struct nl_exposure *exposure, struct nl_judged *judged)
{
    bool old = machine->os.build != 0 && machine->os.build < NL_FIRST_VISTA_BUILD;
    if (!(judged->instance.setting->flags & NL_SETTING_UNVERIFIED) || !judged->want->word ||
        !nl_equal(judged->want->word, judged->instance.setting->hardened))
        return false;
    const struct nl_port_exposure *port = NULL;
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (exposure->ports[i].port->number == 445)
            port = &exposure->ports[i];
    }
    if (!port || port->observed == NL_OPENNESS_CLOSED)
        return false;
    if (is_open(port->observed) && old) {
        end_pending(arena, judged, NL_EFFECT_RESTART,
                    nl_say(arena, NL_T("It is set, but port 445 is still open: it is not in force "
                                       "until Windows restarts.")));
        return true;
    }
    if (old)
        return false;
    judged->effective = NULL;
    if (is_open(port->observed))
        end_unmet(arena, judged, NL_UNMET_INEFFECTIVE,
                  nl_say(arena, NL_T("It is set, but port 445 is open all the same: Windows Vista "
                                     "and later are not known to heed this value.")));
    else
        end_unmet(arena, judged, NL_UNMET_UNSUPPORTED,
                  nl_say(arena, NL_T("It is set, but its effect on this Windows is not proven, and "
                                     "whether port 445 listens could not be observed.")));
    return true;
}

/* SIDs that no token of an old Windows holds. */
static bool ends_by_unknown_sids(struct nl_arena *arena, const struct nl_machine *machine,
                                 struct nl_judged *judged)
{
    static const char *const sids[] = {"S-1-5-113", "S-1-5-114"};
    uint32_t build = machine->os.build;
    bool deny = judged->want->kind == NL_WANT_SIDS_ADD || judged->want->kind == NL_WANT_SIDS_EXACT;
    if (!deny || build == 0 || build >= FIRST_BUILD_WITH_LOCAL_ACCOUNT_SIDS)
        return false;
    for (size_t i = 0; i < NL_COUNT_OF(sids); i++) {
        if (!nl_texts_hold(&judged->want->sids, sids[i]) ||
            nl_texts_hold(&machine->session.groups, sids[0]))
            continue;
        bool never = nl_holds_nobody(machine, sids[i]);
        end_unmet(
            arena, judged, never ? NL_UNMET_INEFFECTIVE : NL_UNMET_UNSUPPORTED,
            nl_say(arena,
                   never ? NL_T("{1} is on the list, but this Windows does not know it: it is in "
                                "no account's token, so nobody is refused by it.")
                         : NL_T("{1} is on the list, but this Windows knows it only with the "
                                "update KB2871997, and whether that is installed could not be "
                                "told."),
                   sids[i]));
        return true;
    }
    return false;
}

/* A policy's value that stands beside the setting's own and says something else. */
static bool ends_by_policy(struct nl_arena *arena, struct nl_judged *judged)
{
    if (judged->want->kind != NL_WANT_WORD || !judged->effective || !judged->meaning.choice ||
        judged->instance.setting->instances == NL_INSTANCE_ADAPTER ||
        nl_equal(judged->effective, judged->meaning.choice->word))
        return false;
    end_unmet(arena, judged, NL_UNMET_INEFFECTIVE,
              nl_say(arena, NL_T("It is set, but a policy says {1}, and the policy wins."),
                     judged->effective));
    return true;
}

/* NetBIOS that is wanted on while its driver keeps it off. */
static bool ends_by_driver(struct nl_arena *arena, const struct nl_machine *machine,
                           struct nl_judged *judged)
{
    struct nl_sentences chain = {0};
    if (judged->instance.setting->instances != NL_INSTANCE_ADAPTER ||
        !nl_equal(judged->want->word, "enabled") ||
        nl_service_will_run(arena, machine, "NetBT", &chain) != NL_ANSWER_NO)
        return false;
    end_unmet(arena, judged, NL_UNMET_INEFFECTIVE,
              nl_say(arena, NL_T("It is set, but the NetBT driver will not run, so NetBIOS is off "
                                 "on every adapter.")));
    return true;
}

void nl_in_force_check(struct nl_arena *arena, const struct nl_machine *machine,
                       const struct nl_exposure *exposure, struct nl_judged *judged)
{
    if (!ends_by_firewall(arena, exposure, judged) && !ends_by_policy(arena, judged) &&
        !ends_by_driver(arena, machine, judged) && !ends_by_unknown_sids(arena, machine, judged) &&
        !ends_by_smb_direct(arena, machine, exposure, judged) &&
        !ends_by_chain(arena, machine, judged) && !ends_by_journal(arena, machine, judged) &&
        !ends_by_service(arena, machine, exposure, judged) &&
        !ends_by_adapter(arena, exposure, judged))
        end_met(arena, judged);
}
