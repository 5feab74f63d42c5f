/* plan_inet_test.c - addresses in text, their kinds, and the ranges of firewall rules. */
#include "plan/inet.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void kinds(void **state)
{
    static const struct {
        const char *text;
        enum nl_inet_kind kind;
    } rows[] = {
        {"0.0.0.0", NL_INET_ANY},          {"::", NL_INET_ANY},
        {"127.0.0.1", NL_INET_LOOPBACK},   {"127.255.0.9", NL_INET_LOOPBACK},
        {"::1", NL_INET_LOOPBACK},         {"10.1.2.3", NL_INET_LOCAL},
        {"172.15.0.1", NL_INET_PUBLIC},    {"172.16.0.1", NL_INET_LOCAL},
        {"172.31.255.255", NL_INET_LOCAL}, {"172.32.0.0", NL_INET_PUBLIC},
        {"192.168.0.1", NL_INET_LOCAL},    {"192.167.255.255", NL_INET_PUBLIC},
        {"100.64.0.1", NL_INET_LOCAL},     {"100.128.0.1", NL_INET_PUBLIC},
        {"169.254.3.4", NL_INET_LOCAL},    {"192.0.2.7", NL_INET_LOCAL},
        {"198.51.100.1", NL_INET_LOCAL},   {"203.0.113.9", NL_INET_LOCAL},
        {"198.19.255.1", NL_INET_LOCAL},   {"198.20.0.1", NL_INET_PUBLIC},
        {"224.0.0.252", NL_INET_LOCAL},    {"255.255.255.255", NL_INET_LOCAL},
        {"8.8.8.8", NL_INET_PUBLIC},       {"fe80::1", NL_INET_LOCAL},
        {"fe80::1%12", NL_INET_LOCAL},     {"fd00::1", NL_INET_LOCAL},
        {"ff02::1:3", NL_INET_LOCAL},      {"2001:db8::5", NL_INET_LOCAL},
        {"2001:0:1:2::3", NL_INET_TUNNEL}, {"2002:c000:204::1", NL_INET_TUNNEL},
        {"2a00:1450::65", NL_INET_PUBLIC}, {"2600:1:2:3:4:5:6:7", NL_INET_PUBLIC},
        {"::ffff:8.8.8.8", NL_INET_LOCAL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct nl_inet address;
        if (!nl_inet_parse(rows[i].text, &address))
            fail_msg("%s is an address", rows[i].text);
        if (nl_inet_kind(&address) != rows[i].kind)
            fail_msg("%s is of kind %d", rows[i].text, (int)nl_inet_kind(&address));
    }
}

static void what_is_no_address(void **state)
{
    static const char *const rows[] = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.4 ",
        " 1.2.3.4",
        "1.2.3.-4",
        "1..3.4",
        "a.b.c.d",
        "0001.2.3.4",
        ":",
        ":::",
        "1:2:3",
        "1::2::3",
        "12345::",
        "g::",
        "fe80::%",
        "1.2.3.4%3",
        "1:2:3:4:5:6:7:8:9",
        ":1::2",
        "1::2:",
        "::1.2.3",
        "1:2:3:4:5:6:7::8",
        "::ffff:1.2.3.4.5",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct nl_inet address;
        if (nl_inet_parse(rows[i], &address))
            fail_msg("\"%s\" was taken for an address", rows[i]);
    }
    struct nl_inet address;
    assert_false(nl_inet_parse(NULL, &address));
}

static void gaps_are_filled(void **state)
{
    static const uint8_t want[16] = {0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5};
    static const uint8_t mapped[16] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 33};
    struct nl_inet address;
    (void)state;
    assert_true(nl_inet_parse("2001:DB8::5", &address));
    assert_true(address.v6);
    assert_memory_equal(address.bytes, want, sizeof want);
    assert_true(nl_inet_parse("2001:db8:0:0:0:0:0:5", &address));
    assert_memory_equal(address.bytes, want, sizeof want);
    assert_true(nl_inet_parse("::ffff:192.0.2.33", &address));
    assert_memory_equal(address.bytes, mapped, sizeof mapped);
}

static void ranges(void **state)
{
    static const struct {
        const char *text;
        bool v4;
        bool v6;
    } rows[] = {
        {"192.0.2.1", true, false},
        {"192.0.2.1-192.0.2.9", true, false},
        {"192.0.2.9-192.0.2.1", false, false},
        {"10.0.0.0/8", true, false},
        {"10.0.0.0/33", false, false},
        {"10.0.0.0/255.255.0.0", true, false},
        {"10.0.0.0/255.0.255.0", false, false},
        {"10.0.0.0/", false, false},
        {"10.0.0.0/x", false, false},
        {"fe80::/64", false, true},
        {"fe80::/129", false, false},
        {"fe80::1-fe80::2", false, true},
        {"fe80::1-192.0.2.1", false, false},
        {"LocalSubnet", false, false},
        {"", false, false},
        {"-", false, false},
        {"/", false, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t length = strlen(rows[i].text);
        struct nl_inet_range range;
        if (nl_inet_range_parse(rows[i].text, length, false, &range) != rows[i].v4 ||
            nl_inet_range_parse(rows[i].text, length, true, &range) != rows[i].v6)
            fail_msg("\"%s\"", rows[i].text);
    }
}

static void ranges_hold_what_lies_in_them(void **state)
{
    static const struct {
        const char *range, *address;
        bool holds;
    } rows[] = {
        {"192.0.2.5", "192.0.2.5", true},
        {"192.0.2.5", "192.0.2.6", false},
        {"192.0.2.5-192.0.2.9", "192.0.2.5", true},
        {"192.0.2.5-192.0.2.9", "192.0.2.9", true},
        {"192.0.2.5-192.0.2.9", "192.0.2.10", false},
        {"192.0.2.5-192.0.2.9", "192.0.2.4", false},
        {"192.0.2.77/24", "192.0.2.0", true},
        {"192.0.2.77/24", "192.0.2.255", true},
        {"192.0.2.77/24", "192.0.3.0", false},
        {"192.0.2.77/255.255.255.0", "192.0.2.255", true},
        {"192.0.2.77/255.255.255.0", "192.0.1.255", false},
        {"10.1.2.3/20", "10.1.15.255", true},
        {"10.1.2.3/20", "10.1.16.0", false},
        {"10.1.2.3/0", "203.0.113.1", true},
        {"10.1.2.3/32", "10.1.2.3", true},
        {"10.1.2.3/32", "10.1.2.2", false},
        {"2001:db8::/33", "2001:db8:7fff::1", true},
        {"2001:db8::/33", "2001:db8:8000::1", false},
        {"2001:db8::1/128", "2001:db8::1", true},
        {"2001:db8::1-2001:db8::f", "2001:db8::a", true},
        {"::/0", "192.0.2.1", false}, /* the other family */
        {"0.0.0.0/0", "::1", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct nl_inet_range range;
        struct nl_inet address;
        const char *text = rows[i].range;
        assert_true(nl_inet_parse(rows[i].address, &address));
        assert_true(nl_inet_range_parse(text, strlen(text), strchr(text, ':') != NULL, &range));
        if (nl_inet_range_holds(&range, &address) != rows[i].holds)
            fail_msg("%s, %s", text, rows[i].address);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds),
        cmocka_unit_test(ranges_hold_what_lies_in_them),
        cmocka_unit_test(what_is_no_address),
        cmocka_unit_test(gaps_are_filled),
        cmocka_unit_test(ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
