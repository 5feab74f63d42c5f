/* progress.h - how far a change is: a bar on a console, where it is drawn over and over; elsewhere
 * nothing, so that what a program reads stays plain lines. */
#ifndef NL_APP_PROGRESS_H
#define NL_APP_PROGRESS_H

#include "app.h"

/* Draws the bar with text (in the person's language, cleaned) behind it, cut to the window's width.
 * False, with nothing drawn, where the standard output is no console with escape sequences, and with
 * --plain and --quiet. */
bool nl_progress_show(struct nl_app *app, size_t done, size_t total, const char *text);

/* Takes the bar away; what is printed next stands in its place. */
void nl_progress_end(struct nl_app *app);

#endif
