/* machine_facts.h - every fact of a machine, one after the other, in other states: what a property
 * test changes. The facts come from the machine itself and from what was asked of it, never from a
 * list of names. */
#ifndef NL_TESTS_MACHINE_FACTS_H
#define NL_TESTS_MACHINE_FACTS_H

#include "model/machine.h"

/* A fact that was asked for and is not there: a registry value, or a service (name NULL). */
struct asked {
    const char *path;
    const char *name;
};
struct asked_list {
    struct asked *items;
    size_t count;
    size_t capacity;
};

/* A machine that differs in one fact. */
struct variant {
    struct nl_machine machine;
    size_t fact;      /* which one: variants of the same fact have the same number */
    bool unknown;     /* the fact could not be read; else it is another value */
    const char *what; /* for people */
};

typedef void (*variant_visitor)(const struct variant *variant, struct nl_arena *arena,
                                void *context);

/* Calls visit with every variant; its memory lives until it returns. */
void machine_facts_visit(const struct nl_machine *base, const struct asked_list *asked,
                         variant_visitor visit, void *context);

#endif
