/* text_parts.h - parts that the audit's and the plan's text share. */
#ifndef NL_REPORT_TEXT_PARTS_H
#define NL_REPORT_TEXT_PARTS_H

#include "report/layout.h"

/* Name and version, then the machine, who ran netlatch, and the profile. recommended: nobody named
 * the profile. */
void nl_text_header(const struct nl_page *page, const char *title, const struct nl_machine *machine,
                    const struct nl_profile *profile, bool recommended);

enum nl_tone nl_tone_openness(enum nl_openness openness);
enum nl_tone nl_tone_verdict(enum nl_verdict verdict);
enum nl_tone nl_tone_severity(enum nl_severity severity);

/* One column's word; a prediction that rests on an unverified setting is starred. */
const char *nl_text_openness(const struct nl_page *page, enum nl_openness openness, bool starred);

/* Explains the star if one of the ports has it. */
void nl_text_star(const struct nl_page *page, const struct nl_port_exposure *ports);

/* What could not be seen; nothing is written when all was. */
void nl_text_unseen(const struct nl_page *page, const struct nl_machine *machine);

#endif
