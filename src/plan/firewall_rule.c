/* firewall_rule.c - one firewall rule string, parsed by [MS-GPFAS] 2.2.2.19.
 *
 * Windows' own rules are looser than the grammar: "V2.0", "LPORT", "app=", ports before the
 * protocol. So names and words are compared without case, and what belongs together is checked
 * once the whole rule has been read. */
#include "firewall_rule.h"

#include "base/attributes.h"
#include "base/clean.h"
#include "inet.h"

#include <string.h>

/* Longer than any rule that Windows stores: [MS-FASP] 2.2.37 allows 10001 characters per text. */
#define LONGEST_RULE ((size_t)128 * 1024)

/* The newest minor version of major version 2 that this grammar covers: Windows Server 2025. */
#define NEWEST_MINOR 33

enum token {
    TOKEN_ACTION,
    TOKEN_ACTIVE,
    TOKEN_DIR,
    TOKEN_PROFILE,
    TOKEN_PROTOCOL,
    TOKEN_LOCAL_PORT,
    TOKEN_LOCAL_PORT_WORDS, /* LPort2_10 and later: ranges and keywords */
    TOKEN_REMOTE_PORT,
    TOKEN_REMOTE4,
    TOKEN_REMOTE6,
    TOKEN_LOCAL4,
    TOKEN_LOCAL6,
    TOKEN_REMOTE_WORDS, /* RA42, RA62: keywords of later versions */
    TOKEN_INTERFACE,
    TOKEN_INTERFACE_TYPE,
    TOKEN_APP,
    TOKEN_SERVICE,
    TOKEN_PACKAGE,
    TOKEN_TRUST_TUPLE, /* TTK: traffic that a trusted component announced, of Wi-Fi Direct */
    TOKEN_NAME,
    TOKEN_GROUP,
    TOKEN_SWITCH,   /* TRUE or FALSE, of no account for who reaches a port */
    TOKEN_ANYTHING, /* of no account for who reaches a port */
    TOKEN_LIMIT     /* limits the rule in a way that cannot be evaluated here */
};

static const struct {
    const char *name;
    enum token token;
} tokens[] = {
    {"Action", TOKEN_ACTION},
    {"Active", TOKEN_ACTIVE},
    {"Dir", TOKEN_DIR},
    {"Profile", TOKEN_PROFILE},
    {"Protocol", TOKEN_PROTOCOL},
    {"LPort", TOKEN_LOCAL_PORT},
    {"LPort2_10", TOKEN_LOCAL_PORT_WORDS},
    {"LPort2_20", TOKEN_LOCAL_PORT_WORDS},
    {"LPort2_24", TOKEN_LOCAL_PORT_WORDS},
    {"LPort2_29", TOKEN_LOCAL_PORT_WORDS},
    {"RPort", TOKEN_REMOTE_PORT},
    {"RPort2_10", TOKEN_REMOTE_PORT},
    {"RPort2_25", TOKEN_REMOTE_PORT},
    {"RA4", TOKEN_REMOTE4},
    {"RA6", TOKEN_REMOTE6},
    {"LA4", TOKEN_LOCAL4},
    {"LA6", TOKEN_LOCAL6},
    {"RA42", TOKEN_REMOTE_WORDS},
    {"RA62", TOKEN_REMOTE_WORDS},
    {"IF", TOKEN_INTERFACE},
    {"IFType", TOKEN_INTERFACE_TYPE},
    {"App", TOKEN_APP},
    {"Svc", TOKEN_SERVICE},
    {"AppPkgId", TOKEN_PACKAGE},
    {"PFN", TOKEN_PACKAGE},
    {"Name", TOKEN_NAME},
    {"EmbedCtxt", TOKEN_GROUP},
    {"Edge", TOKEN_SWITCH},
    {"LSM", TOKEN_SWITCH},
    {"LOM", TOKEN_SWITCH},
    {"Desc", TOKEN_ANYTHING},
    {"Defer", TOKEN_ANYTHING},
    {"ICMP4", TOKEN_ANYTHING},
    {"ICMP6", TOKEN_ANYTHING},
    {"Security", TOKEN_LIMIT},
    {"Security2", TOKEN_LIMIT},
    {"Security2_9", TOKEN_LIMIT},
    {"RMauth", TOKEN_LIMIT},
    {"RUAuth", TOKEN_LIMIT},
    {"LUAuth", TOKEN_LIMIT},
    {"LUAuth2_24", TOKEN_LIMIT},
    {"LUOwn", TOKEN_LIMIT},
    {"Platform", TOKEN_LIMIT},
    {"Platform2", TOKEN_LIMIT},
    {"TTK", TOKEN_TRUST_TUPLE},
    {"TTK2_22", TOKEN_TRUST_TUPLE},
    {"TTK2_27", TOKEN_TRUST_TUPLE},
    {"TTK2_28", TOKEN_TRUST_TUPLE},
    {"NNm", TOKEN_LIMIT},
};

