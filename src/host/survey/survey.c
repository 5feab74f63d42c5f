/* survey.c - walks the table of keys over a registry and records what it answers. */
#include "survey.h"

#include "survey_keys.h"
#include "survey_rules.h"

#include <string.h>

struct walk {
    struct nl_arena *arena;
    struct nl_registry_reader *reader;
    struct nl_machine *machine;
    const struct nl_survey_row *row;
};

static void say_unseen(struct walk *walk, const char *what, enum nl_value_state state,
                       uint32_t code, const char *why)
{
    for (size_t i = 0; i < walk->machine->unseen.count; i++) {
        if (nl_same(walk->machine->unseen.items[i].what, what))
            return;
    }
    nl_machine_say_unseen(walk->arena, walk->machine, nl_arena_text(walk->arena, what), state, code,
                          why);
}

/* Makes room for one more key; false when the machine has had enough of them. */
static bool has_room(struct walk *walk)
{
    if (walk->machine->registry.count < NL_SURVEY_KEYS)
        return true;
    say_unseen(walk, "registry", NL_VALUE_UNSUPPORTED, NL_SURVEY_LEFT_OUT,
               NL_T("there are too many registry keys: the rest was left out"));
    return false;
}

/* A reader that forgets its limits is held to them here. */
static void enforce_limits(struct walk *walk, struct nl_registry_key *key)
{
    size_t most = walk->row->rules ? (size_t)NL_SURVEY_RULES : (size_t)NL_SURVEY_VALUES;
    if (key->values.count > most) {
        key->state = NL_VALUE_UNSUPPORTED;
        key->code = NL_SURVEY_LEFT_OUT;
    }
    if (key->state != NL_VALUE_PRESENT) {
        key->values.items = NULL;
        key->values.count = 0;
        key->values.capacity = 0;
        return;
    }
    for (size_t i = 0; i < key->values.count; i++) {
        struct nl_value *value = &key->values.items[i].value;
        if (value->state == NL_VALUE_PRESENT && value->size > NL_SURVEY_VALUE_SIZE)
            *value = nl_value_unsupported(NL_SURVEY_LEFT_OUT);
        if (value->state == NL_VALUE_UNSUPPORTED && value->code == NL_SURVEY_LEFT_OUT)
            say_unseen(
                walk, nl_arena_format(walk->arena, "%s : %s", key->path, key->values.items[i].name),
                value->state, value->code, NL_T("the value is larger than 1 MiB and was left out"));
    }
}

static void say_key_unseen(struct walk *walk, const struct nl_registry_key *key)
{
    if (key->state != NL_VALUE_DENIED && key->state != NL_VALUE_UNSUPPORTED)
        return;
    say_unseen(walk, key->path, key->state, key->code,
               key->state == NL_VALUE_UNSUPPORTED && key->code == NL_SURVEY_LEFT_OUT
                   ? NL_T("the key has too many values and was left out")
                   : NULL);
}

static void record(struct walk *walk, const struct nl_registry_key *key)
{
    *NL_PUSH(walk->arena, &walk->machine->registry) = *key;
    struct nl_named keys = NL_NAMED(&walk->machine->registry, nl_registry_key, path);
    nl_index_extend(walk->arena, &walk->machine->registry_index, &keys);
}

