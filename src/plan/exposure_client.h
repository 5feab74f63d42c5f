/* exposure_client.h - what this machine does when it opens the shares of others. */
#ifndef NL_PLAN_EXPOSURE_CLIENT_H
#define NL_PLAN_EXPOSURE_CLIENT_H

#include "base/sentence.h"
#include "model/machine.h"

/* What this machine, as a client, would try when it opens a share, and whether that can succeed. */
void nl_exposure_client(struct nl_arena *arena, const struct nl_machine *machine,
                        struct nl_sentences *out_sentences);

#endif
