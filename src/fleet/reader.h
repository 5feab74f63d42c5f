/* reader.h - documents in, entries out: audits, audits as lines, recordings, of every version so far.
 *
 * A document of which something is wrong is one fault, whatever it holds; nothing else is lost by it.
 * Memory: one buffer for parsing is used again for each document, as large as the largest needs. */
#ifndef NL_FLEET_READER_H
#define NL_FLEET_READER_H

#include "fleet/collection.h"
#include "fleet/lines.h"
#include "fleet/names.h"
#include "fleet/pool.h"
#include "model/machine.h"
#include "model/profile.h"

struct nl_fleet_reader {
    struct nl_arena *arena;  /* of what is kept */
    struct nl_arena scratch; /* of one document */
    struct nl_fleet_pool pool;
    struct nl_names names;
    const struct nl_profile
        *profile; /* recordings are judged by it; NULL: by the recommended one */
    /* Adds to a recording what is known of the machine besides its file; NULL: nothing is. Its memory is
     * scratch, of one document. */
    void (*complete)(void *context, struct nl_arena *scratch, const char *file,
                     struct nl_machine *machine);
    void *context;
    struct nl_fleet_draft draft;
    size_t bad_probes;      /* rows of the last audit's "probes" that do not count */
    const char *bad_member; /* of the first of them, not what a probe writes */
};

/* arena keeps what is read; it must outlive the entries. */
void nl_fleet_reader_init(struct nl_fleet_reader *reader, struct nl_arena *arena,
                          const struct nl_profile *profile);

/* Gives back what was needed for reading; the entries and names stay. */
void nl_fleet_reader_done(struct nl_fleet_reader *reader);

/* Whether the beginning of a file is the first of several lines, each a document of its own. */
bool nl_fleet_is_lines(const char *bytes, size_t size);

/* Reads a whole file: entries or faults are added to the collection. A byte order mark is skipped;
 * UTF-16, as a redirection in Windows PowerShell writes it, is decoded. */
void nl_fleet_read(struct nl_fleet_reader *reader, const char *file, const void *bytes, size_t size,
                   struct nl_fleet_collection *collection);

/* The same for a file that is read part by part: each line is fed without its end, in order. */
void nl_fleet_read_line(struct nl_fleet_reader *reader, struct nl_fleet_lines *lines,
                        const char *line, size_t length);

/* What a document is by the name of its schema. */
enum nl_fleet_kind {
    NL_FLEET_KIND_OTHER = 0,
    NL_FLEET_KIND_AUDIT,
    NL_FLEET_KIND_RECORDING,
    NL_FLEET_KIND_SUMMARY
};

/* NL_INVALID for what is none of the last three: another document, or a later version. */
NL_MUST_CHECK enum nl_status nl_fleet_kind_of(struct yyjson_val *root, enum nl_fleet_kind *out_kind,
                                              struct nl_error *err);

/* Judges a recording by the profile and appends the audit document to *out. Memory from scratch. */
NL_MUST_CHECK enum nl_status nl_fleet_judge(struct nl_arena *scratch,
                                            const struct nl_profile *profile, const char *file,
                                            const char *bytes, size_t size, struct nl_text *out,
                                            struct nl_error *err);

/* An audit document that stands in memory, as nl_report_audit_json writes it. */
NL_MUST_CHECK enum nl_status nl_fleet_read_audit(struct nl_fleet_reader *reader, const char *json,
                                                 size_t size, struct nl_fleet_entry *out_entry,
                                                 struct nl_error *err);

#endif
