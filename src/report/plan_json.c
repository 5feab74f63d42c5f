/* plan_json.c - a plan as one JSON document, netlatch/plan/2. */
#include "report/plan_json.h"

#include "base/json_document.h"
#include "model/profile_json.h"
#include "model/value_json.h"
#include "report/json_parts.h"
#include "report/json_value.h"
#include "report/label.h"

/* The whole profile document, as profile.h writes it: what was read from it can be planned anew. */
static void add_profile(const struct nl_writer *writer, yyjson_mut_val *root,
                        const struct nl_profile *profile)
{
    struct nl_json json;
    size_t length = 0;
    const char *text = nl_profile_json(writer->arena, profile, &length);
    if (nl_json_parse(writer->arena, "profile", text, length, 0, &json, NULL) == NL_OK)
        yyjson_mut_obj_add_val(writer->doc, root, "profile",
                               yyjson_val_mut_copy(writer->doc, json.root));
    else
        yyjson_mut_obj_add_null(writer->doc, root, "profile");
}

/* The accounts that a step finds and those that it leaves. */
static void add_names(const struct nl_writer *writer, yyjson_mut_val *object,
                      const struct nl_step *step)
{
    struct nl_texts before = {0};
    struct nl_texts sids = {0};
    if (step->wanted.type == NL_TYPE_SID_SET &&
        nl_value_as_texts(writer->arena, &step->wanted, &sids) &&
        nl_value_as_texts(writer->arena, &step->before, &before)) {
        for (size_t i = 0; i < before.count; i++)
            nl_texts_add(&sids, writer->arena, before.items[i]);
    }
    nl_json_add_sid_names(writer, object, &sids);
}

static void add_steps(const struct nl_writer *writer, yyjson_mut_val *root,
                      const struct nl_plan *plan)
{
    yyjson_mut_val *steps = yyjson_mut_obj_add_arr(writer->doc, root, "steps");
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_step *step = &plan->steps.items[i];
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(writer->doc, steps);
        nl_json_add_text(writer, one, "setting", step->instance.id);
        nl_json_fill_instance(writer, one, &step->instance, &step->address);
        nl_json_add_value(writer->arena, writer->doc, one, "before", &step->before);
        nl_json_add_value(writer->arena, writer->doc, one, "wanted", &step->wanted);
        nl_json_add_text(writer, one, "before_word", step->before_word);
        nl_json_add_text(writer, one, "wanted_word", step->wanted_word);
        nl_json_add_text(writer, one, "effective", nl_wire(nl_effect_words, step->effect));
        nl_json_add_reason(writer, one, "why", &step->reason);
        add_names(writer, one, step);
    }
}

static void add_ports(const struct nl_writer *writer, yyjson_mut_val *root,
                      const struct nl_plan *plan)
{
    yyjson_mut_val *ports = yyjson_mut_obj_add_arr(writer->doc, root, "ports");
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        yyjson_mut_val *port = yyjson_mut_arr_add_obj(writer->doc, ports);
        nl_json_fill_port(writer, port, plan->before[i].port);
        nl_json_fill_exposure(writer, yyjson_mut_obj_add_obj(writer->doc, port, "before"),
                              &plan->before[i]);
        nl_json_fill_exposure(writer, yyjson_mut_obj_add_obj(writer->doc, port, "after"),
                              &plan->after[i]);
    }
}

static void add_impacts(const struct nl_writer *writer, yyjson_mut_val *root,
                        const struct nl_plan *plan)
{
    yyjson_mut_val *impacts = yyjson_mut_obj_add_arr(writer->doc, root, "impacts");
    for (size_t i = 0; i < plan->impacts.count; i++) {
        const struct nl_impact *impact = &plan->impacts.items[i];
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(writer->doc, impacts);
        nl_json_add_text(writer, one, "component", impact->component->id);
        nl_json_add_text(writer, one, "title", impact->component->title);
        nl_json_add_text(writer, one, "severity", nl_wire(nl_severity_words, impact->severity));
        nl_json_add_texts(writer, one, "cause", &impact->causes);
        struct nl_sentences because = impact->because;
        if (because.count == 0 && impact->component->untouched)
            nl_say_to(writer->arena, &because, impact->component->untouched);
        nl_json_add_sentences(writer, one, "because", &because);
        nl_json_add_text(writer, one, "presence", nl_wire(nl_presence_words, impact->presence));
        nl_json_add_sentences(writer, one, "evidence", &impact->evidence);
        nl_json_add_text(writer, one, "mitigation", impact->component->mitigation);
    }
}

