/* json_parts.c - members that several JSON documents share. */
#include "report/json_parts.h"

#include "base/time_text.h"
#include "model/sid.h"
#include "plan/policy.h"
#include "report/json_value.h"
#include "report/label.h"

void nl_json_add_text(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                      const char *text)
{
    if (text)
        yyjson_mut_obj_add_str(writer->doc, object, key, text);
    else
        yyjson_mut_obj_add_null(writer->doc, object, key);
}

static const char *english(const struct nl_writer *writer, const struct nl_sentence *sentence)
{
    return nl_sentence_text(writer->arena, sentence, NULL);
}

void nl_json_add_sentence(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                          const struct nl_sentence *sentence)
{
    nl_json_add_text(writer, object, key, sentence->format ? english(writer, sentence) : NULL);
}

void nl_json_add_sentences(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                           const struct nl_sentences *sentences)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->doc, object, key);
    for (size_t i = 0; i < sentences->count; i++)
        yyjson_mut_arr_add_str(writer->doc, list, english(writer, &sentences->items[i]));
}

void nl_json_add_reason(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                        const struct nl_sentence *sentence)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->doc, object, key);
    if (sentence->format)
        yyjson_mut_arr_add_str(writer->doc, list, english(writer, sentence));
}

void nl_json_add_texts(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                       const struct nl_texts *texts)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->doc, object, key);
    for (size_t i = 0; i < texts->count; i++)
        yyjson_mut_arr_add_str(writer->doc, list, texts->items[i]);
}

void nl_json_add_sid_names(const struct nl_writer *writer, yyjson_mut_val *object,
                           const struct nl_texts *sids)
{
    yyjson_mut_val *names = yyjson_mut_obj_add_arr(writer->doc, object, "names");
    struct nl_texts named = {0};
    for (size_t i = 0; i < sids->count; i++) {
        const char *name = nl_sid_known_name(sids->items[i]);
        if (!name || nl_texts_hold(&named, sids->items[i]))
            continue;
        nl_texts_add(&named, writer->arena, sids->items[i]);
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(writer->doc, names);
        yyjson_mut_obj_add_str(writer->doc, one, "sid", sids->items[i]);
        yyjson_mut_obj_add_str(writer->doc, one, "name", name);
    }
}

void nl_json_add_machine(const struct nl_writer *writer, yyjson_mut_val *object, const char *key,
                         const struct nl_machine *machine)
{
    yyjson_mut_doc *doc = writer->doc;
    yyjson_mut_val *found = yyjson_mut_obj(doc);
    yyjson_mut_obj_add(object, yyjson_mut_str(doc, key), found);
    nl_json_add_text(writer, found, "name", machine->name);
    yyjson_mut_val *os = yyjson_mut_obj_add_obj(doc, found, "os");
    nl_json_add_text(writer, os, "product", machine->os.product);
    nl_json_add_text(writer, os, "version", machine->os.version);
    yyjson_mut_obj_add_uint(doc, os, "build", machine->os.build);
    nl_json_add_text(writer, os, "kind", nl_wire(nl_os_kind_words, machine->os.kind));
    nl_json_add_text(writer, os, "architecture", machine->os.architecture);
    nl_json_add_text(writer, found, "source", machine->source);
    nl_json_add_text(writer, found, "elevated",
                     nl_wire(nl_answer_words, machine->session.elevated));
    nl_json_add_text(writer, found, "remote_session",
                     nl_wire(nl_remote_words, machine->session.remote));
    nl_json_add_text(writer, found, "user", machine->session.user_sid);
    nl_json_add_text(writer, found, "user_name", machine->session.user_name);
    yyjson_mut_val *membership = yyjson_mut_obj_add_obj(doc, found, "membership");
    nl_json_add_text(writer, membership, "state",
                     nl_wire(nl_value_state_words, machine->membership.state));
    nl_json_add_text(writer, membership, "join", nl_wire(nl_join_words, machine->membership.join));
    nl_json_add_text(writer, membership, "name", machine->membership.name);
}

