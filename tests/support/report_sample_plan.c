/* report_sample_plan.c - a plan made by hand, for tests of the reports. */
#include "model/risk.h"
#include "report_sample.h"

#include <stdint.h>

static void add_step(struct report_sample *sample, size_t setting, const char *instance,
                     const char *label, struct nl_value before, struct nl_value wanted,
                     const char *before_word, const char *wanted_word, enum nl_effect effect,
                     const char *reason)
{
    struct nl_step *step = NL_PUSH(&sample->arena, &sample->plan.steps);
    step->instance = report_sample_instance(sample, setting, instance, label);
    step->address = step->instance.address;
    step->before = before;
    step->wanted = wanted;
    step->before_word = before_word;
    step->wanted_word = wanted_word;
    step->effect = effect;
    step->reason = nl_say(&sample->arena, "{1}", reason);
}

static void fill_steps(struct report_sample *sample)
{
    struct nl_arena *arena = &sample->arena;
    struct nl_texts before = {0};
    struct nl_texts wanted = {0};
    nl_texts_add(&before, arena, "S-1-5-21-1004336348-1177238915-682003330-501");
    nl_texts_add(&wanted, arena, before.items[0]);
    nl_texts_add(&wanted, arena, "S-1-5-114");
    nl_texts_add(&wanted, arena, "S-1-5-32-546");
    add_step(sample, SAMPLE_DENY, NULL, NULL, nl_value_sids(arena, &before),
             nl_value_sids(arena, &wanted), NULL, NULL, NL_EFFECT_NEXT_LOGON,
             "Local administrators and guests have no business coming over the network.");
    add_step(sample, SAMPLE_NETBIOS, SAMPLE_ETHERNET, "Ethernet", nl_value_dword(arena, 0),
             nl_value_dword(arena, 2), "default", "disabled", NL_EFFECT_NOW,
             "Nobody here needs names by broadcast.");
    add_step(sample, SAMPLE_SMB, NULL, NULL, nl_value_absent(0), nl_value_dword(arena, 0),
             "enabled", "disabled", NL_EFFECT_RESTART, "TCP 445 is where worms come in.");
    add_step(sample, SAMPLE_RPC, NULL, NULL, nl_value_start_type(arena, 2),
             nl_value_start_type(arena, 4), "automatic", "disabled", NL_EFFECT_RESTART,
             "The article asks for it.");
    sample->plan.effect = NL_EFFECT_RESTART;
    sample->plan.restart_required = true;
}

static const struct nl_component components[] = {
    {.id = "windows-firewall",
     .title = "Windows Firewall",
     .mitigation = "Block TCP 135 in the firewall instead of stopping the service."},
    {.id = "file-sharing",
     .title = "Shared folders of this computer",
     .always_listed = true,
     .mitigation = "Keep TCP 445 and restrict it to your own network."},
    {.id = "outlook-exchange",
     .title = "Outlook with Exchange",
     .always_listed = true,
     .untouched = "Outlook calls out to the server; closing ports here does not touch it."},
    {.id = "failover-cluster", .title = "Failover cluster"},
};

static struct nl_impact *add_impact(struct report_sample *sample, size_t component,
                                    enum nl_severity severity, enum nl_presence presence,
                                    const char *cause, const char *because)
{
    struct nl_arena *arena = &sample->arena;
    struct nl_impact *impact = NL_PUSH(arena, &sample->plan.impacts);
    impact->component = &components[component];
    impact->severity = severity;
    impact->presence = presence;
    if (cause)
        nl_texts_add(&impact->causes, arena, cause);
    if (because)
        nl_say_to(arena, &impact->because, "{1}", because);
    return impact;
}

static void fill_impacts(struct report_sample *sample)
{
    struct nl_arena *arena = &sample->arena;
    struct nl_impact *impact =
        add_impact(sample, 0, NL_SEVERITY_BLOCK, NL_PRESENCE_IN_USE, "rpc.service",
                   "The firewall's service needs the base filtering engine, which needs RpcSs.");
    nl_say_to(arena, &impact->evidence, "The service {1} runs.", "MpsSvc");
    impact = add_impact(sample, 1, NL_SEVERITY_HIGH, NL_PRESENCE_IN_USE, "smb.direct",
                        "Others reach shared folders over TCP 445.");
    const char *folder = report_sample_name(sample, "D:\\Pictures");
    const char *share = report_sample_name(sample, "Pictures");
    nl_say_to(arena, &impact->evidence, "The folder {1} is shared as {2}.", folder, share);
    nl_say_to(arena, &impact->evidence, "{1} is connected now.",
              report_sample_name(sample, "192.0.2.77"));
    impact = add_impact(sample, 3, NL_SEVERITY_LOW, NL_PRESENCE_NOT_FOUND, "rpc.service",
                        "Nodes talk to each other over RPC.");
    nl_say_to(arena, &impact->evidence, "The service {1} is not there.", "ClusSvc");
    impact = add_impact(sample, 2, NL_SEVERITY_NONE, NL_PRESENCE_NOT_FOUND, NULL, NULL);
    nl_say_to(arena, &impact->evidence, "No Outlook profile was found in {1} user hives.", "2");
}

