/* win_places.c - which part of Windows answers for which place. */
#include "win_places.h"

#include "win_accounts.h"
#include "win_firewall.h"
#include "win_lsa.h"
#include "win_registry.h"
#include "win_registry_list.h"
#include "win_registry_write.h"
#include "win_services.h"
#include "win_services_write.h"

static struct nl_value read_registry(struct nl_arena *arena, const struct nl_address *where)
{
    return win_registry_read(arena, where->path, where->name ? where->name : "");
}

static enum nl_status write_registry(struct nl_arena *arena, const struct nl_address *where,
                                     const struct nl_value *wanted, struct nl_error *err)
{
    return win_registry_write(arena, where->path, where->name ? where->name : "", wanted, err);
}

static struct nl_value read_start(struct nl_arena *arena, const struct nl_address *where)
{
    return win_services_read_start(arena, where->path);
}

static enum nl_status write_start(struct nl_arena *arena, const struct nl_address *where,
                                  const struct nl_value *wanted, struct nl_error *err)
{
    return win_services_write_start(arena, where->path, wanted, err);
}

static struct nl_value read_depends(struct nl_arena *arena, const struct nl_address *where)
{
    return win_services_read_depends(arena, where->path);
}

static enum nl_status write_depends(struct nl_arena *arena, const struct nl_address *where,
                                    const struct nl_value *wanted, struct nl_error *err)
{
    return win_services_write_depends(arena, where->path, wanted, err);
}

static struct nl_value read_right(struct nl_arena *arena, const struct nl_address *where)
{
    return win_lsa_read(arena, where->path);
}

static enum nl_status write_right(struct nl_arena *arena, const struct nl_address *where,
                                  const struct nl_value *wanted, struct nl_error *err)
{
    return win_lsa_write(arena, where->path, wanted, err);
}

static struct nl_value read_account(struct nl_arena *arena, const struct nl_address *where)
{
    return win_accounts_read(arena, where->path);
}

static enum nl_status write_account(struct nl_arena *arena, const struct nl_address *where,
                                    const struct nl_value *wanted, struct nl_error *err)
{
    return win_accounts_write(arena, where->path, wanted, err);
}

static struct nl_value read_block(struct nl_arena *arena, const struct nl_address *where)
{
    struct nl_value value = win_firewall_read(arena, where->path, where->name);
    if (value.state != NL_VALUE_UNSUPPORTED)
        return value;
    /* Where the firewall cannot be asked, the store of its rules still tells, as it tells a survey. */
    struct nl_registry_reader *reader = win_registry_reader(arena);
    struct nl_machine machine = {0};
    struct nl_registry_key *key = NL_PUSH(arena, &machine.registry);
    key->path = NL_FIREWALL_RULES;
    reader->values(reader, arena, NULL, key);
    return nl_machine_read(arena, &machine, where);
}

static enum nl_status write_block(struct nl_arena *arena, const struct nl_address *where,
                                  const struct nl_value *wanted, struct nl_error *err)
{
    return win_firewall_write(arena, where->path, where->name, wanted, err);
}

static const struct win_place places[NL_PLACE_COUNT] = {
    [NL_PLACE_REGISTRY] = {read_registry, write_registry, NL_EFFECT_RESTART},
    [NL_PLACE_SERVICE_START] = {read_start, write_start, NL_EFFECT_RESTART},
    [NL_PLACE_SERVICE_DEPENDS] = {read_depends, write_depends, NL_EFFECT_RESTART},
    [NL_PLACE_USER_RIGHT] = {read_right, write_right, NL_EFFECT_NEXT_LOGON},
    [NL_PLACE_ACCOUNT] = {read_account, write_account, NL_EFFECT_NOW},
    [NL_PLACE_FIREWALL_BLOCK] = {read_block, write_block, NL_EFFECT_NOW},
};

const struct win_place *win_place(enum nl_place place)
{
    return place >= 0 && place < NL_PLACE_COUNT ? &places[place] : NULL;
}
