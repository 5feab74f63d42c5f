/* companion.c - second writes that one setting needs so as not to break another part of Windows. */
#include "companion.h"

/* Appends the companions of one setting that a word needs. */
static void append(struct nl_arena *arena, const struct nl_machine *machine,
                   const struct nl_instance *instance, const char *word, struct nl_steps *steps)
{
    const struct nl_companion *companion = &instance->setting->companion;
    if (!companion->word || !nl_equal(companion->word, word))
        return;
    const struct nl_service *service = nl_machine_service(machine, companion->dependent);
    if (!service || !nl_texts_hold(&service->depends, companion->gone))
        return;
    struct nl_texts kept = {0};
    for (size_t i = 0; i < service->depends.count; i++) {
        if (!nl_same(service->depends.items[i], companion->gone))
            *NL_PUSH(arena, &kept) = service->depends.items[i];
    }
    struct nl_step made = {.instance = *instance};
    made.address.place = NL_PLACE_SERVICE_DEPENDS;
    made.address.path = companion->dependent;
    made.before = nl_value_names(arena, &service->depends);
    made.wanted = kept.count ? nl_value_names(arena, &kept) : nl_value_absent(0);
    made.effect = instance->setting->effect;
    made.reason = nl_say(arena,
                         NL_T("The service {1} depends on {2} and would not start without it, "
                              "so the dependency is taken out first."),
                         companion->dependent, companion->gone);
    *NL_PUSH(arena, steps) = made;
}

void nl_companion_steps(struct nl_arena *arena, const struct nl_machine *machine,
                        const struct nl_step *step, struct nl_steps *steps)
{
    append(arena, machine, &step->instance, step->wanted_word, steps);
}

void nl_companion_steps_alone(struct nl_arena *arena, const struct nl_machine *machine,
                              const struct nl_judged *judged, struct nl_steps *steps)
{
    if (judged->want->kind == NL_WANT_WORD)
        append(arena, machine, &judged->instance, judged->want->word, steps);
}

bool nl_step_address_allowed(const struct nl_instance *instance, const struct nl_address *address)
{
    if (nl_address_same(&instance->address, address))
        return true;
    const struct nl_companion *companion = &instance->setting->companion;
    const struct nl_address allowed = {.place = NL_PLACE_SERVICE_DEPENDS,
                                       .path = companion->dependent};
    return companion->word && nl_address_same(&allowed, address);
}