static void add_dependents(const struct nl_writer *writer, yyjson_mut_val *root,
                           const struct nl_plan *plan)
{
    yyjson_mut_val *all = yyjson_mut_obj_add_arr(writer->doc, root, "dependents");
    for (size_t i = 0; i < plan->dependents.count; i++) {
        const struct nl_dependents *found = &plan->dependents.items[i];
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(writer->doc, all);
        nl_json_add_text(writer, one, "service", found->service);
        yyjson_mut_obj_add_uint(writer->doc, one, "direct", found->direct);
        yyjson_mut_obj_add_uint(writer->doc, one, "transitive", found->transitive);
        yyjson_mut_obj_add_uint(writer->doc, one, "running", found->running);
        yyjson_mut_obj_add_uint(writer->doc, one, "direct_without_groups",
                                found->direct_without_groups);
        yyjson_mut_obj_add_uint(writer->doc, one, "transitive_without_groups",
                                found->transitive_without_groups);
        yyjson_mut_val *services = yyjson_mut_obj_add_arr(writer->doc, one, "services");
        for (size_t j = 0; j < found->list.count; j++) {
            const struct nl_dependent *dependent = &found->list.items[j];
            yyjson_mut_val *service = yyjson_mut_arr_add_obj(writer->doc, services);
            nl_json_add_text(writer, service, "name", dependent->name);
            nl_json_add_text(writer, service, "display", dependent->display);
            nl_json_add_text(writer, service, "through",
                             dependent->parent < j ? found->list.items[dependent->parent].name
                                                   : found->service);
            yyjson_mut_obj_add_uint(writer->doc, service, "depth", dependent->depth);
            yyjson_mut_obj_add_bool(writer->doc, service, "direct", dependent->direct);
            yyjson_mut_obj_add_bool(writer->doc, service, "running", dependent->running);
            yyjson_mut_obj_add_bool(writer->doc, service, "driver", dependent->driver);
        }
    }
}

static void add_risks(const struct nl_writer *writer, yyjson_mut_val *root,
                      const struct nl_plan *plan)
{
    yyjson_mut_val *risks = yyjson_mut_obj_add_arr(writer->doc, root, "risks");
    for (size_t i = 0; i < plan->risks.count; i++) {
        const struct nl_risk *risk = &plan->risks.items[i];
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(writer->doc, risks);
        nl_json_add_text(writer, one, "id", risk->row->id);
        nl_json_add_text(writer, one, "severity", nl_wire(nl_severity_words, risk->row->severity));
        nl_json_add_text(writer, one, "title", risk->row->title);
        nl_json_add_sentences(writer, one, "because", &risk->because);
        nl_json_add_text(writer, one, "risk", risk->row->risk);
        nl_json_add_text(writer, one, "instead", risk->row->instead);
    }
}

/* Why a request makes no step, in one word. */
static const char *skip_word(const struct nl_request *request)
{
    switch (request->outcome) {
    case NL_OUTCOME_PENDING:
        return "pending";
    case NL_OUTCOME_EXCEPTED:
        return "excepted";
    case NL_OUTCOME_NOT_APPLICABLE:
        return "not-applicable";
    case NL_OUTCOME_UNMET:
        break;
    case NL_OUTCOME_MET:
    case NL_OUTCOME_CHANGE:
    case NL_OUTCOME_COUNT:
        return "already";
    }
    if (request->unmet == NL_UNMET_LEFT_OUT)
        return "left-out";
    if (request->unmet == NL_UNMET_NOT_FOUND)
        return "not-found";
    if (request->unmet == NL_UNMET_INEFFECTIVE)
        return "ineffective";
    return request->wrong ? "cannot-write" : "unreadable";
}

/* The requests without a step. */
static void add_skipped(const struct nl_writer *writer, yyjson_mut_val *root,
                        const struct nl_plan *plan)
{
    yyjson_mut_val *skipped = yyjson_mut_obj_add_arr(writer->doc, root, "skipped");
    for (size_t i = 0; i < plan->requests.count; i++) {
        const struct nl_request *request = &plan->requests.items[i];
        if (request->outcome == NL_OUTCOME_CHANGE)
            continue;
        struct nl_sentence why = nl_label_reason(writer->arena, request);
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(writer->doc, skipped);
        nl_json_add_text(writer, one, "id", request->id);
        nl_json_add_text(writer, one, "kind", skip_word(request));
        nl_json_add_reason(writer, one, "why", &why);
    }
}

