/* intake.h - a profile that grows from what a file of another tool says, and what is left aside. Pure. */
#ifndef NL_EXPORT_INTAKE_H
#define NL_EXPORT_INTAKE_H

#include "model/profile.h"

/* Something of the file that is not in the profile. */
struct nl_intake_aside {
    const char *what;       /* as the file calls it; not cleaned */
    struct nl_sentence why; /* format NULL: it belongs to no setting of netlatch */
};

struct nl_intake {
    struct nl_arena *arena;
    const char *file;
    struct nl_profile profile;
    NL_LIST(struct nl_intake_aside) asides;
    size_t more_asides; /* beyond those that are kept, none of which belongs to a setting */
    struct nl_instances instances; /* of every setting but those per adapter */
};

/* An empty one. file: how the input is called in messages. */
void nl_intake_begin(struct nl_arena *arena, const char *file, struct nl_intake *out_intake);

/* A value of the registry. key: below HKEY_LOCAL_MACHINE; value ABSENT: it is to be removed. Start types
 * of services and the rules that netlatch export writes are taken for what they are. */
void nl_intake_registry(struct nl_intake *intake, const char *key, const char *name,
                        const struct nl_value *value);

/* A service's start type, 0 boot to 4 disabled. */
void nl_intake_service(struct nl_intake *intake, const char *service, uint32_t start);

/* The whole list of who holds a right: SIDs ("*S-1-..." or "S-1-...") and names. */
void nl_intake_right(struct nl_intake *intake, const char *right, const struct nl_texts *holders);

/* Whether the local account with that RID is enabled. */
void nl_intake_account(struct nl_intake *intake, const char *rid, bool enabled);

/* Anything else. why: format NULL where it belongs to no setting of netlatch. */
void nl_intake_leave(struct nl_intake *intake, const char *what, struct nl_sentence why);

/* Adds a request; a later one for the same instance takes the place of an earlier. */
void nl_intake_want(struct nl_intake *intake, const struct nl_want *want);

/* NL_INVALID with "file:line: expected ..."; expected is a marked wording. */
enum nl_status nl_intake_fail_line(const struct nl_intake *intake, size_t line,
                                   const char *expected, struct nl_error *err);

#endif
