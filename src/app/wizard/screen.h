/* screen.h - the whole screen: taking it, drawing one frame, giving it back. */
#ifndef NL_APP_WIZARD_SCREEN_H
#define NL_APP_WIZARD_SCREEN_H

#include "page.h"

/* Takes the whole screen: raw input, the alternate screen, no cursor. */
void nl_wizard_screen_take(struct nl_app *app);

/* Ends the wizard's full screen; does nothing where it is not shown. */
void nl_wizard_screen_give_back(struct nl_app *app);

/* Whether there is room: at least 40 columns and 12 rows. */
bool nl_wizard_screen_fits(struct nl_app *app);

/* Draws one frame and tells how many lines of the page are in sight. number: digits that may go on,
 * or NULL. */
size_t nl_wizard_draw(struct nl_wizard *wizard, const struct nl_wizard_page *page,
                      struct nl_wizard_place *place, const char *number);

#endif
