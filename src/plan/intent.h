/* intent.h - what a profile means to do with each port of a machine. Pure. */
#ifndef NL_PLAN_INTENT_H
#define NL_PLAN_INTENT_H

#include "settle.h"

enum nl_intent {
    NL_INTENT_NONE = 0, /* the profile says nothing of it, or excepts it here */
    NL_INTENT_CLOSE,
    NL_INTENT_OPEN
};

struct nl_intents {
    enum nl_intent ports[NL_PORT_COUNT];   /* on the whole machine */
    enum nl_intent *places[NL_PORT_COUNT]; /* beside the places of the port's exposure: what is
                                            * meant there, the whole machine's included */
};

/* Only requests that are not excepted, left out or not applicable count. Closing wins over opening:
 * a port with two locks is closed by either. */
void nl_intents_find(struct nl_arena *arena, const struct nl_settled *settled,
                     struct nl_intents *out_intents);

#endif
