/* survey.h - the walk over a registry that every surveying host shares: live Windows and the hives
 * of a disk fill machine.registry (and, where there is no service manager to ask, the services)
 * through the same table of keys, so that the planner finds the same paths in both. */
#ifndef NL_HOST_SURVEY_H
#define NL_HOST_SURVEY_H

#include "model/machine.h"

/* What is larger is left out, and said so: ERROR_MORE_DATA. Every list comes from outside. */
enum {
    NL_SURVEY_VALUE_SIZE = 1024 * 1024, /* bytes of one value */
    NL_SURVEY_VALUES = 10000,           /* values of one key */
    NL_SURVEY_RULES = 50000,            /* firewall rules of one key that can concern the ports */
    NL_SURVEY_LOOKED_AT = 1000000,      /* values of such a key, with those that are not kept */
    NL_SURVEY_SUBKEYS = 4096,           /* keys below one key */
    NL_SURVEY_SERVICES = 65536,         /* services: a session host has dozens for each session */
    NL_SURVEY_KEYS = 20000,             /* keys in all */
    NL_SURVEY_LEFT_OUT = 234            /* ERROR_MORE_DATA (winerror.h) */
};

/* Names of the keys directly below one key. */
struct nl_subkeys {
    enum nl_value_state state; /* PRESENT: names is filled; ABSENT: there is no such key */
    uint32_t code;
    uint32_t missing_keys; /* ABSENT only */
    bool cut;              /* there are more than NL_SURVEY_SERVICES */
    struct nl_texts names;
};

/* How a host is asked. Nothing here fails: all four outcomes are answers. */
struct nl_registry_reader {
    /* Reads the values of key->path: all of them, or with names (ended by NULL) those alone. key is
     * zeroed but for its path; the reader fills state, code, missing_keys and values. A value over
     * NL_SURVEY_VALUE_SIZE is listed as unsupported with the code NL_SURVEY_LEFT_OUT. A key with
     * more than NL_SURVEY_VALUES values is unsupported with that code and lists none: part of a
     * list would make the rest look absent. Where keep is set, only values for which it is true are
     * recorded and the others are counted in key->left_out; the limits are then NL_SURVEY_RULES and
     * NL_SURVEY_LOOKED_AT. */
    void (*values)(struct nl_registry_reader *reader, struct nl_arena *arena,
                   const char *const *names, struct nl_registry_key *key);

    void (*subkeys)(struct nl_registry_reader *reader, struct nl_arena *arena, const char *path,
                    struct nl_subkeys *out_subkeys);

    /* Set by the walk around a call of values; NULL: every value is recorded. */
    bool (*keep)(uint32_t type, const void *bytes, size_t size);
};

/* Adds every key of the table to machine->registry, and to machine->unseen what was denied,
 * unsupported or left out. A key of the table that does not exist is recorded as absent; one that
 * a '*' led to is simply not recorded. What stands before a '*' is recorded without values, so that
 * "looked below it" and "could not look" differ. */
void nl_survey_registry(struct nl_arena *arena, struct nl_registry_reader *reader,
                        struct nl_machine *machine);

/* Fills machine->services from the keys below Services, for a host without a service manager:
 * whether a service runs is then not known. services_state becomes what the key answered. */
void nl_survey_services(struct nl_arena *arena, struct nl_registry_reader *reader,
                        struct nl_machine *machine);

/* One service as its key describes it; false when the key describes none (performance counters,
 * transports and the like have keys there too). */
bool nl_survey_service(struct nl_arena *arena, struct nl_registry_reader *reader, const char *name,
                       struct nl_service *out_service);

/* The name of a Windows as people know it. Windows 11 goes on calling itself Windows 10 in its
 * registry's ProductName, so as not to break programs that compare it; the build tells. recorded
 * may be NULL, and then so is the answer. */
const char *nl_survey_product(struct nl_arena *arena, const char *recorded, uint32_t build);

#endif
