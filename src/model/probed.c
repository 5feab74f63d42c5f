/* probed.c - how a question to a port ended, seen from outside. */
#include "probed.h"

#include "base/attributes.h"
#include "base/json_shape.h"

#include <stddef.h>

const char *const nl_probe_state_words[] = {
    [NL_PROBE_NOT_ASKED] = "not-asked",
    [NL_PROBE_NO_ANSWER] = "no-answer",
    [NL_PROBE_UNREACHABLE] = "unreachable",
    [NL_PROBE_REFUSED] = "refused",
    [NL_PROBE_SILENT] = "silent",
    [NL_PROBE_CLOSED_AT_ONCE] = "closed-at-once",
    [NL_PROBE_NOT_UNDERSTOOD] = "not-understood",
    [NL_PROBE_NEGATIVE] = "negative",
    [NL_PROBE_ANSWERS] = "answers",
    NULL,
};

const char *const nl_probe_signing_words[] = {"unknown", "not-required", "required", NULL};

const char *nl_probe_state_label(enum nl_probe_state state)
{
    static const char *const labels[] = {
        [NL_PROBE_NOT_ASKED] = NL_T("not asked"),
        [NL_PROBE_NO_ANSWER] = NL_T("no answer"),
        [NL_PROBE_UNREACHABLE] = NL_T("unreachable"),
        [NL_PROBE_REFUSED] = NL_T("refused"),
        [NL_PROBE_SILENT] = NL_T("silent"),
        [NL_PROBE_CLOSED_AT_ONCE] = NL_T("closed at once"),
        [NL_PROBE_NOT_UNDERSTOOD] = NL_T("not understood"),
        [NL_PROBE_NEGATIVE] = NL_T("negative answer"),
        [NL_PROBE_ANSWERS] = NL_T("answers"),
    };
    return labels[state];
}

const char *nl_probe_state_meaning(enum nl_probe_state state)
{
    static const char *const meanings[] = {
        [NL_PROBE_NOT_ASKED] = NL_T("Nothing is known of this port."),
        [NL_PROBE_NO_ANSWER] =
            NL_T("Nothing came back: filtered, closed on a Windows in stealth mode, or the host is "
                 "off. These cannot be told apart."),
        [NL_PROBE_UNREACHABLE] =
            NL_T("A device on the way refuses, there is no route, or the host is not there."),
        [NL_PROBE_REFUSED] =
            NL_T("Nothing listens there, or a firewall rejects; the two cannot be told apart."),
        [NL_PROBE_SILENT] = NL_T("The port can be reached, but the service sends nothing."),
        [NL_PROBE_CLOSED_AT_ONCE] =
            NL_T("The port can be reached; the service, or a device in between, ends the "
                 "connection without an answer."),
        [NL_PROBE_NOT_UNDERSTOOD] =
            NL_T("The port can be reached, but what answers there is not the expected service."),
        [NL_PROBE_NEGATIVE] =
            NL_T("The port can be reached; the service refuses this question or this asker."),
        [NL_PROBE_ANSWERS] = NL_T("The port can be reached, and the service answers."),
    };
    return meanings[state];
}

bool nl_probe_state_reached(enum nl_probe_state state)
{
    return state >= NL_PROBE_SILENT;
}

#define FIELD(member, kind_, ...)                                                                  \
    {                                                                                              \
        .key = #member, .kind = (kind_), .offset = offsetof(struct nl_probed, member), __VA_ARGS__ \
    }

static const struct nl_field fields[] = {
    FIELD(port, NL_FIELD_U32, .required = true),
    FIELD(address, NL_FIELD_TEXT, .required = true),
    FIELD(asked_from, NL_FIELD_TEXT, .omit_default = true),
    FIELD(own, NL_FIELD_BOOL, .required = true),
    FIELD(state, NL_FIELD_WORD, .required = true, .words = nl_probe_state_words),
    FIELD(smb1, NL_FIELD_BOOL, .omit_default = true),
    FIELD(signing, NL_FIELD_WORD, .omit_default = true, .words = nl_probe_signing_words),
    FIELD(time, NL_FIELD_TEXT, .omit_default = true),
    FIELD(learned, NL_FIELD_TEXTS, .omit_default = true),
};
const struct nl_shape nl_probed_shape = {sizeof(struct nl_probed), fields, NL_COUNT_OF(fields)};