void nl_json_fill_unseen(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_unseen *unseen)
{
    nl_json_add_text(writer, object, "what", unseen->what);
    nl_json_add_text(writer, object, "state", nl_wire(nl_value_state_words, unseen->state));
    yyjson_mut_obj_add_uint(writer->doc, object, "code", unseen->code);
    yyjson_mut_val *why = yyjson_mut_obj_add_arr(writer->doc, object, "why");
    if (unseen->why)
        yyjson_mut_arr_add_str(writer->doc, why, unseen->why);
}

void nl_json_add_unseen(const struct nl_writer *writer, yyjson_mut_val *object,
                        const struct nl_machine *machine)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->doc, object, "unseen");
    for (size_t i = 0; i < machine->unseen.count; i++)
        nl_json_fill_unseen(writer, yyjson_mut_arr_add_obj(writer->doc, list),
                            &machine->unseen.items[i]);
}

const char *nl_json_time(const struct nl_machine *machine, const struct nl_report_style *style)
{
    uint64_t unused = 0;
    if (style->moment)
        return style->moment;
    return machine->recorded && nl_time_parse(machine->recorded, &unused) ? machine->recorded
                                                                          : NULL;
}

void nl_json_add_recording(const struct nl_writer *writer, yyjson_mut_val *object,
                           const struct nl_machine *machine)
{
    if (!machine->recording_sha256) {
        yyjson_mut_obj_add_null(writer->doc, object, "recording");
        return;
    }
    yyjson_mut_val *recording = yyjson_mut_obj_add_obj(writer->doc, object, "recording");
    nl_json_add_text(writer, recording, "sha256", machine->recording_sha256);
    nl_json_add_text(writer, recording, "time", machine->recorded);
    nl_json_add_text(writer, recording, "made_by", machine->recorded_by);
}

static void add_columns(const struct nl_writer *writer, yyjson_mut_val *object,
                        enum nl_openness predicted, enum nl_openness observed,
                        enum nl_openness reachable)
{
    nl_json_add_text(writer, object, "predicted", nl_wire(nl_openness_words, predicted));
    nl_json_add_text(writer, object, "observed", nl_wire(nl_openness_words, observed));
    nl_json_add_text(writer, object, "reachable", nl_wire(nl_openness_words, reachable));
}

void nl_json_fill_exposure(const struct nl_writer *writer, yyjson_mut_val *object,
                           const struct nl_port_exposure *exposure)
{
    yyjson_mut_doc *doc = writer->doc;
    add_columns(writer, object, exposure->predicted, exposure->observed, exposure->reachable);
    nl_json_add_text(writer, object, "admits", nl_wire(nl_reach_words, exposure->admits));
    nl_json_add_text(writer, object, "reached_by", nl_wire(nl_reach_words, exposure->reached_by));
    nl_json_add_text(writer, object, "will_reach", nl_wire(nl_reach_words, exposure->will_reach));
    nl_json_add_text(writer, object, "closed_by", exposure->closed_by);
    yyjson_mut_obj_add_bool(doc, object, "unverified", exposure->unverified);
    yyjson_mut_val *owners = yyjson_mut_obj_add_arr(doc, object, "owners");
    for (size_t i = 0; i < exposure->owners.count; i++) {
        const struct nl_port_owner *owner = &exposure->owners.items[i];
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(doc, owners);
        yyjson_mut_obj_add_uint(doc, one, "pid", owner->pid);
        nl_json_add_text(writer, one, "process", owner->process);
        nl_json_add_text(writer, one, "service", owner->service);
        yyjson_mut_obj_add_bool(doc, one, "windows", owner->windows);
        nl_json_add_text(writer, one, "address", owner->address);
        yyjson_mut_obj_add_bool(doc, one, "v6", owner->v6);
    }
    yyjson_mut_val *places = yyjson_mut_obj_add_arr(doc, object, "places");
    for (size_t i = 0; i < exposure->places.count; i++) {
        const struct nl_port_place *place = &exposure->places.items[i];
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(doc, places);
        nl_json_add_text(writer, one, "adapter", place->adapter);
        nl_json_add_text(writer, one, "label", place->label);
        add_columns(writer, one, place->predicted, place->observed, place->reachable);
        nl_json_add_text(writer, one, "reached_by", nl_wire(nl_reach_words, place->reached_by));
        nl_json_add_sentences(writer, one, "why", &place->why);
    }
    nl_json_add_sentences(writer, object, "why", &exposure->why);
}

