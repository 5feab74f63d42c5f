/* style.h - how a report is written: its language, its width, and what the suggested commands carry.
 * Every writer includes it; report.h, which knows the writers, includes it for those who call. */
#ifndef NL_REPORT_STYLE_H
#define NL_REPORT_STYLE_H

#include "base/sentence.h"
#include "base/text.h"
#include "plan/audit.h"
#include "plan/plan.h"

#include <stdbool.h>

struct nl_report_style {
    const struct nl_words *words; /* the language of text and HTML; NULL: English */
    bool color;                   /* text: ANSI colours */
    unsigned columns;             /* text: width of the screen; 0: 80 */
    bool plain;                   /* text: nothing but ASCII in what netlatch itself draws */
    bool verbose;                 /* text: every setting, reason and dependent */
    bool quiet; /* text: the result, the ports and what failed; line: the one word alone */
    const char *requests; /* how this run named its profile ("--profile office-client"), for the
                         * commands that are suggested; NULL: made from the profile's name */
    const char *source;   /* " --from FILE" or " --offline DIR" of this run, quoted; NULL: none */
    const char *language; /* the language this run was given with --lang; NULL: not given */
    bool confirms; /* a change made here can be rolled back by itself (apply --confirm-within) */
    const char *moment; /* when the machine was looked at, "2025-01-31T08:15:00Z"; NULL: not said */
};

#endif
