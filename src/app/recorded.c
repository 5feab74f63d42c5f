/* recorded.c - a recording that is read by itself, not as the machine of a command. */
#include "recorded.h"

#include "host/files.h"
#include "input.h"
#include "surveying.h"
#include "wiring.h"

void nl_recorded_complete(struct nl_app *app, struct nl_arena *arena, const char *file,
                          struct nl_machine *machine)
{
    const struct nl_moment moment = {.now_s = app->clock->now_s(app->clock)};
    struct nl_error unread = {0};
    struct nl_store *store = NULL;
    struct nl_journals journals = {0};
    enum nl_file_kind kind = NL_FILE_NONE;
    const char *folder = NULL;
    enum nl_status status = nl_journal_folder(arena, file, &folder, &unread);
    if (status == NL_OK && nl_file_look(folder, &kind, &unread) == NL_OK && kind == NL_FILE_NONE)
        return; /* most recordings have none */
    if (status == NL_OK)
        status = nl_wiring_folder_store(arena, folder, &store, &unread);
    status = nl_surveying_list(arena, status, store, &journals, &unread);
    nl_surveying_take(arena, status, &journals, &unread, &moment, false, machine);
}
