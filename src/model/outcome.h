/* outcome.h - how a request ends, and the result of all of them together. */
#ifndef NL_MODEL_OUTCOME_H
#define NL_MODEL_OUTCOME_H

/* Each request of a profile on one machine ends in exactly one of these. */
enum nl_outcome {
    NL_OUTCOME_UNMET = 0,      /* cannot be met here; enum nl_unmet says why. First, so that what
                                * was never settled does not pass */
    NL_OUTCOME_MET,            /* as requested, and nothing observed contradicts its effect */
    NL_OUTCOME_PENDING,        /* as requested, but not in force yet: a restart, the next sign-in */
    NL_OUTCOME_CHANGE,         /* a plan step exists for it */
    NL_OUTCOME_EXCEPTED,       /* the profile itself leaves it out: a risk that holds here */
    NL_OUTCOME_NOT_APPLICABLE, /* this Windows does not have it */
    NL_OUTCOME_COUNT
};
/* unmet, met, pending, change, excepted, not-applicable */
extern const char *const nl_outcome_words[];

/* Why a request is unmet. */
enum nl_unmet {
    NL_UNMET_NONE = 0,
    NL_UNMET_DENIED,          /* reading or writing it is refused to this run, elevated or not */
    NL_UNMET_NEEDS_ELEVATION, /* it can be changed by an elevated run */
    NL_UNMET_UNSUPPORTED,     /* this host or this Windows cannot read or write it */
    NL_UNMET_NOT_FOUND,       /* nothing on this machine matches the selector */
    NL_UNMET_INVALID,         /* the stored value has a wrong type and cannot be replaced */
    NL_UNMET_INEFFECTIVE,     /* set as requested, but something else makes it count for nothing */
    NL_UNMET_LEFT_OUT,        /* left out by the person */
    NL_UNMET_COUNT
};
/* none, denied, needs-elevation, unsupported, not-found, invalid, ineffective, left-out */
extern const char *const nl_unmet_words[];

/* The result of the whole. */
enum nl_result {
    NL_RESULT_UNKNOWN = 0, /* nothing failed, but something that matters could not be read */
    NL_RESULT_AS_WANTED,   /* all met, excepted or not applicable, and no failing finding */
    NL_RESULT_PENDING,     /* the same, but some are pending */
    NL_RESULT_NOT_AS_WANTED,
    NL_RESULT_COUNT
};
/* unknown, as-wanted, pending, not-as-wanted */
extern const char *const nl_result_words[];

#endif
