/* audit_prom.c - an audit as metrics in the text format of Prometheus (exposition format 0.0.4): HELP and
 * TYPE for each, base units, LF. What is unknown is NaN, which no comparison takes for closed. */
#include "report/audit_prom.h"

#include "base/clean.h"
#include "base/time_text.h"
#include "report/json_parts.h"
#include "report/label.h"
#include "version.h"

static const char *label_text(struct nl_arena *arena, const char *text)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (const char *at = nl_clean(arena, text); *at; at++) {
        if (*at == '\\' || *at == '"')
            nl_text_add_char(&out, '\\');
        nl_text_add_char(&out, *at);
    }
    return out.data;
}

/* Begins a metric. All are gauges: an audit counts nothing up. */
static void begin(struct nl_text *out, const char *name, const char *help)
{
    nl_text_format(out, NL_PACK("# HELP netlatch_%s %s\n# TYPE netlatch_%s gauge\n"), name, help,
                   name);
}

static const char *openness_number(enum nl_openness openness)
{
    return openness == NL_OPENNESS_UNKNOWN ? "NaN" : openness == NL_OPENNESS_CLOSED ? "0" : "1";
}

static const char *reach_number(enum nl_reach reach)
{
    return reach == NL_REACH_UNKNOWN ? "NaN" : reach == NL_REACH_NOBODY ? "0" : "1";
}

static void add_ports(struct nl_text *out, const struct nl_audit *audit, const char *common,
                      bool listening)
{
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        const struct nl_port_exposure *port = &audit->ports[i];
        nl_text_format(out, NL_PACK("netlatch_port_%s{%s,port=\"%u\",protocol=\"%s\"} %s\n"),
                       listening ? "listening" : "reachable", common, (unsigned)port->port->number,
                       nl_wire(nl_protocol_words, port->port->protocol),
                       listening ? openness_number(port->observed)
                                 : reach_number(port->reached_by));
    }
}

static void add_settings(struct nl_arena *arena, struct nl_text *out, const struct nl_audit *audit,
                         const char *common)
{
    begin(out, "setting_compliant",
          NL_PACK("Whether a setting is as the profile requests: 1 yes, 0 no, NaN unknown."));
    for (size_t i = 0; i < audit->settings.count; i++) {
        const struct nl_judged *judged = &audit->settings.items[i];
        if (judged->verdict == NL_VERDICT_NOT_CHECKED ||
            judged->verdict == NL_VERDICT_NOT_APPLICABLE)
            continue;
        nl_text_format(
            out, NL_PACK("netlatch_setting_compliant{%s,setting=\"%s\",subject=\"%s\"} %s\n"),
            common, judged->instance.setting->id, label_text(arena, judged->instance.instance),
            judged->verdict == NL_VERDICT_PASS   ? "1"
            : judged->verdict == NL_VERDICT_FAIL ? "0"
                                                 : "NaN");
    }
}

static void add_findings(struct nl_text *out, const struct nl_audit *audit, const char *common)
{
    static const enum nl_verdict verdicts[] = {NL_VERDICT_FAIL, NL_VERDICT_UNKNOWN};
    begin(out, "findings", NL_PACK("Findings of the audit by verdict and severity."));
    for (size_t v = 0; v < NL_COUNT_OF(verdicts); v++) {
        for (unsigned severity = NL_SEVERITY_LOW; severity <= NL_SEVERITY_BLOCK; severity++) {
            size_t count = 0;
            for (size_t i = 0; i < audit->findings.count; i++)
                count += audit->findings.items[i].verdict == verdicts[v] &&
                         (unsigned)audit->findings.items[i].severity == severity;
            nl_text_format(out,
                           NL_PACK("netlatch_findings{%s,verdict=\"%s\",severity=\"%s\"} %zu\n"),
                           common, nl_wire(nl_verdict_words, verdicts[v]),
                           nl_wire(nl_severity_words, severity), count);
        }
    }
}

void nl_report_audit_prom(struct nl_arena *arena, const struct nl_audit *audit,
                          const struct nl_report_style *style, struct nl_text *out)
{
    const char *common =
        nl_arena_format(arena, "machine=\"%s\",profile=\"%s\"",
                        label_text(arena, audit->machine->name), audit->profile->name);
    const char *time = nl_json_time(audit->machine, style);
    uint64_t seconds = 0;
    begin(out, "info", NL_PACK("The program that made the audit, and what it looked at."));
    nl_text_format(out, "netlatch_info{%s,version=\"" NETLATCH_VERSION "\",windows=\"%s\"} 1\n",
                   common, label_text(arena, audit->machine->os.version));
    begin(out, "compliant",
          NL_PACK("Whether the machine is as the profile requests: 1 yes, 0 no."));
    nl_text_format(out, "netlatch_compliant{%s} %d\n", common, nl_audit_clean(audit) ? 1 : 0);
    if (time && nl_time_parse(time, &seconds)) {
        begin(out, "audit_timestamp_seconds",
              NL_PACK("When the machine was looked at, since 1970."));
        nl_text_format(out, NL_PACK("netlatch_audit_timestamp_seconds{%s} %llu\n"), common,
                       (unsigned long long)seconds);
    }
    begin(out, "port_listening",
          NL_PACK("Whether something listens on the port: 1 yes, 0 no, NaN unknown."));
    add_ports(out, audit, common, true);
    begin(out, "port_reachable",
          NL_PACK("Whether another computer reaches the port: 1 yes, 0 no, NaN unknown."));
    add_ports(out, audit, common, false);
    begin(out, "settings", "Settings of the audit by verdict.");
    for (unsigned verdict = 0; verdict < NL_VERDICT_COUNT; verdict++)
        nl_text_format(out, NL_PACK("netlatch_settings{%s,verdict=\"%s\"} %lu\n"), common,
                       nl_wire(nl_verdict_words, verdict),
                       (unsigned long)audit->summary.counts[verdict]);
    add_settings(arena, out, audit, common);
    add_findings(out, audit, common);
}
