/* judged.h - one setting of one machine with its outcome. Pure. */
#ifndef NL_PLAN_JUDGED_H
#define NL_PLAN_JUDGED_H

#include "model/catalogue.h"
#include "model/outcome.h"
#include "model/profile.h"
#include "model/verdict.h"

struct nl_judged {
    struct nl_instance instance;
    struct nl_value value; /* as read */
    struct nl_meaning meaning;
    const char *effective; /* the word in force (by absence, DHCP ...), or NULL; for SIDs NULL */
    const struct nl_want *want;  /* NULL: the profile requests nothing of it */
    enum nl_outcome outcome;     /* meaningful with a want */
    enum nl_unmet unmet;         /* UNMET: the reason */
    enum nl_effect waits_for;    /* PENDING: what it waits for */
    const char *since;           /* PENDING: since when, UTC; NULL: not known */
    struct nl_sentence decisive; /* UNMET, PENDING, EXCEPTED: why, in one sentence */
    enum nl_verdict verdict;
    enum nl_severity severity; /* of a fail or unknown */
    struct nl_texts missing;   /* SIDs that the request asks for and that are not there */
    struct nl_texts surplus;   /* SIDs that are there and that it does not allow */
    struct nl_sentences why;   /* what was found, why it matters, who owns it (policy) */
};

/* Gives a judged setting its outcome, and the verdict that follows from it. why: one sentence, kept
 * as decisive and added to the reasons; format NULL: none. */
void nl_judged_end(struct nl_arena *arena, struct nl_judged *judged, enum nl_outcome outcome,
                   enum nl_unmet unmet, struct nl_sentence why);

#endif
