/* judge.h - one setting of one machine, judged against one want. Pure. */
#ifndef NL_PLAN_JUDGE_H
#define NL_PLAN_JUDGE_H

#include "exposure.h"
#include "judged.h"

/* Judges one instance against a want (NULL: none). exposure is that of the machine. The outcome is
 * MET, PENDING, CHANGE, UNMET or NOT_APPLICABLE; whether a change can be made here, and whether the
 * profile excepts it, is settled later (settle.h). */
void nl_judge(struct nl_arena *arena, const struct nl_machine *machine,
              const struct nl_exposure *exposure, const struct nl_instance *instance,
              const struct nl_want *want, struct nl_judged *out_judged);

/* The severity of a setting that is not as requested, by the ports it decides about: what nobody
 * can reach is not urgent. */
enum nl_severity nl_judge_severity(const struct nl_setting *setting,
                                   const struct nl_instance *instance,
                                   const struct nl_exposure *exposure);

#endif
