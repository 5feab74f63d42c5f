/* machine_state.c - what a management system gets about a machine. */
#include "machine_state.h"

#include "model/profile_json.h"
#include "surveying.h"

/* A want that asks for what is stored; false: there is none. */
static bool want_stored(const struct nl_judged *judged, struct nl_want *out_want)
{
    const struct nl_instance *instance = &judged->instance;
    const struct nl_meaning *meaning = &judged->meaning;
    *out_want = (struct nl_want){.setting = instance->setting, .selector = instance->instance};
    if (instance->setting->flags & NL_SETTING_READ_ONLY)
        return false;
    if (meaning->kind == NL_MEANING_SIDS) {
        out_want->kind = NL_WANT_SIDS_EXACT;
        out_want->sids = meaning->sids;
        return true;
    }
    if (meaning->kind != NL_MEANING_WORD)
        return false;
    out_want->word = nl_stored_word(instance->setting, &judged->value, meaning);
    const struct nl_choice *choice =
        out_want->word ? nl_choice_find(instance->setting, out_want->word) : NULL;
    return choice && !choice->read_only;
}

yyjson_mut_val *nl_state_settings(const struct nl_writer *writer, const struct nl_audit *audit,
                                  bool requested)
{
    struct nl_profile state = {0};
    for (size_t i = 0; i < audit->settings.count; i++) {
        struct nl_want want;
        if ((!requested || audit->settings.items[i].want) &&
            want_stored(&audit->settings.items[i], &want))
            *NL_PUSH(writer->arena, &state.wants) = want;
    }
    return nl_profile_write_settings(writer->doc, &state);
}

void nl_state_add_unread(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_audit *audit, bool requested)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->doc, object, "unread");
    for (size_t i = 0; i < audit->settings.count; i++) {
        const struct nl_judged *judged = &audit->settings.items[i];
        struct nl_want want;
        if ((!requested || judged->want) && judged->meaning.kind != NL_MEANING_NOTHING &&
            !want_stored(judged, &want))
            yyjson_mut_arr_add_str(writer->doc, list, judged->instance.id);
    }
}

void nl_state_add_requests(const struct nl_writer *writer, yyjson_mut_val *object,
                           const struct nl_audit *audit, const struct nl_requests *requests)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->doc, object, "requests");
    for (size_t i = 0; i < requests->count; i++) {
        const struct nl_request *request = &requests->items[i];
        yyjson_mut_val *row = yyjson_mut_arr_add_obj(writer->doc, list);
        struct nl_want want;
        bool stored = request->judged < audit->settings.count &&
                      want_stored(&audit->settings.items[request->judged], &want);
        nl_json_fill_request(writer, row, request);
        nl_json_add_text(writer, row, "found", stored ? nl_json_want(writer->arena, &want) : NULL);
    }
}

static void add_reason(const struct nl_writer *writer, yyjson_mut_val *list, const char *code,
                       const char *phrase)
{
    yyjson_mut_val *row = yyjson_mut_arr_add_obj(writer->doc, list);
    nl_json_add_text(writer, row, "code", code);
    nl_json_add_text(writer, row, "phrase", phrase);
}

const struct nl_unseen *nl_state_journals_unseen(const struct nl_machine *machine)
{
    for (size_t i = 0; machine && i < machine->unseen.count; i++) {
        if (nl_equal(machine->unseen.items[i].what, NL_UNSEEN_JOURNALS))
            return &machine->unseen.items[i];
    }
    return NULL;
}

void nl_state_add_reasons(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_audit *audit, const struct nl_requests *requests,
                          bool findings)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->doc, object, "reasons");
    for (size_t i = 0; i < requests->count; i++) {
        const struct nl_request *request = &requests->items[i];
        if (nl_request_met(request))
            continue;
        add_reason(writer, list, request->id,
                   request->why.format
                       ? nl_sentence_text(writer->arena, &request->why, NULL)
                       : nl_arena_format(writer->arena, "Requested: %s.",
                                         nl_json_want(writer->arena, request->want)));
    }
    const struct nl_unseen *journals = nl_state_journals_unseen(audit->machine);
    if (journals)
        add_reason(writer, list, journals->what,
                   nl_arena_format(writer->arena,
                                   "Whether something waits for a restart is not known: %s",
                                   journals->why ? journals->why : "the journals cannot be read"));
    for (size_t i = 0; i < audit->findings.count; i++) {
        const struct nl_finding *finding = &audit->findings.items[i];
        if (findings && finding->decides)
            add_reason(writer, list, finding->id,
                       nl_sentence_text(writer->arena, &finding->what, NULL));
    }
}

const char *nl_state_text(struct nl_arena *arena, const struct nl_audit *audit)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (size_t i = 0; i < audit->settings.count; i++) {
        const struct nl_judged *judged = &audit->settings.items[i];
        struct nl_want want;
        if (!judged->want || judged->meaning.kind == NL_MEANING_NOTHING)
            continue;
        nl_text_format(&out, "%s: %s\n", judged->instance.id,
                       want_stored(judged, &want) ? nl_json_want(arena, &want) : "not known");
    }
    return out.data;
}
