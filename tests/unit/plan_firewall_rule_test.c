/* plan_firewall_rule_test.c - rule strings: what is understood, what is refused, what is put up
 * with. */
#include "base/text.h"
#include "plan/firewall.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static int open_arena(void **state)
{
    static struct nl_arena arena;
    nl_arena_init(&arena, NULL, NULL);
    *state = &arena;
    return 0;
}

static int close_arena(void **state)
{
    nl_arena_done(*state);
    return 0;
}

static struct nl_firewall_rule parse(struct nl_arena *arena, const char *text)
{
    struct nl_firewall_rule rule = {0};
    struct nl_error err = {0};
    if (nl_firewall_parse(arena, "test", text, &rule, &err) != NL_OK)
        fail_msg("%s: %s", text, nl_error_text(arena, &err, NULL));
    return rule;
}

static void a_stock_rule(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_firewall_rule rule = parse(
        arena, "v2.27|Action=Allow|Active=FALSE|Dir=In|Protocol=6|Profile=Private|Profile=Public|"
               "LPort=445|RA4=LocalSubnet|RA6=LocalSubnet|App=System|"
               "Name=@FirewallAPI.dll,-28511|Desc=@FirewallAPI.dll,-28514|"
               "EmbedCtxt=@FirewallAPI.dll,-28502|");
    assert_int_equal(rule.major, 2);
    assert_int_equal(rule.minor, 27);
    assert_int_equal(rule.action, NL_FIREWALL_ALLOW);
    assert_false(rule.active);
    assert_true(rule.inbound);
    assert_int_equal(rule.protocol, 6);
    assert_int_equal(rule.profiles, 1u << NL_FIREWALL_PRIVATE | 1u << NL_FIREWALL_PUBLIC);
    assert_int_equal(rule.ports.count, 1);
    assert_int_equal(rule.ports.items[0].first, 445);
    assert_int_equal(rule.ports.items[0].last, 445);
    assert_false(rule.every_port);
    assert_int_equal(rule.remote.count, 2);
    assert_string_equal(rule.app, "System");
    assert_string_equal(rule.group, "@FirewallAPI.dll,-28502");
    assert_int_equal(rule.unheeded.count, 0);
    assert_false(rule.newer);
}

static void what_absence_means(void **state)
{
    struct nl_firewall_rule rule = parse(*state, "v2.10|Action=Block|Dir=Out|");
    assert_int_equal(rule.protocol, NL_FIREWALL_ANY_PROTOCOL);
    assert_int_equal(rule.profiles, 7);
    assert_true(rule.every_port);
    assert_false(rule.active);
    assert_false(rule.has_active);
    assert_false(rule.inbound);
    assert_null(rule.app);
    assert_null(rule.service);
}

static void ports(void **state)
{
    struct nl_firewall_rule rule =
        parse(*state, "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=17|LPort2_10=137-139|"
                      "LPort=500|LPort=Teredo|LPort2_10=IPHTTPSIn|RPort=67|");
    assert_int_equal(rule.ports.count, 2);
    assert_int_equal(rule.ports.items[0].first, 137);
    assert_int_equal(rule.ports.items[0].last, 139);
    assert_int_equal(rule.ports.items[1].first, 500);
    assert_int_equal(rule.port_words.count, 2);
    assert_true(nl_texts_hold(&rule.port_words, "teredo"));
    assert_int_equal(rule.remote_ports.count, 1);
    assert_false(rule.every_port);
}

static void windows_own_looseness(void **state)
{
    /* As in RestrictedServices\Static\System of Windows 10. */
    struct nl_firewall_rule rule =
        parse(*state, "V2.0|Action=Allow|Dir=in|LPORT=68|rport=67|Protocol=17|"
                      "app=%SystemRoot%\\system32\\svchost.exe|Svc==DHCP|Name=X|");
    assert_int_equal(rule.ports.items[0].first, 68);
    assert_string_equal(rule.service, "=DHCP");
    assert_string_equal(rule.app, "%SystemRoot%\\system32\\svchost.exe");
    assert_true(rule.inbound);
    rule = parse(*state, "V2.0|Action=Block|Dir=In|Protocol=tcp|LPort=1-553,555,RPC|Name=X|");
    assert_int_equal(rule.protocol, 6);
    assert_int_equal(rule.ports.count, 2);
    assert_int_equal(rule.ports.items[0].last, 553);
    assert_int_equal(rule.port_words.count, 1);
}