/* What parsing knows beyond the rule itself. */
struct reading {
    struct nl_arena *arena;
    struct nl_firewall_rule *rule;
    struct nl_error *err;
    bool has_action, has_dir, has_active, has_protocol;
};

static const char *rule_name(const struct reading *r)
{
    return nl_clean(r->arena, r->rule->id);
}

static enum nl_status bad_value(struct reading *r, const char *token, const char *value)
{
    return nl_fail(r->err, NL_INVALID,
                   NL_T("The firewall rule {1} was left out: {2}={3} in it is not known."),
                   rule_name(r), nl_clean(r->arena, token), nl_clean(r->arena, value));
}

/* The index of a word in a list ended by NULL, or -1. */
static int word_index(const char *text, const char *const *words)
{
    for (int i = 0; words[i]; i++) {
        if (nl_same(text, words[i]))
            return i;
    }
    return -1;
}

static bool read_port(const char *text, uint16_t *out_port)
{
    uint64_t number = 0;
    /* Decimal digits alone: nl_parse_u64 also takes 0x. */
    if (text[strspn(text, "0123456789")] != '\0' || !nl_parse_u64(text, UINT16_MAX, &number))
        return false;
    *out_port = (uint16_t)number;
    return true;
}

static bool is_word(const char *text)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return *text && !strchr("0123456789-_", *text) && text[strspn(text, letters)] == '\0';
}

/* One port, range or keyword; false for anything else. */
static bool local_port_item(struct reading *r, const char *item, bool ranges)
{
    struct nl_firewall_ports ports = {0};
    if (read_port(item, &ports.first)) {
        ports.last = ports.first;
    } else if (is_word(item)) {
        nl_texts_add(&r->rule->port_words, r->arena, item);
        return true;
    } else {
        const char *dash = strchr(item, '-');
        if (!ranges || !dash ||
            !read_port(nl_arena_copy(r->arena, item, (size_t)(dash - item)), &ports.first) ||
            !read_port(dash + 1, &ports.last) || ports.first > ports.last)
            return false;
    }
    *NL_PUSH(r->arena, &r->rule->ports) = ports;
    return true;
}

static enum nl_status local_port(struct reading *r, const char *token, const char *value,
                                 bool ranges)
{
    /* Version 2.0, which Windows still uses for its own services, has lists: 1-553,555-8553. */
    bool lists = r->rule->minor == 0;
    struct nl_texts items = {0};
    if (lists)
        items = nl_split(r->arena, value, ',');
    else
        nl_texts_add(&items, r->arena, value);
    for (size_t i = 0; i < items.count; i++) {
        if (!local_port_item(r, items.items[i], ranges || lists))
            return bad_value(r, token, value);
    }
    return NL_OK;
}

static enum nl_status address(struct reading *r, const char *token, const char *value, bool v6,
                              bool words, struct nl_texts *out)
{
    struct nl_inet_range range;
    bool good = nl_inet_range_parse(value, strlen(value), v6, &range) || (words && is_word(value));
    if (!good)
        return bad_value(r, token, value);
    nl_texts_add(out, r->arena, value);
    return NL_OK;
}

static enum nl_status protocol(struct reading *r, const char *token, const char *value)
{
    uint16_t number = 0;
    if (r->rule->minor == 0 && nl_same(value, "tcp"))
        number = 6; /* as a rule of Windows' own for SearchProtocolHost has it */
    else if (!read_port(value, &number) || number > NL_FIREWALL_ANY_PROTOCOL)
        return bad_value(r, token, value);
    r->rule->protocol = number;
    r->has_protocol = true;
    return NL_OK;
}

