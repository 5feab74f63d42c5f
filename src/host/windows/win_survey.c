/* win_survey.c - one look at the whole machine. */
#include "win_survey.h"

#include "win_accounts.h"
#include "win_adapters.h"
#include "win_firewall.h"
#include "win_identity.h"
#include "win_limit.h"
#include "win_lsa.h"
#include "win_owner.h"
#include "win_phone_book.h"
#include "win_products.h"
#include "win_registry.h"
#include "win_registry_list.h"
#include "win_services.h"
#include "win_shares.h"
#include "win_sockets.h"
#include "win_system.h"
#include "win_targets.h"

#include "host/survey/survey.h"

enum { FIREWALL_MS = 30000 };

static void ask_firewall(struct win_job *job)
{
    struct nl_machine *part = job->context;
    win_firewall_survey(&job->arena, part);
    win_products_survey(&job->arena, part);
}

static void say_firewall(struct nl_arena *arena, struct nl_machine *machine, uint32_t code,
                         const char *why)
{
    machine->firewall_state = NL_VALUE_UNSUPPORTED;
    machine->firewall_code = code;
    nl_machine_say_unseen(arena, machine, "firewall", NL_VALUE_UNSUPPORTED, code, why);
}

static void take_firewall(struct nl_arena *arena, const struct nl_machine *part,
                          struct nl_machine *machine)
{
    machine->firewall_state = part->firewall_state;
    machine->firewall_code = part->firewall_code;
    machine->firewall_modify = part->firewall_modify;
    machine->firewall_products_seen = part->firewall_products_seen;
    for (size_t i = 0; i < part->firewall_products.count; i++) {
        struct nl_firewall_product *added = NL_PUSH(arena, &machine->firewall_products);
        added->name = nl_arena_text(arena, part->firewall_products.items[i].name);
        added->owns_firewall = part->firewall_products.items[i].owns_firewall;
    }
    for (size_t i = 0; i < part->unseen.count; i++)
        *NL_PUSH(arena, &machine->unseen) = part->unseen.items[i]; /* its texts are constants */
}

/* The firewall's service and WMI may not answer for minutes: they are asked with a limit. */
static void survey_firewall(struct nl_arena *arena, struct nl_machine *machine)
{
    const struct nl_service *service = nl_machine_service(machine, "MpsSvc");
    if (service && service->run == NL_SERVICE_STOPPED) {
        say_firewall(arena, machine, ERROR_SERVICE_NOT_ACTIVE,
                     NL_T("the Windows Firewall service is not running, and netlatch does"
                          " not start it to read it"));
        return;
    }
    if (!service && machine->services_state == NL_VALUE_PRESENT) {
        /* Before Vista there is none that can be asked; COM is not begun for nothing. */
        say_firewall(arena, machine, ERROR_SERVICE_DOES_NOT_EXIST,
                     NL_T("the Windows firewall cannot be asked or changed"));
        machine->firewall_products_seen = NL_ANSWER_NO;
        return;
    }
    struct win_job *job = win_limit_begin(sizeof(struct nl_machine));
    struct nl_machine *part = job ? job->context : NULL;
    if (part)
        part->os.build = machine->os.build;
    if (!part || !win_limit_run(job, ask_firewall, FIREWALL_MS)) {
        say_firewall(arena, machine, WAIT_TIMEOUT,
                     NL_T("the Windows Firewall service did not answer within 30 seconds: it was "
                          "left out"));
        return;
    }
    take_firewall(arena, part, machine);
    win_limit_end(job);
}

/* By the names that Windows keeps for its connections: the list of Wine has those of its host. */
static void name_adapters(struct nl_arena *arena, struct nl_machine *machine)
{
    for (size_t i = 0; i < machine->adapters.count; i++) {
        struct nl_adapter *adapter = &machine->adapters.items[i];
        const char *name = nl_machine_connection_name(arena, machine, adapter->guid);
        adapter->name = name ? name : adapter->name;
    }
}

enum nl_status win_host_survey(struct nl_host *base, struct nl_arena *arena,
                               struct nl_machine *out_machine, struct nl_error *err)
{
    (void)base;
    (void)err; /* what cannot be seen is said in the machine */
    struct nl_machine machine = {.source = "windows"};
    struct nl_registry_reader *reader = win_registry_reader(arena);
    nl_survey_registry(arena, reader, &machine);
    /* First: only a service that runs is asked anything, for asking can start one. */
    win_services_survey(arena, reader, &machine);
    win_system_survey(arena, &machine);
    win_identity_survey(arena, &machine);
    win_owner_survey(arena, &machine);
    win_adapters_survey(arena, &machine);
    name_adapters(arena, &machine);
    /* After the services, whose process numbers name the owners. */
    win_sockets_survey(arena, &machine);
    win_shares_survey(arena, &machine);
    win_lsa_survey(arena, &machine);
    win_accounts_survey(arena, &machine);
    survey_firewall(arena, &machine);
    win_phone_book_survey(arena, &machine);
    nl_machine_index(arena, &machine);
    /* Last: it asks which instances there are. */
    win_targets_survey(arena, &machine);
    *out_machine = machine;
    return NL_OK;
}
