/* html_facts.h - the one line of facts on top of every HTML report. */
#ifndef NL_REPORT_HTML_FACTS_H
#define NL_REPORT_HTML_FACTS_H

#include "report/html.h"

/* System, membership, time, rights, source, profile and the program's version. */
void nl_html_facts(const struct nl_html *html, const struct nl_machine *machine,
                   const struct nl_profile *profile, bool recommended, struct nl_html_head *head);

#endif