/* A token whose value is one of a few words, at most once. */
static enum nl_status one_word(struct reading *r, const char *token, const char *value,
                               const char *const *words, bool *has, int *out_index)
{
    if (has && *has)
        return nl_fail(r->err, NL_INVALID,
                       NL_T("The firewall rule {1} was left out: {2} stands twice in it."),
                       rule_name(r), nl_clean(r->arena, token));
    *out_index = word_index(value, words);
    if (has)
        *has = true;
    return *out_index < 0 ? bad_value(r, token, value) : NL_OK;
}

static void leave_unheeded(struct reading *r, const char *name)
{
    if (r->rule->unheeded.count < NL_FIREWALL_UNHEEDED && !nl_texts_hold(&r->rule->unheeded, name))
        nl_texts_add(&r->rule->unheeded, r->arena, name);
}

static enum nl_status take(struct reading *r, enum token token, const char *name, const char *value)
{
    static const char *const actions[] = {"Block", "Allow", "ByPass", NULL};
    static const char *const directions[] = {"Out", "In", NULL};
    static const char *const profiles[] = {"Domain", "Private", "Public", NULL};
    static const char *const truth[] = {"FALSE", "TRUE", NULL};
    static const char *const interface_types[] = {"Lan", "Wireless", "RemoteAccess", NULL};
    struct nl_firewall_rule *rule = r->rule;
    enum nl_status status = NL_OK;
    int index = 0;
    switch (token) {
    case TOKEN_ACTION:
        status = one_word(r, name, value, actions, &r->has_action, &index);
        if (status == NL_OK)
            rule->action = (enum nl_firewall_action)index;
        return status;
    case TOKEN_ACTIVE:
        status = one_word(r, name, value, truth, &r->has_active, &index);
        rule->active = index == 1;
        return status;
    case TOKEN_DIR:
        status = one_word(r, name, value, directions, &r->has_dir, &index);
        rule->inbound = index == 1;
        return status;
    case TOKEN_PROFILE:
        status = one_word(r, name, value, profiles, NULL, &index);
        if (status == NL_OK && index >= 0)
            rule->profiles |= 1u << (unsigned)index;
        return status;
    case TOKEN_SWITCH:
        return one_word(r, name, value, truth, NULL, &index);
    case TOKEN_PROTOCOL:
        return protocol(r, name, value);
    case TOKEN_LOCAL_PORT:
    case TOKEN_LOCAL_PORT_WORDS:
        return local_port(r, name, value, token == TOKEN_LOCAL_PORT_WORDS);
    case TOKEN_REMOTE_PORT:
        nl_texts_add(&rule->remote_ports, r->arena, value);
        return NL_OK;
    case TOKEN_REMOTE4:
    case TOKEN_REMOTE6:
        return address(r, name, value, token == TOKEN_REMOTE6, true, &rule->remote);
    case TOKEN_LOCAL4:
    case TOKEN_LOCAL6:
        return address(r, name, value, token == TOKEN_LOCAL6, false, &rule->local);
    case TOKEN_REMOTE_WORDS:
        nl_texts_add(&rule->remote, r->arena, value);
        return NL_OK;
    case TOKEN_INTERFACE:
        nl_texts_add(&rule->interfaces, r->arena, value);
        return NL_OK;
    case TOKEN_INTERFACE_TYPE:
        status = one_word(r, name, value, interface_types, NULL, &index);
        if (status == NL_OK && index >= 0)
            nl_texts_add(&rule->interface_types, r->arena, interface_types[index]);
        return status;
    case TOKEN_APP:
        rule->app = value;
        return NL_OK;
    case TOKEN_SERVICE:
        rule->service = value;
        return NL_OK;
    case TOKEN_PACKAGE:
        rule->package = value;
        return NL_OK;
    case TOKEN_TRUST_TUPLE:
        rule->trust_tuple = value;
        return NL_OK;
    case TOKEN_NAME:
        rule->name = value;
        return NL_OK;
    case TOKEN_GROUP:
        rule->group = value;
        return NL_OK;
    case TOKEN_ANYTHING:
        return NL_OK;
    case TOKEN_LIMIT:
        leave_unheeded(r, name);
        return NL_OK;
    }
    return NL_OK;
}

