/* audit_ndjson.c - an audit as lines for a log collector: a header, then one JSON object for each
 * port, setting and finding. Every line names the machine, so that it can stand alone. */
#include "report/audit_ndjson.h"

#include "base/json_document.h"
#include "report/json_parts.h"

static void end_line(const struct nl_writer *writer, struct nl_text *out)
{
    size_t length = 0;
    const char *text = nl_json_text(writer->arena, writer->doc, false, &length);
    nl_text_add_part(out, text, length);
    nl_text_add_char(out, '\n');
}

static yyjson_mut_val *begin_line(struct nl_writer *writer, const struct nl_audit *audit,
                                  const char *record)
{
    writer->doc = nl_json_new(writer->arena);
    yyjson_mut_val *root = yyjson_mut_obj(writer->doc);
    yyjson_mut_doc_set_root(writer->doc, root);
    nl_json_add_text(writer, root, "record", record);
    nl_json_add_text(writer, root, "machine", audit->machine->name);
    return root;
}

void nl_report_audit_ndjson(struct nl_arena *arena, const struct nl_audit *audit,
                            const struct nl_report_style *style, struct nl_text *out)
{
    struct nl_writer writer = {arena, nl_json_new(arena)};
    yyjson_mut_val *header = nl_json_document(writer.doc, "netlatch/audit-lines/1");
    nl_json_add_text(&writer, header, "record", "header");
    nl_json_add_time(&writer, header, style);
    nl_json_add_machine(&writer, header, audit->machine);
    nl_json_add_profile(&writer, header, audit);
    nl_json_add_summary(&writer, header, audit);
    nl_json_add_unseen(&writer, header, audit->machine);
    end_line(&writer, out);

    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        yyjson_mut_val *port = begin_line(&writer, audit, "port");
        nl_json_fill_port(&writer, port, audit->ports[i].port);
        nl_json_fill_exposure(&writer, port, &audit->ports[i]);
        end_line(&writer, out);
    }
    for (size_t i = 0; i < audit->settings.count; i++) {
        nl_json_fill_setting(&writer, begin_line(&writer, audit, "setting"),
                             &audit->settings.items[i]);
        end_line(&writer, out);
    }
    for (size_t i = 0; i < audit->findings.count; i++) {
        nl_json_fill_finding(&writer, begin_line(&writer, audit, "finding"),
                             &audit->findings.items[i]);
        end_line(&writer, out);
    }
}
