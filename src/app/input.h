/* input.h - what a command works on: the host, its journals and the wanted profile. */
#ifndef NL_APP_INPUT_H
#define NL_APP_INPUT_H

#include "app.h"
#include "model/profile.h"

/* The host that --from and --offline name, or the live one. */
NL_MUST_CHECK enum nl_status nl_open_host(struct nl_app *app, struct nl_host **out_host,
                                          struct nl_error *err);

/* Opens it again, now that the store is locked: another netlatch may have changed the file that was
 * read before. On failure the old host stays. */
NL_MUST_CHECK enum nl_status nl_reopen_host(struct nl_app *app, struct nl_host **host,
                                            struct nl_error *err);

/* " --from FILE" or " --offline DIR" of this run, for commands that are suggested; "" live. */
const char *nl_source_options(const struct nl_app *app);

/* The same with " --lang TAG" where this run was given a language: for suggested commands that are
 * made here, not by a report. */
const char *nl_run_options(const struct nl_app *app);

/* Where the journals of a recording lie: beside the file itself. By whatever link it is named, it has one
 * history. */
NL_MUST_CHECK enum nl_status nl_journal_folder(struct nl_arena *arena, const char *file,
                                               const char **out_folder, struct nl_error *err);

/* The store of the journals that belong to that host. */
NL_MUST_CHECK enum nl_status nl_open_store(struct nl_app *app, struct nl_store **out_store,
                                           struct nl_error *err);

/* The profile that --profile and --set name. NL_INVALID when neither is given. */
NL_MUST_CHECK enum nl_status nl_wanted_profile(struct nl_app *app, struct nl_profile *out_profile,
                                               struct nl_error *err);

/* A profile is small; anything larger is a mistake or an attack. */
#define NL_MAX_PROFILE ((size_t)1024 * 1024)

/* Whether what --profile names is a file, not a built-in profile. */
bool nl_names_file(const char *name);

/* One built-in profile or one from a file. */
NL_MUST_CHECK enum nl_status nl_load_profile(struct nl_app *app, const char *name,
                                             struct nl_profile *out_profile, struct nl_error *err);

/* Refuses words after the command beyond most. */
NL_MUST_CHECK enum nl_status nl_at_most_words(const struct nl_app *app, size_t most,
                                              struct nl_error *err);

#endif