static void add_dependent(struct report_sample *sample, struct nl_dependents *dependents,
                          const char *name, const char *display, bool running, size_t parent)
{
    struct nl_dependent *dependent = NL_PUSH(&sample->arena, &dependents->list);
    *dependent = (struct nl_dependent){.name = name,
                                       .display = report_sample_name(sample, display),
                                       .direct = parent == SIZE_MAX,
                                       .running = running,
                                       .parent = parent,
                                       .depth = 1};
    if (parent != SIZE_MAX)
        dependent->depth = dependents->list.items[parent].depth + 1;
    dependents->direct += dependent->direct;
    dependents->direct_without_groups = dependents->direct;
    dependents->running += running;
    dependents->transitive++;
    dependents->transitive_without_groups = dependents->transitive - (running ? 0 : 1);
}

static void fill_dependents(struct report_sample *sample)
{
    struct nl_dependents *small = NL_PUSH(&sample->arena, &sample->plan.dependents);
    small->service = "LanmanServer";
    add_dependent(sample, small, "Browser", "Computer Browser", false, SIZE_MAX);

    struct nl_dependents *rpc = NL_PUSH(&sample->arena, &sample->plan.dependents);
    rpc->service = "RpcSs";
    add_dependent(sample, rpc, "BFE", "Base Filtering Engine", true, SIZE_MAX);
    add_dependent(sample, rpc, "SamSs", "Security Accounts Manager", true, SIZE_MAX);
    add_dependent(sample, rpc, "Spooler", "Print Spooler", true, SIZE_MAX);
    add_dependent(sample, rpc, "VSS", "Volume Shadow Copy", false, SIZE_MAX);
    add_dependent(sample, rpc, "MpsSvc", "Windows Firewall", true, 0);
    add_dependent(sample, rpc, "IKEEXT", "IKE and AuthIP Keying Modules", false, 0);
    add_dependent(sample, rpc, "LanmanServer", "Server", true, 1);
    add_dependent(sample, rpc, "Fax", "Fax", false, 2);
    add_dependent(sample, rpc, "SharedAccess", "Internet Connection Sharing", false, 4);

    struct nl_dependents *large = NL_PUSH(&sample->arena, &sample->plan.dependents);
    large->service = "EventSystem";
    for (unsigned i = 0; i < 60; i++)
        add_dependent(sample, large, nl_arena_format(&sample->arena, "Service%02u", i),
                      "A service of somebody", i % 3 == 0, i < 50 ? SIZE_MAX : i - 50);
}

static const struct nl_risk_row risk_rows[] = {
    {.id = "rpc-disable",
     .severity = NL_SEVERITY_BLOCK,
     .title = "The Remote Procedure Call service would not start automatically",
     .risk = "Windows may not start, and dozens of services will not.",
     .instead = "Block TCP 135 in the firewall."},
    {.id = "unverified-setting",
     .severity = NL_SEVERITY_MEDIUM,
     .title = "A setting whose effect is not proven on this version of Windows",
     .risk = "The port may stay open after the restart."},
};

static void fill_risks(struct report_sample *sample)
{
    struct nl_arena *arena = &sample->arena;
    struct nl_risk *risk = NL_PUSH(arena, &sample->plan.risks);
    risk->row = &risk_rows[0];
    nl_say_to(arena, &risk->because, "rpc.service would become disabled.");
    nl_say_to(arena, &risk->because, "{1} services need it, {2} of them run.", "9", "5");
    risk = NL_PUSH(arena, &sample->plan.risks);
    risk->row = &risk_rows[1];
    nl_say_to(arena, &risk->because, "smb.direct would become disabled.");
}

void report_sample_fill_plan(struct report_sample *sample)
{
    struct nl_plan *plan = &sample->plan;
    plan->id = "9f3c1a7be0d24816";
    report_sample_ports(sample, plan->before);
    report_sample_ports(sample, plan->after);
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        plan->after[i].predicted = NL_OPENNESS_CLOSED;
    plan->before[4].predicted = NL_OPENNESS_OPEN;
    plan->before[4].unverified = false;
    fill_steps(sample);
    fill_impacts(sample);
    fill_dependents(sample);
    fill_risks(sample);
    nl_say_to(&sample->arena, &plan->client_before, "It tries TCP 445 and TCP 139 at once.");
    nl_say_to(&sample->arena, &plan->client_after, "It tries TCP 445 alone.");
}
