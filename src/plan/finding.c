/* finding.c - findings, made and put in order. */
#include "finding.h"

#include "base/attributes.h"
#include "base/text.h"

struct nl_finding *nl_finding_add(struct nl_arena *arena, struct nl_findings *findings,
                                  const char *rule, const char *subject, enum nl_verdict verdict,
                                  enum nl_severity severity)
{
    struct nl_finding *finding = NL_PUSH(arena, findings);
    *finding = (struct nl_finding){
        .id = subject ? nl_arena_format(arena, "%s.%s", rule, subject) : rule,
        .rule = rule,
        .subject = subject,
        .verdict = verdict,
        .severity = severity,
        .decides = verdict == NL_VERDICT_FAIL,
    };
    return finding;
}

enum { RANKS = 3 };

static int rank_of(const struct nl_finding *finding)
{
    if (finding->first)
        return 0;
    return finding->port ? 1 : 2;
}

void nl_findings_sort(struct nl_arena *arena, struct nl_findings *findings)
{
    static const enum nl_verdict order[] = {NL_VERDICT_FAIL, NL_VERDICT_UNKNOWN,
                                            NL_VERDICT_NOT_CHECKED, NL_VERDICT_NOT_APPLICABLE,
                                            NL_VERDICT_PASS};
    struct nl_findings sorted = {0};
    for (size_t v = 0; v < NL_COUNT_OF(order); v++) {
        for (int severity = NL_SEVERITY_BLOCK; severity >= NL_SEVERITY_NONE; severity--) {
            for (int rank = 0; rank < RANKS; rank++) {
                for (size_t i = 0; i < findings->count; i++) {
                    const struct nl_finding *finding = &findings->items[i];
                    if (finding->verdict == order[v] && (int)finding->severity == severity &&
                        rank_of(finding) == rank)
                        *NL_PUSH(arena, &sorted) = *finding;
                }
            }
        }
    }
    *findings = sorted;
}
