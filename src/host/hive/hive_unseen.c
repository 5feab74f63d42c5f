/* hive_unseen.c - what a survey of hives could not see, or is not sure of. */
#include "hive_unseen.h"

void nl_hive_say_unseen(struct nl_arena *arena, struct nl_machine *machine, const char *what,
                        uint32_t code, const char *why)
{
    nl_machine_say_unseen(arena, machine, what, NL_VALUE_UNSUPPORTED, code, why);
}
