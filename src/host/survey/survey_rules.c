/* survey_rules.c - which firewall rules a survey keeps. Called once for each of up to a million
 * values: no memory is taken, and only what decides is read. */
#include "survey_rules.h"

#include "base/text.h"
#include "model/machine.h"
#include "model/ports.h"

#include <string.h>

enum { MOST_UNITS = 4096, TCP = 6, UDP = 17, ANY = 256 };

/* One rule as plain characters; others than ASCII decide nothing and become '?'. */
struct plain {
    char text[MOST_UNITS];
    size_t length;
};

static bool make_plain(struct plain *plain, uint32_t type, const uint8_t *bytes, size_t size)
{
    if ((type != NL_TYPE_SZ && type != NL_TYPE_EXPAND_SZ) || size % 2 != 0 || size / 2 > MOST_UNITS)
        return false;
    size_t count = size / 2;
    for (size_t i = 0; i < count; i++) {
        if (bytes[2 * i] == 0 && bytes[2 * i + 1] == 0) {
            plain->length = i;
            return true;
        }
        plain->text[i] = bytes[2 * i + 1] == 0 && bytes[2 * i] < 0x80 ? (char)bytes[2 * i] : '?';
    }
    plain->length = count;
    return true;
}

static bool part_is(const char *part, size_t length, const char *word)
{
    return nl_same_parts(part, length, word, strlen(word));
}

/* Digits alone, at most 65535; false for anything else. */
static bool read_number(const char *text, size_t length, uint32_t *out_number)
{
    uint32_t number = 0;
    if (length == 0 || length > 5)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        number = number * 10 + (uint32_t)(text[i] - '0');
    }
    *out_number = number;
    return true;
}

static bool holds_one_of_five(uint32_t first, uint32_t last)
{
    for (size_t i = 0; i < NL_PORT_COUNT; i++) {
        if (nl_ports[i].number >= first && nl_ports[i].number <= last)
            return true;
    }
    return false;
}

/* Whether a list of ports ("445", "1-553,555-8553", "RPC-EPMap") may hold one of the five. A word may:
 * which ports it stands for is Windows' business. */
static bool ports_may(const char *text, size_t length)
{
    while (length > 0) {
        const char *comma = memchr(text, ',', length);
        size_t part = comma ? (size_t)(comma - text) : length;
        const char *dash = memchr(text, '-', part);
        size_t left = dash ? (size_t)(dash - text) : part;
        uint32_t first = 0;
        uint32_t last = 0;
        if (!read_number(text, left, &first))
            return true;
        last = first;
        if (dash && !read_number(dash + 1, part - left - 1, &last))
            return true;
        if (holds_one_of_five(first, last))
            return true;
        text += part + (comma ? 1 : 0);
        length -= part + (comma ? 1 : 0);
    }
    return false;
}

/* What one rule says as far as it was read. */
struct seen {
    bool outbound;
    bool package;
    bool other_protocol;
    bool has_ports;
    bool ports_may;
    bool own;
};

static bool is_port_name(const char *name, size_t length)
{
    return part_is(name, length, "LPort") ||
           (length > 6 && nl_same_parts(name, 6, "LPort2", 6)); /* LPort2_10 and later */
}

static void take(struct seen *seen, const char *name, size_t name_length, const char *value,
                 size_t length)
{
    uint32_t protocol = 0;
    if (part_is(name, name_length, "Dir")) {
        seen->outbound = part_is(value, length, "Out");
    } else if (part_is(name, name_length, "AppPkgId")) {
        seen->package = true;
    } else if (part_is(name, name_length, "EmbedCtxt")) {
        seen->own = part_is(value, length, NL_FIREWALL_GROUP);
    } else if (part_is(name, name_length, "Protocol")) {
        seen->other_protocol = read_number(value, length, &protocol) && protocol != TCP &&
                               protocol != UDP && protocol != ANY;
    } else if (is_port_name(name, name_length)) {
        seen->has_ports = true;
        seen->ports_may = seen->ports_may || ports_may(value, length);
    }
}

bool nl_survey_rule_kept(uint32_t type, const void *bytes, size_t size)
{
    struct plain plain;
    struct seen seen = {0};
    if (!make_plain(&plain, type, bytes, size))
        return true;
    const char *at = plain.text;
    const char *end = plain.text + plain.length;
    /* Without a version in front it is no rule; who reads it later says so. */
    if (at == end || (*at != 'v' && *at != 'V'))
        return true;
    while (at < end) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        size_t part = bar ? (size_t)(bar - at) : (size_t)(end - at);
        const char *equals = memchr(at, '=', part);
        if (equals)
            take(&seen, at, (size_t)(equals - at), equals + 1, part - (size_t)(equals - at) - 1);
        at += part + (bar ? 1 : 0);
    }
    if (seen.own)
        return true;
    return !seen.outbound && !seen.package && !seen.other_protocol &&
           (!seen.has_ports || seen.ports_may);
}
