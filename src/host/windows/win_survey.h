/* win_survey.h - one look at the whole machine. */
#ifndef NL_WINDOWS_SURVEY_H
#define NL_WINDOWS_SURVEY_H

#include "host/host.h"

enum nl_status win_host_survey(struct nl_host *base, struct nl_arena *arena,
                               struct nl_machine *out_machine, struct nl_error *err);

#endif