void nl_json_add_without_probes(const struct nl_writer *writer, yyjson_mut_val *object,
                                const struct nl_port_exposure *exposure)
{
    nl_json_add_text(writer, object, "without_probes",
                     nl_wire(nl_reach_words, exposure->without_probes));
}

void nl_json_fill_port(const struct nl_writer *writer, yyjson_mut_val *object,
                       const struct nl_port *port)
{
    yyjson_mut_obj_add_uint(writer->doc, object, "port", port->number);
    nl_json_add_text(writer, object, "protocol", nl_wire(nl_protocol_words, port->protocol));
    nl_json_add_text(writer, object, "name", port->name);
}

static void add_address(const struct nl_writer *writer, yyjson_mut_val *object,
                        const struct nl_address *address)
{
    yyjson_mut_val *one = yyjson_mut_obj_add_obj(writer->doc, object, "address");
    nl_json_add_text(writer, one, "place", nl_wire(nl_place_words, address->place));
    nl_json_add_text(writer, one, "path", address->path);
    nl_json_add_text(writer, one, "name", address->name);
}

void nl_json_add_references(const struct nl_writer *writer, yyjson_mut_val *object,
                            const struct nl_setting *setting)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->doc, object, "references");
    const struct nl_reference *reference = setting->references;
    for (; reference && reference->kind; reference++) {
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(writer->doc, list);
        nl_json_add_text(writer, one, "catalogue", nl_wire(nl_reference_words, reference->kind));
        nl_json_add_text(writer, one, "version", reference->document);
        nl_json_add_text(writer, one, "id", reference->id);
    }
}

void nl_json_fill_instance(const struct nl_writer *writer, yyjson_mut_val *object,
                           const struct nl_instance *instance, const struct nl_address *address)
{
    nl_json_add_text(writer, object, "rule", instance->setting->id);
    nl_json_add_text(writer, object, "subject", instance->instance);
    nl_json_add_text(writer, object, "title", instance->setting->title);
    nl_json_add_text(writer, object, "label", instance->label);
    add_address(writer, object, address);
}

const char *nl_json_want(struct nl_arena *arena, const struct nl_want *want)
{
    if (want->kind == NL_WANT_WORD)
        return want->word;
    struct nl_text text;
    nl_text_init(&text, arena);
    nl_text_add(&text, want->kind == NL_WANT_SIDS_ADD      ? "+"
                       : want->kind == NL_WANT_SIDS_REMOVE ? "-"
                                                           : "=");
    for (size_t i = 0; i < want->sids.count; i++) {
        if (i > 0)
            nl_text_add_char(&text, ',');
        nl_text_add(&text, want->sids.items[i]);
    }
    return text.data;
}

static const char *meaning_word(const struct nl_meaning *meaning)
{
    return meaning->kind == NL_MEANING_WORD && meaning->choice ? meaning->choice->word : NULL;
}

/* The accounts of what was found and of what is wanted. */
static void add_names(const struct nl_writer *writer, yyjson_mut_val *object,
                      const struct nl_judged *judged)
{
    const struct nl_meaning *meaning = &judged->meaning;
    struct nl_texts sids = {0};
    for (size_t i = 0; meaning->kind == NL_MEANING_SIDS && i < meaning->sids.count; i++)
        nl_texts_add(&sids, writer->arena, meaning->sids.items[i]);
    for (size_t i = 0; judged->want && i < judged->want->sids.count; i++)
        nl_texts_add(&sids, writer->arena, judged->want->sids.items[i]);
    nl_json_add_sid_names(writer, object, &sids);
}

