/* recommend.h - which built-in profile fits this machine, from evidence, with reasons. */
#ifndef NL_PLAN_RECOMMEND_H
#define NL_PLAN_RECOMMEND_H

#include "base/sentence.h"
#include "model/machine.h"

struct nl_recommendation {
    const char *profile;         /* a built-in profile's name */
    struct nl_sentences reasons; /* what on this machine spoke for it */
    struct nl_sentences unsure;  /* what could not be seen and might change it */
};

void nl_recommend(struct nl_arena *arena, const struct nl_machine *machine,
                  struct nl_recommendation *out_recommendation);

#endif