/* The requests with a step that stay unmet all the same. */
static void add_ineffective(const struct nl_writer *writer, yyjson_mut_val *root,
                            const struct nl_plan *plan)
{
    yyjson_mut_val *list = yyjson_mut_obj_add_arr(writer->doc, root, "ineffective");
    for (size_t i = 0; i < plan->requests.count; i++) {
        const struct nl_request *request = &plan->requests.items[i];
        if (!nl_request_ends_unmet(request))
            continue;
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(writer->doc, list);
        nl_json_add_text(writer, one, "id", request->id);
        nl_json_add_text(writer, one, "reason", nl_wire(nl_unmet_words, request->unmet));
        nl_json_add_reason(writer, one, "why", &request->why);
    }
}

void nl_report_plan_json(struct nl_arena *arena, const struct nl_plan *plan,
                         const struct nl_report_style *style, struct nl_text *out)
{
    yyjson_mut_doc *doc = nl_json_new(arena);
    struct nl_writer writer = {arena, doc};
    yyjson_mut_val *root = nl_json_document(doc, "netlatch/plan/2");
    nl_json_add_text(&writer, root, "id", plan->id);
    nl_json_add_text(&writer, root, "time", nl_json_time(plan->machine, style));
    nl_json_add_machine(&writer, root, "machine", plan->machine);
    nl_json_add_recording(&writer, root, plan->machine);
    add_profile(&writer, root, plan->profile);
    add_steps(&writer, root, plan);
    yyjson_mut_obj_add_bool(doc, root, "restart_required", plan->restart_required);
    nl_json_add_text(&writer, root, "effective", nl_wire(nl_effect_words, plan->effect));
    add_risks(&writer, root, plan);
    add_ports(&writer, root, plan);
    add_impacts(&writer, root, plan);
    add_dependents(&writer, root, plan);
    add_skipped(&writer, root, plan);
    nl_json_add_requests(&writer, root, &plan->requests);
    nl_json_add_outcomes(&writer, root, &plan->requests);
    yyjson_mut_obj_add_bool(doc, root, "needs_elevation", plan->needs_elevation);
    yyjson_mut_obj_add_bool(doc, root, "unmet", plan->unmet);
    add_ineffective(&writer, root, plan);
    nl_json_add_sentences(&writer, root, "notes", &plan->notes);
    nl_json_add_sentences(&writer, root, "remains", &plan->remains);
    yyjson_mut_val *client = yyjson_mut_obj_add_obj(doc, root, "client");
    nl_json_add_sentences(&writer, client, "before", &plan->client_before);
    nl_json_add_sentences(&writer, client, "after", &plan->client_after);
    nl_json_add_unseen(&writer, root, plan->machine);

    size_t length = 0;
    const char *text = nl_json_text(arena, doc, true, &length);
    nl_text_add_part(out, text, length);
}

void nl_report_plan_first_steps(struct nl_arena *arena, const struct nl_plan *plan,
                                struct nl_text *out)
{
    yyjson_mut_doc *doc = nl_json_new(arena);
    yyjson_mut_val *root = nl_json_document(doc, "netlatch/plan/1");
    yyjson_mut_val *steps = yyjson_mut_obj_add_arr(doc, root, "steps");
    for (size_t i = 0; i < plan->steps.count; i++) {
        const struct nl_step *step = &plan->steps.items[i];
        yyjson_mut_val *one = yyjson_mut_arr_add_obj(doc, steps);
        yyjson_mut_obj_add_str(doc, one, "setting", step->instance.id);
        yyjson_mut_obj_add_val(doc, one, "address",
                               nl_shape_write(doc, &nl_address_shape, &step->address));
        yyjson_mut_obj_add_val(doc, one, "before", nl_value_json.write(doc, &step->before));
        yyjson_mut_obj_add_val(doc, one, "wanted", nl_value_json.write(doc, &step->wanted));
    }
    size_t length = 0;
    const char *text = nl_json_text(arena, doc, true, &length);
    nl_text_add_part(out, text, length);
}
