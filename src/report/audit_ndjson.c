/* audit_ndjson.c - an audit as lines for a log collector, netlatch/audit-lines/2: one JSON object for
 * the machine, then one for each port, setting, request, finding, probe and thing that was not seen.
 *
 * Each line stands alone: it begins with the time, the machine, the profile, what it records, the run
 * and the program. A member has one type on every line, so that a bulk loader needs no mapping. A
 * line is shorter than what log collectors take (Wazuh: 65,535 bytes); what is cut for that says so. */
#include "report/audit_ndjson.h"

#include "base/json_document.h"
#include "report/json_parts.h"
#include "report/run.h"

enum { LONGEST_LINE = 64999 };

/* What every line begins with. */
struct lines {
    struct nl_writer writer;
    const struct nl_audit *audit;
    const char *time;
    const char *run;
    struct nl_text *out;
};

static yyjson_mut_val *begin_line(struct lines *lines, const char *record)
{
    struct nl_writer *writer = &lines->writer;
    writer->doc = nl_json_new(writer->arena);
    yyjson_mut_val *root = yyjson_mut_obj(writer->doc);
    yyjson_mut_doc_set_root(writer->doc, root);
    nl_json_add_text(writer, root, "time", lines->time);
    nl_json_add_text(writer, root, "machine", lines->audit->machine->name);
    nl_json_add_text(writer, root, "profile", lines->audit->profile->name);
    nl_json_add_text(writer, root, "record", record);
    nl_json_add_text(writer, root, "run", lines->run);
    nl_json_add_header(writer->doc, root, "netlatch/audit-lines/2");
    return root;
}

/* Cuts texts to most bytes and lists to most / 16 items, also inside other objects. */
static void cut(struct nl_arena *arena, yyjson_mut_val *value, size_t most)
{
    if (yyjson_mut_is_str(value) && yyjson_mut_get_len(value) > most) {
        const char *text = yyjson_mut_get_str(value);
        size_t length = most;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--; /* at a character's edge */
        yyjson_mut_set_str(value, nl_arena_copy(arena, text, length));
    } else if (yyjson_mut_is_arr(value)) {
        while (yyjson_mut_arr_size(value) > most / 16)
            (void)yyjson_mut_arr_remove_last(value);
        yyjson_mut_arr_iter items = yyjson_mut_arr_iter_with(value);
        for (yyjson_mut_val *item = NULL; (item = yyjson_mut_arr_iter_next(&items));)
            cut(arena, item, most);
    } else if (yyjson_mut_is_obj(value)) {
        yyjson_mut_obj_iter members = yyjson_mut_obj_iter_with(value);
        for (yyjson_mut_val *key = NULL; (key = yyjson_mut_obj_iter_next(&members));)
            cut(arena, yyjson_mut_obj_iter_get_val(key), most);
    }
}

static void end_line(struct lines *lines)
{
    struct nl_writer *writer = &lines->writer;
    yyjson_mut_val *root = yyjson_mut_doc_get_root(writer->doc);
    yyjson_mut_val *was_cut = yyjson_mut_bool(writer->doc, false);
    yyjson_mut_obj_add(root, yyjson_mut_str(writer->doc, "cut"), was_cut);
    size_t length = 0;
    const char *text = nl_json_text(writer->arena, writer->doc, false, &length);
    for (size_t most = 16384; length > LONGEST_LINE && most >= 16; most /= 2) {
        yyjson_mut_set_bool(was_cut, true);
        cut(writer->arena, root, most);
        text = nl_json_text(writer->arena, writer->doc, false, &length);
    }
    nl_text_add_part(lines->out, text, length);
    nl_text_add_char(lines->out, '\n');
}

static void header_line(struct lines *lines)
{
    const struct nl_audit *audit = lines->audit;
    yyjson_mut_val *header = begin_line(lines, "header");
    const struct nl_writer *writer = &lines->writer;
    nl_json_add_machine(writer, header, "computer", audit->machine);
    nl_json_add_recording(writer, header, audit->machine);
    nl_json_add_text(writer, header, "profile_title", audit->profile->title);
    yyjson_mut_obj_add_bool(writer->doc, header, "profile_recommended", audit->profile_recommended);
    nl_json_add_summary(writer, header, audit);
    nl_json_add_unconfirmed(writer, header, audit->machine);
    nl_json_add_sentences(writer, header, "client", &audit->client);
    nl_json_add_recommendation(writer, header, audit);
    end_line(lines);
}

static void machine_lines(struct lines *lines)
{
    const struct nl_machine *machine = lines->audit->machine;
    for (size_t i = 0; i < machine->probes.count; i++) {
        yyjson_mut_val *line = begin_line(lines, "probe");
        yyjson_mut_obj_add_val(
            lines->writer.doc, line, "probe",
            nl_shape_write(lines->writer.doc, &nl_probed_shape, &machine->probes.items[i]));
        end_line(lines);
    }
    for (size_t i = 0; i < machine->unseen.count; i++) {
        nl_json_fill_unseen(&lines->writer, begin_line(lines, "unseen"), &machine->unseen.items[i]);
        end_line(lines);
    }
}

void nl_report_audit_ndjson(struct nl_arena *arena, const struct nl_audit *audit,
                            const struct nl_report_style *style, struct nl_text *out)
{
    struct lines lines = {
        .writer = {arena, NULL},
        .audit = audit,
        .time = nl_json_time(audit->machine, style),
        .run = nl_run_id(arena, audit, style),
        .out = out,
    };
    header_line(&lines);
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        yyjson_mut_val *port = begin_line(&lines, "port");
        nl_json_fill_port(&lines.writer, port, audit->ports[i].port);
        nl_json_fill_exposure(&lines.writer, port, &audit->ports[i]);
        nl_json_add_without_probes(&lines.writer, port, &audit->ports[i]);
        end_line(&lines);
    }
    for (size_t i = 0; i < audit->settings.count; i++) {
        yyjson_mut_val *setting = begin_line(&lines, "setting");
        nl_json_fill_setting(&lines.writer, setting, audit->machine, &audit->settings.items[i]);
        end_line(&lines);
    }
    for (size_t i = 0; i < audit->requests.count; i++) {
        yyjson_mut_val *request = begin_line(&lines, "request");
        nl_json_fill_request(&lines.writer, request, &audit->requests.items[i]);
        end_line(&lines);
    }
    for (size_t i = 0; i < audit->findings.count; i++) {
        yyjson_mut_val *finding = begin_line(&lines, "finding");
        nl_json_fill_finding(&lines.writer, finding, &audit->findings.items[i]);
        end_line(&lines);
    }
    machine_lines(&lines);
}
