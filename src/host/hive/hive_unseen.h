/* hive_unseen.h - what a survey of hives could not see, or is not sure of. */
#ifndef NL_HOST_HIVE_HIVE_UNSEEN_H
#define NL_HOST_HIVE_HIVE_UNSEEN_H

#include "model/machine.h"

/* Appends to machine->unseen: code is a number of winerror.h or 0, why a marked sentence. */
void nl_hive_say_unseen(struct nl_arena *arena, struct nl_machine *machine, const char *what,
                        uint32_t code, const char *why);

#endif