/* Reads one key and, to the given depth, those below it. */
static void read_key(struct walk *walk, const char *path, unsigned depth, bool record_absence)
{
    if (nl_machine_key(walk->machine, path) || !has_room(walk))
        return;
    struct nl_registry_key key = {.path = nl_arena_text(walk->arena, path)};
    walk->reader->keep = walk->row->rules ? nl_survey_rule_kept : NULL;
    walk->reader->values(walk->reader, walk->arena, walk->row->names, &key);
    walk->reader->keep = NULL;
    if (key.state == NL_VALUE_ABSENT && !record_absence)
        return;
    enforce_limits(walk, &key);
    say_key_unseen(walk, &key);
    record(walk, &key);
    if (depth == 0 || key.state != NL_VALUE_PRESENT)
        return;

    struct nl_subkeys below = {0};
    walk->reader->subkeys(walk->reader, walk->arena, path, &below);
    if (below.state == NL_VALUE_DENIED || below.state == NL_VALUE_UNSUPPORTED)
        say_unseen(walk, nl_arena_format(walk->arena, "%s\\*", path), below.state, below.code,
                   NL_T("the keys below it could not be listed"));
    if (below.cut || below.names.count > NL_SURVEY_SUBKEYS)
        say_unseen(walk, nl_arena_format(walk->arena, "%s\\*", path), NL_VALUE_UNSUPPORTED,
                   NL_SURVEY_LEFT_OUT,
                   NL_T("more than 4096 keys are below it: only the first were read"));
    for (size_t i = 0; i < below.names.count && i < NL_SURVEY_SUBKEYS; i++)
        read_key(walk, nl_arena_format(walk->arena, "%s\\%s", path, below.names.items[i]),
                 depth - 1, false);
}

/* Records the key before a '*' as looked below, or why that was not possible. */
static void record_parent(struct walk *walk, const char *path, const struct nl_subkeys *below,
                          bool literal)
{
    if (below->state == NL_VALUE_ABSENT && !literal)
        return;
    struct nl_registry_key key = {.path = nl_arena_text(walk->arena, path),
                                  .state = below->state,
                                  .code = below->code,
                                  .missing_keys = below->missing_keys};
    say_key_unseen(walk, &key);
    if (below->cut || below->names.count > NL_SURVEY_SUBKEYS)
        say_unseen(walk, nl_arena_format(walk->arena, "%s\\*", path), NL_VALUE_UNSUPPORTED,
                   NL_SURVEY_LEFT_OUT,
                   NL_T("more than 4096 keys are below it: only the first were read"));
    if (!nl_machine_key(walk->machine, path) && has_room(walk))
        record(walk, &key);
}

/* Replaces the '*' components of a path one by one by what is there. */
static void expand(struct walk *walk, const char *path, bool literal)
{
    const char *star = strstr(path, "\\*");
    if (!star) {
        read_key(walk, path, walk->row->depth, literal);
        return;
    }
    const char *parent = nl_arena_copy(walk->arena, path, (size_t)(star - path));
    const char *rest = star + 2;
    struct nl_subkeys below = {0};
    walk->reader->subkeys(walk->reader, walk->arena, parent, &below);
    record_parent(walk, parent, &below, literal);
    if (below.state != NL_VALUE_PRESENT)
        return;
    for (size_t i = 0; i < below.names.count && i < NL_SURVEY_SUBKEYS; i++) {
        /* A name with a '*' in it would be expanded for ever. */
        if (strchr(below.names.items[i], '*'))
            continue;
        expand(walk, nl_arena_format(walk->arena, "%s\\%s%s", parent, below.names.items[i], rest),
               false);
    }
}

/* Reads a row once for each interface of NetBT: "Tcpip_{GUID}" gives {GUID}. */
static void per_interface(struct walk *walk)
{
    static const char prefix[] = NL_NETBT_INTERFACES "\\Tcpip_";
    struct nl_texts keys = nl_machine_subkeys(walk->arena, walk->machine, NL_NETBT_INTERFACES);
    for (size_t i = 0; i < keys.count; i++) {
        if (!nl_starts(keys.items[i], prefix))
            continue;
        struct nl_text path;
        nl_text_init(&path, walk->arena);
        const char *guid = keys.items[i] + sizeof prefix - 1;
        nl_sentence_fill(&path, walk->row->path, &guid, 1, NULL);
        read_key(walk, path.data, walk->row->depth, true);
    }
}

void nl_survey_registry(struct nl_arena *arena, struct nl_registry_reader *reader,
                        struct nl_machine *machine)
{
    size_t count = 0;
    const struct nl_survey_row *rows = nl_survey_rows(&count);
    for (size_t i = 0; i < count; i++) {
        struct walk walk = {.arena = arena, .reader = reader, .machine = machine, .row = &rows[i]};
        if (strstr(rows[i].path, "{1}"))
            per_interface(&walk);
        else
            expand(&walk, rows[i].path, true);
    }
}
