/* conclusion.c - the sentences that answer: which ports can be reached, and by whom. */
#include "report/conclusion.h"

#include "report/phrase.h"
#include "report/reach.h"

/* "a, b and c" as the language says it. */
static const char *and_list(struct nl_arena *arena, const struct nl_words *words,
                            const struct nl_texts *parts)
{
    if (parts->count < 2)
        return nl_phrase_join(arena, words, parts);
    const struct nl_texts first = {.items = parts->items, .count = parts->count - 1};
    return nl_phrase_say(arena, words, NL_T("{1} and {2}"), nl_phrase_join(arena, words, &first),
                         parts->items[parts->count - 1]);
}

const char *nl_conclusion_list(struct nl_arena *arena, const struct nl_words *words, unsigned ports)
{
    struct nl_texts parts = {0};
    bool named[2] = {false, false};
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < NL_PORT_COUNT; i++) {
            const struct nl_port *port = &nl_ports[i];
            if ((ports & (1U << i)) == 0 || (size_t)port->protocol != pass)
                continue;
            nl_texts_add(&parts, arena,
                         named[pass] ? nl_decimal(port->number).text : nl_phrase_port(arena, port));
            named[pass] = true;
        }
    }
    return and_list(arena, words, &parts);
}

static unsigned reached_by(const struct nl_port_exposure *ports, enum nl_reach reach)
{
    unsigned found = 0;
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        found |= ports[i].reached_by == reach ? 1U << i : 0;
    return found;
}

size_t nl_conclusion_count(const struct nl_port_exposure ports[NL_PORT_COUNT])
{
    size_t count = 0;
    for (size_t i = 0; i < NL_PORT_COUNT; i++)
        count += nl_reach_is_open(ports[i].reached_by);
    return count;
}

enum nl_tone nl_conclusion_tone(const struct nl_audit *audit)
{
    enum nl_tone tone = NL_TONE_GOOD;
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        enum nl_tone one = nl_reach_tone(audit->ports[i].reached_by);
        if (one == NL_TONE_BAD || tone == NL_TONE_GOOD)
            tone = one;
    }
    return tone == NL_TONE_GOOD && audit->result != NL_RESULT_AS_WANTED ? NL_TONE_WARN : tone;
}

const char *nl_conclusion_ports(struct nl_arena *arena, const struct nl_report_style *style,
                                const struct nl_port_exposure ports[NL_PORT_COUNT])
{
    static const struct {
        enum nl_reach reach;
        const char *format;
    } rows[] = {
        {NL_REACH_EVERYBODY, NL_T("{1} (from everywhere)")},
        {NL_REACH_SUBNET, NL_T("{1} (from the same subnet)")},
        {NL_REACH_NAMED, NL_T("{1} (from named addresses)")},
    };
    const unsigned all = (1U << NL_PORT_COUNT) - 1;
    const struct nl_words *words = style->words;
    struct nl_texts parts = {0};
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        unsigned found = reached_by(ports, rows[i].reach);
        if (found == all)
            return nl_phrase_say(
                arena, words, NL_T("{1}."),
                nl_phrase_say(arena, words, rows[i].format,
                              nl_phrase_say(arena, words, NL_T("All 5 ports can be reached now"))));
        if (found)
            nl_texts_add(&parts, arena,
                         nl_phrase_say(arena, words, rows[i].format,
                                       nl_conclusion_list(arena, words, found)));
    }
    size_t count = nl_conclusion_count(ports);
    unsigned unknown = reached_by(ports, NL_REACH_UNKNOWN);
    const char *known = NULL;
    if (count)
        known = nl_phrase_say(arena, words, NL_T("{1} of 5 ports can be reached now: {2}."),
                              nl_decimal(count).text, nl_phrase_join(arena, words, &parts));
    else if (!unknown)
        known = nl_phrase_say(arena, words,
                              NL_T("None of the 5 ports can be reached from other computers."));
    if (!unknown)
        return known;
    const char *rest =
        nl_phrase_say(arena, words, NL_T("Whether {1} can be reached could not be found out."),
                      unknown == all ? nl_phrase_say(arena, words, NL_T("the five ports"))
                                     : nl_conclusion_list(arena, words, unknown));
    return known ? nl_phrase_then(arena, words, known, rest) : rest;
}

const char *nl_conclusion_held(struct nl_arena *arena, const struct nl_report_style *style,
                               const struct nl_port_exposure ports[NL_PORT_COUNT])
{
    unsigned held = 0;
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        enum nl_openness listens = nl_reach_listens(&ports[i]);
        bool open = listens == NL_OPENNESS_OPEN || listens == NL_OPENNESS_PARTLY;
        held |= open && ports[i].reached_by == NL_REACH_NOBODY ? 1U << i : 0;
    }
    return held ? nl_phrase_say(arena, style->words,
                                NL_T("Programs listen on {1}; only the firewall blocks them."),
                                nl_conclusion_list(arena, style->words, held))
                : NULL;
}
