/* audit_json.c - an audit as one JSON document, netlatch/audit/2. */
#include "report/audit_json.h"

#include "base/json_document.h"
#include "report/json_parts.h"
#include "report/run.h"

static void add_lists(const struct nl_writer *writer, yyjson_mut_val *root,
                      const struct nl_audit *audit)
{
    yyjson_mut_doc *doc = writer->doc;
    yyjson_mut_val *ports = yyjson_mut_obj_add_arr(doc, root, "ports");
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        yyjson_mut_val *port = yyjson_mut_arr_add_obj(doc, ports);
        nl_json_fill_port(writer, port, audit->ports[i].port);
        nl_json_fill_exposure(writer, port, &audit->ports[i]);
        nl_json_add_without_probes(writer, port, &audit->ports[i]);
    }
    yyjson_mut_val *findings = yyjson_mut_obj_add_arr(doc, root, "findings");
    for (size_t i = 0; i < audit->findings.count; i++)
        nl_json_fill_finding(writer, yyjson_mut_arr_add_obj(doc, findings),
                             &audit->findings.items[i]);
    yyjson_mut_val *settings = yyjson_mut_obj_add_arr(doc, root, "settings");
    for (size_t i = 0; i < audit->settings.count; i++)
        nl_json_fill_setting(writer, yyjson_mut_arr_add_obj(doc, settings), audit->machine,
                             &audit->settings.items[i]);
    nl_json_add_requests(writer, root, &audit->requests);
    nl_json_add_sentences(writer, root, "client", &audit->client);
    yyjson_mut_val *probes = yyjson_mut_obj_add_arr(doc, root, "probes");
    for (size_t i = 0; i < audit->machine->probes.count; i++)
        yyjson_mut_arr_append(
            probes, nl_shape_write(doc, &nl_probed_shape, &audit->machine->probes.items[i]));
    nl_json_add_unseen(writer, root, audit->machine);
}

void nl_report_audit_json(struct nl_arena *arena, const struct nl_audit *audit,
                          const struct nl_report_style *style, struct nl_text *out)
{
    yyjson_mut_doc *doc = nl_json_new(arena);
    struct nl_writer writer = {arena, doc};
    yyjson_mut_val *root = nl_json_document(doc, "netlatch/audit/2");
    nl_json_add_text(&writer, root, "time", nl_json_time(audit->machine, style));
    nl_json_add_text(&writer, root, "run", nl_run_id(arena, audit, style));
    nl_json_add_machine(&writer, root, "machine", audit->machine);
    nl_json_add_recording(&writer, root, audit->machine);
    nl_json_add_profile(&writer, root, audit);
    nl_json_add_summary(&writer, root, audit);
    nl_json_add_unconfirmed(&writer, root, audit->machine);
    add_lists(&writer, root, audit);
    nl_json_add_recommendation(&writer, root, audit);

    size_t length = 0;
    const char *text = nl_json_text(arena, doc, true, &length);
    nl_text_add_part(out, text, length);
}
