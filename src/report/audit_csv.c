/* audit_csv.c - an audit as a table for a spreadsheet: RFC 4180, with a byte order mark so that
 * Excel takes it for UTF-8, and with every cell that could be taken for a formula disarmed.
 *
 * One row for each check. The head and the words are the same in every language; titles and sentences,
 * which people read, are in theirs. */
#include "report/audit_csv.h"

#include "base/clean.h"
#include "report/check.h"
#include "report/csv.h"
#include "report/json_parts.h"

enum column {
    TIME,
    MACHINE,
    PROFILE,
    CHECK,
    RULE,
    SUBJECT,
    TITLE,
    VERDICT,
    OUTCOME,
    REASON,
    SEVERITY,
    FOUND,
    EFFECTIVE,
    WANTED,
    OWNER,
    ADDRESS,
    REFERENCES,
    WHAT,
    NEXT,
    COLUMN_COUNT
};

static void add_row(struct nl_arena *arena, struct nl_text *out, const char *const *cells)
{
    for (int i = 0; i < COLUMN_COUNT; i++) {
        if (i > 0)
            nl_text_add_char(out, ',');
        nl_csv_cell(out, cells[i] ? nl_clean(arena, cells[i]) : "");
    }
    nl_text_add(out, "\r\n");
}

void nl_report_audit_csv(struct nl_arena *arena, const struct nl_audit *audit,
                         const struct nl_report_style *style, struct nl_text *out)
{
    static const char *const head[COLUMN_COUNT] = {
        [TIME] = "time",
        [MACHINE] = "machine",
        [PROFILE] = "profile",
        [CHECK] = "check",
        [RULE] = "rule",
        [SUBJECT] = "subject",
        [TITLE] = "title",
        [VERDICT] = "verdict",
        [OUTCOME] = "outcome",
        [REASON] = "reason",
        [SEVERITY] = "severity",
        [FOUND] = "found",
        [EFFECTIVE] = "effective",
        [WANTED] = "wanted",
        [OWNER] = "owner",
        [ADDRESS] = "address",
        [REFERENCES] = "references",
        [WHAT] = "what",
        [NEXT] = "next",
    };
    const struct nl_checks checks = nl_checks_of(arena, audit, style->words);
    nl_text_add(out, "\xEF\xBB\xBF");
    add_row(arena, out, head);
    for (size_t i = 0; i < checks.count; i++) {
        const struct nl_check *check = &checks.items[i];
        const char *cells[COLUMN_COUNT] = {
            [TIME] = nl_json_time(audit->machine, style),
            [MACHINE] = audit->machine->name,
            [PROFILE] = audit->profile->name,
            [CHECK] = check->id,
            [RULE] = check->rule,
            [SUBJECT] = check->subject,
            [TITLE] = check->title,
            [VERDICT] = nl_wire(nl_verdict_words, check->verdict),
            [OUTCOME] = check->outcome,
            [REASON] = check->reason,
            [SEVERITY] = nl_wire(nl_severity_words, check->severity),
            [FOUND] = check->found,
            [EFFECTIVE] = check->effective,
            [WANTED] = check->wanted,
            [OWNER] = check->owner,
            [ADDRESS] = check->address,
            [REFERENCES] = check->setting ? nl_check_references(arena, check->setting) : NULL,
            [WHAT] = check->what,
            [NEXT] = check->next,
        };
        add_row(arena, out, cells);
    }
}
