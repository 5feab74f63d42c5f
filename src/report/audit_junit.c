/* audit_junit.c - an audit as JUnit XML for build servers, by the schema that Jenkins' xUnit
 * plug-in keeps (junit-10.xsd).
 *
 * Two suites: the settings, and the findings that are about no single setting. A fail is a
 * failure; an unknown is an error, because it must not count as passed; what the profile does not
 * ask for is skipped. */
#include "report/audit_junit.h"

#include "base/xml.h"
#include "report/label.h"
#include "report/phrase.h"

struct counts {
    size_t tests, failures, errors, skipped;
};

static void count(struct counts *counts, enum nl_verdict verdict)
{
    counts->tests++;
    counts->failures += verdict == NL_VERDICT_FAIL;
    counts->errors += verdict == NL_VERDICT_UNKNOWN;
    counts->skipped += verdict == NL_VERDICT_NOT_APPLICABLE || verdict == NL_VERDICT_NOT_CHECKED;
}

static void add_attribute(struct nl_text *out, const char *name, const char *value)
{
    nl_text_format(out, " %s=\"", name);
    nl_xml_add(out, value);
    nl_text_add_char(out, '"');
}

static void add_outcome(struct nl_text *out, const char *element, const char *type,
                        const char *message)
{
    nl_text_format(out, "      <%s", element);
    if (type)
        add_attribute(out, "type", type);
    add_attribute(out, "message", message);
    nl_text_add(out, "/>\n");
}

static void add_case(struct nl_text *out, const char *class_name, const char *name,
                     enum nl_verdict verdict, enum nl_severity severity, const char *message)
{
    nl_text_add(out, "    <testcase");
    add_attribute(out, "classname", class_name);
    add_attribute(out, "name", name);
    nl_text_add(out, " time=\"0\"");
    if (verdict == NL_VERDICT_PASS) {
        nl_text_add(out, "/>\n");
        return;
    }
    nl_text_add(out, ">\n");
    if (verdict == NL_VERDICT_FAIL)
        add_outcome(out, "failure", nl_wire(nl_severity_words, severity), message);
    else if (verdict == NL_VERDICT_UNKNOWN)
        add_outcome(out, "error", "unknown", message);
    else
        add_outcome(out, "skipped", NULL, nl_wire(nl_verdict_words, verdict));
    nl_text_add(out, "    </testcase>\n");
}

static void begin_suite(struct nl_text *out, const struct nl_audit *audit,
                        const struct nl_report_style *style, const char *name,
                        const struct counts *counts)
{
    nl_text_add(out, "  <testsuite");
    add_attribute(out, "name", name);
    nl_text_format(
        out, NL_PACK(" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" time=\"0\""),
        counts->tests, counts->failures, counts->errors, counts->skipped);
    if (style->moment)
        add_attribute(out, "timestamp", style->moment);
    add_attribute(out, "hostname", audit->machine->name ? audit->machine->name : "?");
    nl_text_add(out, ">\n");
}

void nl_report_audit_junit(struct nl_arena *arena, const struct nl_audit *audit,
                           const struct nl_report_style *style, struct nl_text *out)
{
    struct counts settings = {0};
    struct counts findings = {0};
    for (size_t i = 0; i < audit->settings.count; i++)
        count(&settings, audit->settings.items[i].verdict);
    for (size_t i = 0; i < audit->findings.count; i++) {
        if (!audit->findings.items[i].setting)
            count(&findings, audit->findings.items[i].verdict);
    }
    nl_text_add(
        out, NL_PACK("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"netlatch\""));
    nl_text_format(out, NL_PACK(" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" time=\"0\">\n"),
                   settings.tests + findings.tests, settings.failures + findings.failures,
                   settings.errors + findings.errors);
    begin_suite(out, audit, style,
                nl_arena_format(arena, "netlatch.settings.%s", audit->profile->name), &settings);
    for (size_t i = 0; i < audit->settings.count; i++) {
        const struct nl_judged *judged = &audit->settings.items[i];
        add_case(out, "netlatch.settings", judged->instance.id, judged->verdict, judged->severity,
                 nl_phrase_english(arena, &judged->why));
    }
    nl_text_add(out, "  </testsuite>\n");
    begin_suite(out, audit, style, "netlatch.findings", &findings);
    for (size_t i = 0; i < audit->findings.count; i++) {
        const struct nl_finding *finding = &audit->findings.items[i];
        if (!finding->setting)
            add_case(out, "netlatch.findings", finding->id, finding->verdict, finding->severity,
                     nl_sentence_text(arena, &finding->what, NULL));
    }
    nl_text_add(out, NL_PACK("  </testsuite>\n</testsuites>\n"));
}
