/* report_sample.h - an audit and a plan made by hand, for tests of the reports. Nothing in them
 * comes from the catalogue or the planner, so that their golden files change when a report changes
 * and not when a sentence elsewhere does. */
#ifndef NL_TESTS_REPORT_SAMPLE_H
#define NL_TESTS_REPORT_SAMPLE_H

#include "plan/audit.h"
#include "plan/plan.h"

enum report_sample_kind {
    REPORT_SAMPLE_OFFICE,  /* a workstation with something of everything */
    REPORT_SAMPLE_HOSTILE, /* the same, every text of the machine an attack on some format */
    REPORT_SAMPLE_CLEAN    /* a workstation that is as its profile wants it: nothing to do */
};

struct report_sample {
    struct nl_arena arena;
    bool hostile;
    size_t next_attack; /* each text is another one */
    struct nl_machine machine;
    struct nl_profile profile;
    struct nl_audit audit;
    struct nl_plan plan;
};

/* first_attack: which attack the first text is, in the hostile sample; 0 else. */
struct report_sample *report_sample_new(enum report_sample_kind kind, size_t first_attack);
void report_sample_free(struct report_sample *sample);

/* The attacks: escape sequences, markup, formulas, directions, line ends. */
extern const char *const report_sample_attacks[];
extern const size_t report_sample_attack_count;

/* A text of the machine: as given, or in the hostile sample the next attack. */
const char *report_sample_name(struct report_sample *sample, const char *name);

/* The parts, in report_sample.c and report_sample_plan.c. */
void report_sample_fill_plan(struct report_sample *sample);
extern const struct nl_setting report_sample_settings[];
struct nl_instance report_sample_instance(struct report_sample *sample, size_t setting,
                                          const char *instance, const char *label);
void report_sample_ports(struct report_sample *sample,
                         struct nl_port_exposure ports[NL_PORT_COUNT]);

enum {
    SAMPLE_DCOM,
    SAMPLE_GUEST,
    SAMPLE_DENY,
    SAMPLE_NETBEUI,
    SAMPLE_NETBIOS,
    SAMPLE_RPC,
    SAMPLE_SERVER,
    SAMPLE_SMB,
    SAMPLE_SETTING_COUNT
};

#define SAMPLE_ETHERNET "{11111111-2222-3333-4444-555555555555}"
#define SAMPLE_VPN "{66666666-7777-8888-9999-AAAAAAAAAAAA}"

#endif
