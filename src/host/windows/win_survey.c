/* win_survey.c - one look at the whole machine. */
#include "win_accounts.h"
#include "win_adapters.h"
#include "win_firewall.h"
#include "win_host.h"
#include "win_identity.h"
#include "win_lsa.h"
#include "win_owner.h"
#include "win_phone_book.h"
#include "win_products.h"
#include "win_registry.h"
#include "win_services.h"
#include "win_shares.h"
#include "win_sockets.h"
#include "win_system.h"
#include "win_targets.h"

enum nl_status win_host_survey(struct nl_host *base, struct nl_arena *arena,
                               struct nl_machine *out_machine, struct nl_error *err)
{
    (void)base;
    (void)err; /* what cannot be seen is said in the machine */
    struct nl_machine machine = {.source = "windows"};
    struct nl_registry_reader *reader = win_registry_reader(arena);
    nl_survey_registry(arena, reader, &machine);
    win_system_survey(arena, &machine);
    win_identity_survey(arena, &machine);
    win_owner_survey(arena, &machine);
    win_services_survey(arena, reader, &machine);
    win_adapters_survey(arena, &machine);
    /* After the services, whose process numbers name the owners. */
    win_sockets_survey(arena, &machine);
    win_shares_survey(arena, &machine);
    win_lsa_survey(arena, &machine);
    win_accounts_survey(arena, &machine);
    win_firewall_survey(arena, &machine);
    win_products_survey(arena, &machine);
    win_phone_book_survey(arena, &machine);
    nl_machine_index(arena, &machine);
    /* Last: it asks which instances there are. */
    win_targets_survey(arena, &machine);
    *out_machine = machine;
    return NL_OK;
}
