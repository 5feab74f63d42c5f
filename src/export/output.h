/* output.h - what a target's writer gets besides the list, and what it gives: files as bytes. */
#ifndef NL_EXPORT_OUTPUT_H
#define NL_EXPORT_OUTPUT_H

#include "export.h"

struct nl_export_context {
    const char *moment;    /* UTC, "2026-11-28T10:00:00Z" */
    const char *arguments; /* what a command of netlatch is given besides --profile: --accept ... */
    const char *profile_word; /* what --profile is given there: a name, or the path of a file */
    const char *profile_json; /* the profile as a file */
};

struct nl_export_file {
    const char *path; /* below the output, with '/'; "": the output itself */
    const uint8_t *bytes;
    size_t size;
};
struct nl_export_files {
    struct nl_export_file *items;
    size_t count;
    size_t capacity;
};

/* Adds a file of UTF-8 text with the line ends as they are. */
void nl_export_add_text(struct nl_export_files *files, const char *path,
                        const struct nl_text *text);

/* Adds a file of UTF-16LE with a byte order mark and CR LF for each LF: what regedit, secedit and the
 * Task Scheduler write themselves. */
void nl_export_add_utf16(struct nl_export_files *files, const char *path,
                         const struct nl_text *text);

/* Appends, line by line behind prefix: what made the file, risks, notes and what is not in it. English and
 * ASCII. */
void nl_export_head(struct nl_text *out, const struct nl_export *list, const char *prefix);

/* The same as an XML comment. */
void nl_export_head_xml(struct nl_text *out, const struct nl_export *list);

/* "smb1.server = disabled": an item for people. */
const char *nl_export_item_line(struct nl_arena *arena, const struct nl_export_item *item);

/* A GUID that is the same for the same text: "{8B1C...}". Version 8, variant 10 (RFC 9562). */
const char *nl_export_guid(struct nl_arena *arena, const char *text);

#endif
