/* recorded.h - a recording that is read by itself, not as the machine of a command. */
#ifndef NL_APP_RECORDED_H
#define NL_APP_RECORDED_H

#include "app.h"

/* Fills machine->pending from the journals that lie beside the recording's file, if any. Journals that
 * cannot be read are in machine->unseen. */
void nl_recorded_complete(struct nl_app *app, struct nl_arena *arena, const char *file,
                          struct nl_machine *machine);

#endif
