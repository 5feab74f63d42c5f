/* probe_address_test.c - what is taken for one host, and what is refused because it stands for
 * several or for none. */
#include "probe/address.h"
#include "with_arena.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct nl_net_interface links[] = {
    {.name = "eth0", .index = 3, .address = {.bytes = {192, 0, 2, 20}}, .prefix = 24, .up = true},
    {.name = "eth1",
     .index = 7,
     .address = {.v6 = true, .bytes = {0xFE, 0x80, [15] = 1}},
     .prefix = 64,
     .up = true},
    {.name = "ppp0", .index = 9, .address = {.bytes = {198, 51, 100, 1}}, .prefix = 32, .up = true},
};
static const struct nl_net_interfaces interfaces = {.items = links, .count = NL_COUNT_OF(links)};

static enum nl_status parse(struct nl_arena *arena, const char *text, bool *out_is_address,
                            const char **out_text)
{
    struct nl_net_address address;
    const char *name = NULL;
    struct nl_error err = {0};
    enum nl_status status =
        nl_probe_host_parse(arena, text, &interfaces, out_is_address, &address, &name, &err);
    if (status != NL_OK) {
        assert_int_equal(status, NL_INVALID);
        assert_true(err.part_count > 0);
    } else {
        *out_text = *out_is_address ? nl_net_address_text(arena, &address) : name;
    }
    return status;
}

static void addresses(void **state)
{
    static const char *const rows[][2] = {
        {"192.0.2.10", "192.0.2.10"},
        {"127.0.0.1", "127.0.0.1"},
        {"2001:DB8:0:0:1::5", "2001:db8::1:0:0:5"},
        {"[2001:db8::5]", "2001:db8::5"},
        {"::1", "::1"},
        {"::ffff:192.0.2.10", "192.0.2.10"},
        {"[::ffff:192.0.2.10]", "192.0.2.10"},
        {"fe80::5%7", "fe80::5%7"},
        {"fe80::5%eth1", "fe80::5%7"},
        {"[fe80::5%ETH1]", "fe80::5%7"},
        {"198.51.100.1", "198.51.100.1"},
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        bool is_address = false;
        const char *text = NULL;
        if (parse(*state, rows[i][0], &is_address, &text) != NL_OK || !is_address)
            fail_msg("%s is an address", rows[i][0]);
        assert_string_equal(text, rows[i][1]);
    }
}

static void names(void **state)
{
    static const char *const rows[] = {
        "fileserver",    "FILE-SERVER.example.com",  "a",  "srv_1",    "3com.example",
        "host.example.", "\xE6\x96\x87\xE4\xBB\xB6", "1a", "192.0.2.x"};
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        bool is_address = true;
        const char *text = NULL;
        if (parse(*state, rows[i], &is_address, &text) != NL_OK || is_address)
            fail_msg("%s is a name", rows[i]);
        assert_string_equal(text, rows[i]);
    }
}

static void not_one_host(void **state)
{
    static const char *const rows[] = {
        "",
        ".",
        "-",
        "-a",
        "*",
        "192.0.2.*",
        "192.0.2.0/24",
        "192.0.2.1-9",
        "192.0.2.1-192.0.2.9",
        "192.0.2.1,192.0.2.2",
        "192.0.2.1 192.0.2.2",
        "192.0.2",
        "192",
        "0x7f.0.0.0x1",
        "300.1.1.1",
        "1.2.3.4.5",
        "192.0.2.1:445",
        "http://a",
        "a/b",
        "a\\b",
        "\\\\server",
        "a%1",
        "192.0.2.1%3",
        "[192.0.2.1]",
        "[a]",
        "[::1",
        "::1]",
        "::1/64",
        "name.5",
        "a b",
        "a\nb",
        /* stand for several, or for none */
        "0.0.0.0",
        "::",
        "0.1.2.3",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "ff02::1",
        "::ffff:224.0.0.1",
        "192.0.2.255",
        "fe80::1",
        "fe80::1%0",
        "fe80::1%nothing",
        "fe80::1%",
    };
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        bool is_address = false;
        const char *text = NULL;
        if (parse(*state, rows[i], &is_address, &text) == NL_OK)
            fail_msg("\"%s\" is taken for one host: %s", rows[i], text);
    }
}

static void subnets(void **state)
{
    static const struct nl_net_address near = {.bytes = {192, 0, 2, 200}};
    static const struct nl_net_address far = {.bytes = {192, 0, 3, 1}};
    static const struct nl_net_address six = {.v6 = true, .bytes = {0xFE, 0x80, [15] = 9}};
    (void)state;
    assert_int_equal(nl_net_same_subnet(&links[0], &near), NL_ANSWER_YES);
    assert_int_equal(nl_net_same_subnet(&links[0], &far), NL_ANSWER_NO);
    assert_int_equal(nl_net_same_subnet(&links[0], &six), NL_ANSWER_UNKNOWN);
    assert_int_equal(nl_net_same_subnet(&links[1], &six), NL_ANSWER_YES);
    assert_int_equal(nl_net_same_subnet(NULL, &near), NL_ANSWER_UNKNOWN);
    assert_ptr_equal(nl_net_interface_of(&interfaces, &links[2].address), &links[2]);
    assert_null(nl_net_interface_of(&interfaces, &far));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(addresses),
        WITH_ARENA(names),
        WITH_ARENA(not_one_host),
        WITH_ARENA(subnets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
