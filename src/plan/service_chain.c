/* service_chain.c - whether a service will run after the next restart. */
#include "service_chain.h"

#include "base/attributes.h"

enum { SERVICE_MANUAL = 3, SERVICE_DISABLED = 4 };

static void say_own(struct nl_arena *arena, const struct nl_service *service, uint32_t start,
                    struct nl_sentences *why)
{
    const char *name = service->name;
    if (start == SERVICE_DISABLED)
        nl_say_to(arena, why,
                  service->run == NL_SERVICE_RUNNING ? NL_T("{1} is disabled but still running.")
                                                     : NL_T("{1} is disabled."),
                  name);
    else if (start == SERVICE_MANUAL)
        nl_say_to(arena, why,
                  service->run == NL_SERVICE_RUNNING
                      ? NL_T("{1} is manual and running.")
                      : NL_T("{1} is manual: it runs as soon as something asks for it."),
                  name);
    else if (service->run == NL_SERVICE_RUNNING)
        nl_say_to(arena, why, NL_T("{1} is automatic and running."), name);
    else if (service->run == NL_SERVICE_STOPPED)
        nl_say_to(arena, why, NL_T("{1} is automatic but not running now."), name);
    else
        nl_say_to(arena, why, NL_T("{1} is automatic."), name);
}

/* The start type by itself; says why when there is none. */
static enum nl_answer own_answer(struct nl_arena *arena, const struct nl_machine *machine,
                                 const char *name, const struct nl_service **out_service,
                                 uint32_t *out_start, struct nl_sentences *why)
{
    const struct nl_service *service = nl_machine_service(machine, name);
    *out_service = service;
    if (!service) {
        if (machine->services_state == NL_VALUE_PRESENT) {
            nl_say_to(arena, why, NL_T("The service {1} does not exist."), name);
            return NL_ANSWER_NO;
        }
        nl_say_to(arena, why, NL_T("The services of this machine could not be seen."));
        return NL_ANSWER_UNKNOWN;
    }
    if (!nl_value_as_dword(&service->start, out_start) || *out_start > SERVICE_DISABLED) {
        nl_say_to(arena, why, NL_T("The start type of {1} could not be read."), service->name);
        return NL_ANSWER_UNKNOWN;
    }
    return *out_start == SERVICE_DISABLED ? NL_ANSWER_NO : NL_ANSWER_YES;
}

/* Whether a service that another one waits for lets it start; says why not. */
static enum nl_answer member_answer(struct nl_arena *arena, const struct nl_machine *machine,
                                    const struct nl_service *service, const char *name,
                                    struct nl_sentences *why)
{
    const struct nl_service *member = nl_machine_service(machine, name);
    uint32_t start = 0;
    if (!member && machine->services_state == NL_VALUE_PRESENT) {
        nl_say_to(arena, why, NL_T("{1} depends on {2}, which does not exist."), service->name,
                  name);
        return NL_ANSWER_NO;
    }
    if (!member || !nl_value_as_dword(&member->start, &start)) {
        nl_say_to(arena, why, NL_T("{1} depends on {2}, about which nothing could be found out."),
                  service->name, name);
        return NL_ANSWER_UNKNOWN;
    }
    if (start != SERVICE_DISABLED)
        return NL_ANSWER_YES;
    nl_say_to(arena, why, NL_T("{1} depends on {2}, which is disabled."), service->name,
              member->name);
    return NL_ANSWER_NO;
}

/* Walks the chain breadth first; each name is looked at once. */
static enum nl_answer chain_answer(struct nl_arena *arena, const struct nl_machine *machine,
                                   const struct nl_service *service, struct nl_sentences *why)
{
    enum nl_answer answer = NL_ANSWER_YES;
    struct nl_text_set seen = {0};
    struct nl_texts names = {0};
    (void)nl_text_set_add(arena, &seen, service->name, NULL);
    nl_texts_add(&names, arena, service->name);
    for (size_t at = 0; at < names.count; at++) {
        const struct nl_service *member = nl_machine_service(machine, names.items[at]);
        enum nl_answer here =
            at == 0 ? NL_ANSWER_YES : member_answer(arena, machine, service, names.items[at], why);
        if (here == NL_ANSWER_NO)
            return here;
        if (here == NL_ANSWER_UNKNOWN)
            answer = here;
        for (size_t i = 0; member && i < member->depends.count; i++) {
            if (nl_text_set_add(arena, &seen, member->depends.items[i], NULL))
                nl_texts_add(&names, arena, member->depends.items[i]);
        }
    }
    return answer;
}

enum nl_answer nl_service_will_run(struct nl_arena *arena, const struct nl_machine *machine,
                                   const char *name, struct nl_sentences *why)
{
    const struct nl_service *service = NULL;
    uint32_t start = 0;
    enum nl_answer answer = own_answer(arena, machine, name, &service, &start, why);
    if (!service || answer == NL_ANSWER_UNKNOWN)
        return answer;
    say_own(arena, service, start, why);
    return answer == NL_ANSWER_NO ? answer : chain_answer(arena, machine, service, why);
}
