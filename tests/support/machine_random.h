/* machine_random.h - machines and profiles from a seed, for property tests. */
#ifndef NL_TESTS_MACHINE_RANDOM_H
#define NL_TESTS_MACHINE_RANDOM_H

#include "machine_builder.h"
#include "model/profile.h"

/* The next number of the sequence (SplitMix64). */
uint64_t random_next(uint64_t *seed);

/* A number below bound. */
uint32_t random_below(uint64_t *seed, uint32_t bound);

/* A machine in which every setting of the catalogue may be absent, present with any of its words,
 * of the wrong type, out of range, denied or unsupported; keys may be missing at any depth, adapters
 * be many, gone or odd, services missing. Free it with machine_free. */
struct machine_builder *machine_random(uint64_t *seed);

/* A profile that wants something of some settings of that machine, through any kind of selector. */
void profile_random(struct nl_arena *arena, uint64_t *seed, const struct nl_machine *machine,
                    struct nl_profile *out_profile);

#endif
