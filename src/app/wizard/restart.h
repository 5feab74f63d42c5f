/* restart.h - what the wizard says about a restart of Windows, always with the same advice. */
#ifndef NL_APP_WIZARD_RESTART_H
#define NL_APP_WIZARD_RESTART_H

#include "report/layout.h"
#include "state.h"

#define NL_WIZARD_RESTART_NEEDED NL_T("Windows must be restarted before all of it takes effect.")

/* The sentence for a page, with the advice where Shut down is no restart on this computer. */
void nl_wizard_restart_needed(const struct nl_page *body, const struct nl_wizard *wizard);

/* sentence, a marked wording, and the advice behind it, for a result. */
void nl_wizard_tell_restart(const struct nl_wizard *wizard, const char *sentence,
                            struct nl_sentences *told);

#endif