static void what_is_not_evaluable_is_remembered(void **state)
{
    struct nl_firewall_rule rule = parse(
        *state, "v2.99|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|"
                "Security=Authenticate|FutureToken=7|FutureToken=8|RMauth=O:LSD:(A;;CC;;;WD)|");
    assert_true(rule.newer);
    assert_int_equal(rule.unheeded.count, 3);
    assert_true(nl_texts_hold(&rule.unheeded, "Security"));
    assert_true(nl_texts_hold(&rule.unheeded, "FutureToken"));
    assert_true(nl_texts_hold(&rule.unheeded, "RMauth"));
}

static void another_major_version_is_foreign(void **state)
{
    struct nl_firewall_rule rule = parse(*state, "v3.0|Anything goes here");
    assert_true(rule.foreign);
    assert_int_equal(rule.major, 3);
}

static void malformed_rules_are_refused(void **state)
{
    static const struct {
        const char *text;
        const char *says;
    } rows[] = {
        {"", "version"},
        {"v", "version"},
        {"v2", "version"},
        {"v2.", "version"},
        {"v2.10", "version"},
        {"2.10|Action=Allow|Dir=In|", "version"},
        {"v2222.10|Action=Allow|Dir=In|", "version"},
        {"v2.10|Action=Allow|Dir=In", "end with"},
        {"v2.10||Action=Allow|Dir=In|", "NAME=VALUE"},
        {"v2.10|Action|Dir=In|", "NAME=VALUE"},
        {"v2.10|=Allow|Dir=In|", "NAME=VALUE"},
        {"v2.10|Dir=In|", "no Action"},
        {"v2.10|Action=Allow|", "no Dir"},
        {"v2.10|", "no Action"},
        {"v2.10|Action=Maybe|Dir=In|", "Action=Maybe"},
        {"v2.10|Action=Allow|Action=Block|Dir=In|", "twice"},
        {"v2.10|Action=Allow|Dir=In|Dir=Out|", "twice"},
        {"v2.10|Action=Allow|Dir=Sideways|", "Dir=Sideways"},
        {"v2.10|Action=Allow|Dir=In|Active=YES|", "Active=YES"},
        {"v2.10|Action=Allow|Dir=In|Profile=Home|", "Profile=Home"},
        {"v2.10|Action=Allow|Dir=In|Protocol=TCP|", "Protocol=TCP"},
        {"v2.10|Action=Allow|Dir=In|Protocol=257|", "Protocol=257"},
        {"v2.10|Action=Allow|Dir=In|Protocol=0x6|", "Protocol=0x6"},
        {"v2.10|Action=Allow|Dir=In|Protocol=|", "Protocol="},
        {"v2.10|Action=Allow|Dir=In|Protocol=6|LPort=65536|", "LPort=65536"},
        {"v2.10|Action=Allow|Dir=In|Protocol=6|LPort=-1|", "LPort=-1"},
        {"v2.10|Action=Allow|Dir=In|Protocol=6|LPort=|", "LPort="},
        {"v2.10|Action=Allow|Dir=In|Protocol=6|LPort=137-139|", "LPort=137-139"},
        {"v2.10|Action=Allow|Dir=In|Protocol=6|LPort2_10=139-137|", "LPort2_10=139-137"},
        {"v2.10|Action=Allow|Dir=In|Protocol=6|LPort2_10=1-99999|", "LPort2_10=1-99999"},
        {"v2.10|Action=Allow|Dir=In|LPort=445|", "without TCP or UDP"},
        {"v2.10|Action=Allow|Dir=In|Protocol=1|RPort=445|", "without TCP or UDP"},
        {"v2.10|Action=Allow|Dir=In|RA4=300.1.1.1|", "RA4=300.1.1.1"},
        {"v2.10|Action=Allow|Dir=In|RA4=fe80::1|", "RA4=fe80::1"},
        {"v2.10|Action=Allow|Dir=In|RA6=192.0.2.1|", "RA6=192.0.2.1"},
        {"v2.10|Action=Allow|Dir=In|RA4=|", "RA4="},
        {"v2.10|Action=Allow|Dir=In|LA4=LocalSubnet|", "LA4=LocalSubnet"},
        {"v2.10|Action=Allow|Dir=In|IFType=Carrier|", "IFType=Carrier"},
        {"v2.10|Action=Allow|Dir=In|Edge=perhaps|", "Edge=perhaps"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct nl_firewall_rule rule = {.id = "untouched"};
        struct nl_error err = {0};
        enum nl_status status = nl_firewall_parse(*state, "test", rows[i].text, &rule, &err);
        if (status != NL_INVALID)
            fail_msg("\"%s\" was accepted", rows[i].text);
        if (!nl_holds(nl_error_text(*state, &err, NULL), rows[i].says))
            fail_msg("\"%s\": %s", rows[i].text, nl_error_text(*state, &err, NULL));
        assert_string_equal(rule.id, "untouched");
    }
}

static void control_characters_do_not_reach_the_message(void **state)
{
    struct nl_firewall_rule rule;
    struct nl_error err = {0};
    assert_int_equal(nl_firewall_parse(*state, "x", "v2.10|Action=\x1b[2J\n|Dir=In|", &rule, &err),
                     NL_INVALID);
    assert_null(strchr(nl_error_text(*state, &err, NULL), '\x1b'));
    assert_null(strchr(nl_error_text(*state, &err, NULL), '\n'));
}

/* Every prefix, and the rule with each byte changed, must end in an answer. The sanitizers watch. */
static void damage_is_survived(void **state)
{
    static const char good[] =
        "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Public|LPort2_10=137-139|"
        "RA4=10.0.0.0/255.0.0.0|RA6=fe80::/64|LA4=192.0.2.1-192.0.2.9|IF={A}|IFType=Lan|"
        "App=System|Svc=*|Edge=TRUE|Security=NoEncap|";
    struct nl_firewall_rule rule;
    char text[sizeof good];
    size_t accepted = 0;
    for (size_t length = 0; length < sizeof good; length++) {
        memcpy(text, good, length);
        text[length] = '\0';
        accepted += nl_firewall_parse(*state, "p", text, &rule, NULL) == NL_OK;
    }
    /* The whole rule, and those prefixes that end behind Dir and the ports' protocol. */
    assert_true(accepted > 5 && accepted < 30);
    size_t refused = 0;
    for (size_t at = 0; at + 1 < sizeof good; at++) {
        static const char bytes[] = "|=0-.:/\x01\xff";
        for (size_t b = 0; b + 1 < sizeof bytes; b++) {
            memcpy(text, good, sizeof good);
            text[at] = bytes[b];
            refused += nl_firewall_parse(*state, "p", text, &rule, NULL) == NL_INVALID;
        }
    }
    assert_true(refused > 500); /* most damage is noticed; some makes another token or name */
}

static void a_huge_rule_is_refused(void **state)
{
    struct nl_arena *arena = *state;
    struct nl_text text;
    struct nl_firewall_rule rule;
    struct nl_error err = {0};
    nl_text_init(&text, arena);
    nl_text_add(&text, "v2.10|Action=Allow|Dir=In|");
    nl_text_repeat(&text, "X=1|", 40000);
    assert_int_equal(nl_firewall_parse(arena, "huge", text.data, &rule, &err), NL_INVALID);
    text.length = 26;
    text.data[26] = '\0';
    nl_text_repeat(&text, "A=1|B=2|C=3|D=4|E=5|F=6|G=7|H=8|I=9|", 1000);
    assert_int_equal(nl_firewall_parse(arena, "many", text.data, &rule, &err), NL_OK);
    assert_int_equal(rule.unheeded.count, NL_FIREWALL_UNHEEDED);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)
    static const struct CMUnitTest tests[] = {
        TEST(a_stock_rule),
        TEST(what_absence_means),
        TEST(ports),
        TEST(windows_own_looseness),
        TEST(what_is_not_evaluable_is_remembered),
        TEST(another_major_version_is_foreign),
        TEST(malformed_rules_are_refused),
        TEST(control_characters_do_not_reach_the_message),
        TEST(damage_is_survived),
        TEST(a_huge_rule_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
