/* step_words.h - settings and steps in the words that a person reads. */
#ifndef NL_APP_WIZARD_STEP_WORDS_H
#define NL_APP_WIZARD_STEP_WORDS_H

#include "plan/plan.h"
#include "report/layout.h"

/* A setting as a person calls it: its title, and the adapter it belongs to. */
const char *nl_wizard_setting_name(const struct nl_page *page, const struct nl_instance *instance);

/* "name: before -> after". */
const char *nl_wizard_step_text(const struct nl_page *page, const struct nl_step *step);

#endif
