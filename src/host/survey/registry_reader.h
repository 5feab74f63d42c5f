/* registry_reader.h - how a survey asks a registry: live Windows and the hives of a disk each have one. */
#ifndef NL_HOST_SURVEY_REGISTRY_READER_H
#define NL_HOST_SURVEY_REGISTRY_READER_H

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

#endif