/* "v2.27|"; *at moves behind it. */
static enum nl_status version(struct reading *r, const char **at)
{
    const char *text = *at;
    unsigned numbers[2] = {0, 0};
    bool good = *text == 'v' || *text == 'V';
    for (size_t i = 0; good && i < 2; i++) {
        size_t digits = strspn(++text, "0123456789");
        good = digits > 0 && digits < 4;
        for (size_t d = 0; good && d < digits; d++)
            numbers[i] = numbers[i] * 10 + (unsigned)(text[d] - '0');
        text += digits;
        good = good && *text == (i == 0 ? '.' : '|');
    }
    if (!good)
        return nl_fail(r->err, NL_INVALID,
                       NL_T("The firewall rule {1} was left out: it does not begin with a version, "
                            "such as v2.10|."),
                       rule_name(r));
    r->rule->major = numbers[0];
    r->rule->minor = numbers[1];
    *at = text + 1;
    return NL_OK;
}

static enum nl_status one_token(struct reading *r, const char *text, size_t length)
{
    const char *equals = memchr(text, '=', length);
    if (!equals || equals == text)
        return nl_fail(r->err, NL_INVALID,
                       NL_T("The firewall rule {1} was left out: {2} in it is not NAME=VALUE."),
                       rule_name(r), nl_clean(r->arena, nl_arena_copy(r->arena, text, length)));
    size_t name_length = (size_t)(equals - text);
    const char *name = nl_arena_copy(r->arena, text, name_length);
    const char *value = nl_arena_copy(r->arena, equals + 1, length - name_length - 1);
    for (size_t i = 0; i < NL_COUNT_OF(tokens); i++) {
        if (nl_same(name, tokens[i].name))
            return take(r, tokens[i].token, tokens[i].name, value);
    }
    leave_unheeded(r, name);
    return NL_OK;
}

static enum nl_status complete(struct reading *r)
{
    struct nl_firewall_rule *rule = r->rule;
    if (!r->has_action || !r->has_dir)
        return nl_fail(r->err, NL_INVALID,
                       NL_T("The firewall rule {1} was left out: it has no {2}."), rule_name(r),
                       r->has_action ? "Dir" : "Action");
    bool named = rule->ports.count > 0 || rule->port_words.count > 0;
    if ((named || rule->remote_ports.count > 0) && rule->protocol != 6 && rule->protocol != 17)
        return nl_fail(r->err, NL_INVALID,
                       NL_T("The firewall rule {1} was left out: it names ports without TCP or UDP "
                            "as its protocol."),
                       rule_name(r));
    rule->every_port = !named;
    if (rule->profiles == 0)
        rule->profiles = (1u << NL_FIREWALL_PROFILE_COUNT) - 1;
    return NL_OK;
}

enum nl_status nl_firewall_parse(struct nl_arena *arena, const char *id, const char *text,
                                 struct nl_firewall_rule *out_rule, struct nl_error *err)
{
    struct nl_firewall_rule rule = {.id = nl_arena_text(arena, id),
                                    .protocol = NL_FIREWALL_ANY_PROTOCOL};
    struct reading r = {.arena = arena, .rule = &rule, .err = err};
    if (strlen(text) > LONGEST_RULE)
        return nl_fail(
            err, NL_INVALID,
            NL_T("The firewall rule {1} was left out: it is longer than Windows allows."),
            rule_name(&r));
    enum nl_status status = version(&r, &text);
    if (status != NL_OK)
        return status;
    if (rule.major != 2) {
        rule.foreign = true;
        *out_rule = rule;
        return NL_OK;
    }
    while (*text) {
        const char *end = strchr(text, '|');
        if (!end)
            return nl_fail(err, NL_INVALID,
                           NL_T("The firewall rule {1} was left out: it does not end with |."),
                           rule_name(&r));
        status = one_token(&r, text, (size_t)(end - text));
        if (status != NL_OK)
            return status;
        text = end + 1;
    }
    status = complete(&r);
    if (status != NL_OK)
        return status;
    rule.newer = rule.minor > NEWEST_MINOR;
    rule.has_active = r.has_active;
    *out_rule = rule;
    return NL_OK;
}