void nl_json_fill_setting(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_machine *machine, const struct nl_judged *judged)
{
    struct nl_sentence unused;
    bool unmet = judged->want && judged->outcome == NL_OUTCOME_UNMET;
    bool pending = judged->want && judged->outcome == NL_OUTCOME_PENDING;
    nl_json_add_text(writer, object, "id", judged->instance.id);
    nl_json_fill_instance(writer, object, &judged->instance, &judged->instance.address);
    nl_json_add_value(writer->arena, writer->doc, object, "value", &judged->value);
    yyjson_mut_obj_add_uint(writer->doc, object, "value_code", judged->value.code);
    nl_json_add_text(writer, object, "found", meaning_word(&judged->meaning));
    nl_json_add_text(writer, object, "effective", judged->effective);
    nl_json_add_text(writer, object, "wanted",
                     judged->want ? nl_json_want(writer->arena, judged->want) : NULL);
    nl_json_add_text(writer, object, "verdict", nl_wire(nl_verdict_words, judged->verdict));
    nl_json_add_text(writer, object, "outcome",
                     judged->want ? nl_wire(nl_outcome_words, judged->outcome) : NULL);
    nl_json_add_text(writer, object, "reason",
                     unmet ? nl_wire(nl_unmet_words, judged->unmet) : NULL);
    nl_json_add_text(writer, object, "waits_for",
                     pending ? nl_wire(nl_effect_words, judged->waits_for) : NULL);
    nl_json_add_text(writer, object, "since", pending ? judged->since : NULL);
    nl_json_add_text(writer, object, "severity", nl_wire(nl_severity_words, judged->severity));
    nl_json_add_text(writer, object, "owner",
                     nl_wire(nl_ownership_words,
                             nl_policy_owner(writer->arena, machine, &judged->instance, &unused)));
    nl_json_add_sentences(writer, object, "why", &judged->why);
    add_names(writer, object, judged);
    nl_json_add_references(writer, object, judged->instance.setting);
}

void nl_json_fill_request(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_request *request)
{
    bool unmet = request->outcome == NL_OUTCOME_UNMET;
    bool pending = request->outcome == NL_OUTCOME_PENDING;
    nl_json_add_text(writer, object, "id", request->id);
    nl_json_add_text(writer, object, "setting", request->setting->id);
    nl_json_add_text(writer, object, "title", request->setting->title);
    nl_json_add_text(writer, object, "wanted", nl_json_want(writer->arena, request->want));
    nl_json_add_text(writer, object, "outcome", nl_wire(nl_outcome_words, request->outcome));
    nl_json_add_text(writer, object, "reason",
                     unmet ? nl_wire(nl_unmet_words, request->unmet) : NULL);
    nl_json_add_text(writer, object, "waits_for",
                     pending ? nl_wire(nl_effect_words, request->waits_for) : NULL);
    nl_json_add_text(writer, object, "since", request->since);
    nl_json_add_text(writer, object, "risk", request->risk);
    nl_json_add_reason(writer, object, "why", &request->why);
}

void nl_json_add_requests(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_requests *requests)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->doc, object, "requests");
    for (size_t i = 0; i < requests->count; i++)
        nl_json_fill_request(writer, yyjson_mut_arr_add_obj(writer->doc, list),
                             &requests->items[i]);
}

void nl_json_fill_finding(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_finding *finding)
{
    nl_json_add_text(writer, object, "id", finding->id);
    nl_json_add_text(writer, object, "rule", finding->rule);
    nl_json_add_text(writer, object, "subject", finding->subject);
    nl_json_add_text(writer, object, "verdict", nl_wire(nl_verdict_words, finding->verdict));
    nl_json_add_text(writer, object, "severity", nl_wire(nl_severity_words, finding->severity));
    nl_json_add_text(writer, object, "setting", finding->setting);
    yyjson_mut_obj_add_bool(writer->doc, object, "pending", finding->pending);
    nl_json_add_text(writer, object, "fix", finding->fix);
    if (finding->port)
        yyjson_mut_obj_add_uint(writer->doc, object, "port", finding->port->number);
    else
        yyjson_mut_obj_add_null(writer->doc, object, "port");
    nl_json_add_sentence(writer, object, "what", &finding->what);
    nl_json_add_sentence(writer, object, "next", &finding->next);
}

