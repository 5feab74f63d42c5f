/* setting_state.c - what a setting's row says about the machine, in one sentence. */
#include "setting_state.h"

#include "base/clean.h"
#include "base/text.h"
#include "model/ports.h"

static const struct nl_port *port_of(const struct nl_instance *instance)
{
    uint64_t number = 0;
    if (instance->setting->instances != NL_INSTANCE_PORT || !instance->instance ||
        !nl_parse_u64(instance->instance, UINT16_MAX, &number))
        return NULL;
    return nl_port_find((unsigned)number);
}

const char *nl_setting_which(struct nl_arena *arena, const struct nl_instance *instance)
{
    const struct nl_port *port = port_of(instance);
    if (port)
        return nl_arena_format(arena, "%s %u", port->protocol == NL_UDP ? "UDP" : "TCP",
                               (unsigned)port->number);
    const char *name = instance->label && *instance->label ? instance->label : instance->instance;
    return name ? nl_clean(arena, name) : "";
}

const char *nl_setting_state(const struct nl_judged *judged)
{
    const struct nl_setting *setting = judged->instance.setting;
    if (judged->meaning.kind == NL_MEANING_SIDS)
        return judged->missing.count && !judged->surplus.count ? setting->bad_state : NULL;
    const char *word = judged->effective        ? judged->effective
                       : judged->meaning.choice ? judged->meaning.choice->word
                                                : NULL;
    if (judged->meaning.kind != NL_MEANING_WORD || !word || !setting->hardened)
        return NULL;
    return nl_equal(word, setting->hardened) ? setting->good_state : setting->bad_state;
}
