/* dependents_text.h - the services that need another one, as a tree of text. */
#ifndef NL_REPORT_DEPENDENTS_TEXT_H
#define NL_REPORT_DEPENDENTS_TEXT_H

#include "report/layout.h"

/* At most 24 rows unless the page's style is verbose; says how many more there are. */
void nl_dependents_text(const struct nl_page *page, const struct nl_dependents *dependents);

#endif
