/* hive_read.h - keys and values out of open hives, by their paths on a running Windows. */
#ifndef NL_HOST_HIVE_HIVE_READ_H
#define NL_HOST_HIVE_HIVE_READ_H

#include "hive_registry.h"

/* What a survey asks; reader of a registry is a copy of it. */
extern const struct nl_registry_reader nl_hive_reader;

/* Where a path leads. */
struct nl_hive_place {
    enum nl_value_state state; /* PRESENT: key is the key; ABSENT; DENIED; UNSUPPORTED */
    uint32_t code;
    uint32_t missing_keys;     /* ABSENT: how many keys at the end do not exist */
    struct nl_hive_file *file; /* PRESENT, ABSENT only */
    uint32_t key;              /* PRESENT: the key; ABSENT: the last key that exists */
    const char *rest;          /* ABSENT: what is missing, "A\B" */
};
struct nl_hive_place nl_hive_locate(struct nl_hive_registry *registry, const char *path);

/* The value of a path, with all four outcomes. */
struct nl_value nl_hive_registry_value(struct nl_arena *arena, struct nl_hive_registry *registry,
                                       const char *path, const char *name);

#endif
