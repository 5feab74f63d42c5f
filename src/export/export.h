/* export.h - what a profile requests, collected for other people's tools: one list that every target
 * is written from. Pure. */
#ifndef NL_EXPORT_EXPORT_H
#define NL_EXPORT_EXPORT_H

#include "plan/risks.h"
#include "plan/settle.h"

/* One request as something to be written. */
struct nl_export_item {
    struct nl_instance instance; /* setting, id */
    struct nl_address address; /* where it is written; a companion's differs from the instance's */
    const struct nl_want *want;
    struct nl_value value; /* as requested; ABSENT: it has to be removed. Of a right: the whole list
                            * of holders */
    bool holders_known;    /* a right: value holds those that are there now, too */
};

/* A request that is not in the output. */
struct nl_export_absence {
    const char *id;
    struct nl_sentence why;
    bool is_loss; /* it was requested and is not carried; false: the profile excepts it, or this
                   * Windows does not have it */
};

struct nl_export {
    const struct nl_profile *profile;
    const struct nl_machine *machine; /* NULL: for any machine */
    NL_LIST(struct nl_export_item) items;
    NL_LIST(struct nl_export_absence) absences;
    struct nl_sentences notes; /* what holds of the whole, beside the absences */
    struct nl_risk_list risks; /* that the profile raises, there or anywhere */
};

/* What the run brings with it. */
struct nl_export_options {
    struct nl_texts accepted; /* risks; without its own a setting that Windows needs is no item */
    struct nl_texts left_out; /* risks whose changes are left out, or "all" */
};

/* Collects what the profile requests. machine: whose adapters, services and holders of rights are meant;
 * NULL: any machine, so that what depends on one is an absence. */
void nl_export_make(struct nl_arena *arena, const struct nl_profile *profile,
                    const struct nl_machine *machine, const struct nl_export_options *options,
                    struct nl_export *out_export);

/* Adds an absence. */
void nl_export_leave(struct nl_arena *arena, struct nl_export *list, const char *id, bool is_loss,
                     struct nl_sentence why);

/* How many requests are not carried. */
size_t nl_export_losses(const struct nl_export *list);

/* Whether a service of the catalogue is a driver: security templates and service managers of others
 * know no start type of those but through the registry. */
bool nl_export_is_driver(const struct nl_setting *setting);

#endif