void nl_json_add_unconfirmed(const struct nl_writer *writer, yyjson_mut_val *object,
                             const struct nl_machine *machine)
{
    static const char key[] = "unconfirmed";
    if (machine->unconfirmed.count == 0) {
        yyjson_mut_obj_add_null(writer->doc, object, key);
        return;
    }
    const struct nl_unconfirmed *unconfirmed = &machine->unconfirmed.items[0];
    yyjson_mut_val *change = yyjson_mut_obj_add_obj(writer->doc, object, key);
    nl_json_add_text(writer, change, "change", unconfirmed->change);
    nl_json_add_text(writer, change, "phase",
                     nl_wire(nl_unconfirmed_phase_words, unconfirmed->phase));
    nl_json_add_text(writer, change, "until", unconfirmed->until);
    nl_json_add_text(writer, change, "watched", nl_wire(nl_answer_words, unconfirmed->watched));
}

void nl_json_add_outcomes(const struct nl_writer *writer, yyjson_mut_val *object,
                          const struct nl_requests *requests)
{
    static const char *const keys[] = {
        [NL_OUTCOME_UNMET] = "unmet",       [NL_OUTCOME_MET] = "met",
        [NL_OUTCOME_PENDING] = "pending",   [NL_OUTCOME_CHANGE] = "change",
        [NL_OUTCOME_EXCEPTED] = "excepted", [NL_OUTCOME_NOT_APPLICABLE] = "not_applicable",
    };
    yyjson_mut_val *outcomes = yyjson_mut_obj_add_obj(writer->doc, object, "outcomes");
    for (size_t i = 0; i < NL_COUNT_OF(keys); i++)
        yyjson_mut_obj_add_uint(writer->doc, outcomes, keys[i],
                                nl_requests_count(requests, (enum nl_outcome)i));
}

void nl_json_add_summary(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_audit *audit)
{
    const uint32_t *counts = audit->summary.counts;
    yyjson_mut_val *summary = yyjson_mut_obj_add_obj(writer->doc, object, "summary");
    yyjson_mut_obj_add_uint(writer->doc, summary, "pass", counts[NL_VERDICT_PASS]);
    yyjson_mut_obj_add_uint(writer->doc, summary, "fail", counts[NL_VERDICT_FAIL]);
    yyjson_mut_obj_add_uint(writer->doc, summary, "unknown", counts[NL_VERDICT_UNKNOWN]);
    yyjson_mut_obj_add_uint(writer->doc, summary, "not_applicable",
                            counts[NL_VERDICT_NOT_APPLICABLE]);
    yyjson_mut_obj_add_uint(writer->doc, summary, "not_checked", counts[NL_VERDICT_NOT_CHECKED]);
    nl_json_add_outcomes(writer, summary, &audit->requests);
    nl_json_add_text(writer, object, "result", nl_wire(nl_result_words, audit->result));
    yyjson_mut_obj_add_bool(writer->doc, object, "compliant", nl_audit_clean(audit));
}

void nl_json_add_profile(const struct nl_writer *writer, yyjson_mut_val *object,
                         const struct nl_audit *audit)
{
    yyjson_mut_val *profile = yyjson_mut_obj_add_obj(writer->doc, object, "profile");
    nl_json_add_text(writer, profile, "name", audit->profile->name);
    nl_json_add_text(writer, profile, "title", audit->profile->title);
    yyjson_mut_obj_add_bool(writer->doc, profile, "recommended", audit->profile_recommended);
}

void nl_json_add_recommendation(const struct nl_writer *writer, yyjson_mut_val *object,
                                const struct nl_audit *audit)
{
    yyjson_mut_val *advice = yyjson_mut_obj_add_obj(writer->doc, object, "recommendation");
    nl_json_add_text(writer, advice, "profile", audit->recommendation.profile);
    nl_json_add_sentences(writer, advice, "reasons", &audit->recommendation.reasons);
    nl_json_add_sentences(writer, advice, "unsure", &audit->recommendation.unsure);
}
