/* plan_probed_test.c - answers to a probe held against what the machine shows: each row changes a
 * stock machine, says who asked what, and what disagreement comes of it, or none. */
#include "base/text.h"
#include "machine_builder.h"
#include "plan/exposure.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SECOND_GUID "{22222222-2222-3333-4444-555555555555}"
#define TCP445 "Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|"
#define BLOCK445 "Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|"

static void nothing(struct machine_builder *m)
{
    (void)m;
}

static void one_network(struct machine_builder *m)
{
    machine_rule(m, "some", "v2.10|" TCP445 "RA4=198.51.100.0/24|");
}

static void one_network_by_mask(struct machine_builder *m)
{
    machine_rule(m, "some", "v2.10|" TCP445 "RA4=198.51.100.0/255.255.255.128|");
}

static void a_range(struct machine_builder *m)
{
    machine_rule(m, "some", "v2.10|" TCP445 "RA4=198.51.100.7-198.51.100.9|");
}

static void two_rules(struct machine_builder *m)
{
    machine_rule(m, "one", "v2.10|" TCP445 "RA4=198.51.100.7|");
    machine_rule(m, "two", "v2.10|" TCP445 "RA4=203.0.113.1|");
}

static void six(struct machine_builder *m)
{
    machine_rule(m, "six", "v2.10|" TCP445 "RA6=2001:db8:9::/48|");
}

static void local_subnet(struct machine_builder *m)
{
    machine_rule(m, "near", "v2.10|" TCP445 "RA4=LocalSubnet|RA6=LocalSubnet|");
}

static void local_subnet_of_unseen_adapters(struct machine_builder *m)
{
    local_subnet(m);
    m->machine.adapters_state = NL_VALUE_DENIED;
}

static void one_network_and_the_name_servers(struct machine_builder *m)
{
    machine_rule(m, "some", "v2.30|" TCP445 "RA4=198.51.100.0/24|");
    machine_rule(m, "words", "v2.30|" TCP445 "RA42=RmtIntrAnet|");
}

static void one_network_and_a_bypass(struct machine_builder *m)
{
    one_network(m);
    machine_rule(
        m, "peers",
        "v2.10|Action=ByPass|Active=TRUE|Dir=In|Protocol=6|LPort=445|Security=Authenticate|");
}

static void one_network_and_an_inactive_rule(struct machine_builder *m)
{
    one_network(m);
    machine_rule(m, "off", "v2.10|Action=Allow|Active=FALSE|Dir=In|Protocol=6|LPort=445|");
}

static void one_network_and_policy_not_seen(struct machine_builder *m)
{
    one_network(m);
    machine_key_state(m, MACHINE_FIREWALL_POLICY "\\FirewallRules", NL_VALUE_DENIED, 5);
}

static void one_network_and_public_is_off(struct machine_builder *m)
{
    one_network(m);
    machine_reg_dword(m, MACHINE_FIREWALL "\\PublicProfile", "EnableFirewall", 0);
}

static void one_network_and_another_product(struct machine_builder *m)
{
    one_network(m);
    struct nl_firewall_product *product = NL_PUSH(&m->arena, &m->machine.firewall_products);
    product->name = "Other firewall";
    product->owns_firewall = NL_ANSWER_YES;
}

static void everybody_but_one(struct machine_builder *m)
{
    machine_rule(m, "all", "v2.10|" TCP445);
    machine_rule(m, "not", "v2.10|" BLOCK445 "RA4=198.51.100.7|");
}

static void everybody_but_one_in_public(struct machine_builder *m)
{
    machine_rule(m, "all", "v2.10|" TCP445);
    machine_rule(m, "not", "v2.10|" BLOCK445 "Profile=Public|RA4=198.51.100.7|");
}

static void everybody_but_one_on_wireless(struct machine_builder *m)
{
    machine_rule(m, "all", "v2.10|" TCP445);
    machine_rule(m, "not", "v2.10|" BLOCK445 "RA4=198.51.100.7|IFType=Wireless|");
}

static void second_adapter_off(struct machine_builder *m)
{
    machine_adapter(m, SECOND_GUID, "Wi-Fi");
    machine_ip(m, SECOND_GUID, "10.0.0.5", 8);
    machine_netbt(m, SECOND_GUID, 2);
}

static void server_gone(struct machine_builder *m)
{
    machine_service(m, "LanmanServer", 4, NL_SERVICE_STOPPED);
    machine_driver(m, "srvnet", 3, NL_SERVICE_STOPPED);
    machine_close_port(m, NL_TCP, 445);
}

static void smb1_off(struct machine_builder *m)
{
    machine_rule(m, "all", "v2.10|" TCP445);
    machine_reg_dword(m, MACHINE_SERVER_PARAMETERS, "SMB1", 0);
}

#define ADDRESSES_ONLY                                                                             \
    "Port 445 was reached at 192.168.1.10 from 192.0.2.99, although the firewall rules let in "    \
    "other addresses only"

struct row {
    const char *name;
    void (*change)(struct machine_builder *m);
    uint32_t port;
    const char *address;
    const char *asked_from; /* NULL: not said */
    enum nl_probe_state state;
    const char *mismatch; /* part of it; NULL: none */
};

static const struct row rows[] = {
    /* Only named addresses are let in. */
    {"another address", one_network, 445, "192.168.1.10", "192.0.2.99", NL_PROBE_ANSWERS,
     ADDRESSES_ONLY},
    {"another address is silent", one_network, 445, "192.168.1.10", "192.0.2.99", NL_PROBE_SILENT,
     ADDRESSES_ONLY},
    {"another address is refused by the protocol", one_network, 445, "192.168.1.10", "192.0.2.99",
     NL_PROBE_NEGATIVE, ADDRESSES_ONLY},
    {"a named address", one_network, 445, "192.168.1.10", "198.51.100.7", NL_PROBE_ANSWERS, NULL},
    {"the last named address", one_network, 445, "192.168.1.10", "198.51.100.255", NL_PROBE_ANSWERS,
     NULL},
    {"an asker who is not said", one_network, 445, "192.168.1.10", NULL, NL_PROBE_ANSWERS, NULL},
    {"an asker who is no address", one_network, 445, "192.168.1.10", "here", NL_PROBE_ANSWERS,
     NULL},
    {"within the mask", one_network_by_mask, 445, "192.168.1.10", "198.51.100.127",
     NL_PROBE_ANSWERS, NULL},
    {"beyond the mask", one_network_by_mask, 445, "192.168.1.10", "198.51.100.128",
     NL_PROBE_ANSWERS, "from 198.51.100.128, although"},
    {"the range's last", a_range, 445, "192.168.1.10", "198.51.100.9", NL_PROBE_ANSWERS, NULL},
    {"beyond the range", a_range, 445, "192.168.1.10", "198.51.100.10", NL_PROBE_ANSWERS,
     "from 198.51.100.10, although"},
    {"before the range", a_range, 445, "192.168.1.10", "198.51.100.6", NL_PROBE_ANSWERS,
     "from 198.51.100.6, although"},
    {"the second rule's address", two_rules, 445, "192.168.1.10", "203.0.113.1", NL_PROBE_ANSWERS,
     NULL},
    {"neither rule's address", two_rules, 445, "192.168.1.10", "203.0.113.2", NL_PROBE_ANSWERS,
     "from 203.0.113.2, although"},
    {"within a prefix of IPv6", six, 445, "2001:db8:9::10", "2001:db8:9:ff::1", NL_PROBE_ANSWERS,
     NULL},
    {"beyond a prefix of IPv6", six, 445, "2001:db8:9::10", "2001:db8:a::1", NL_PROBE_ANSWERS,
     "from 2001:db8:a::1, although"},
    {"IPv4 where IPv6 is named", six, 445, "192.168.1.10", "192.0.2.99", NL_PROBE_ANSWERS,
     ADDRESSES_ONLY},
    {"the same subnet", local_subnet, 445, "192.168.1.10", "192.168.1.77", NL_PROBE_ANSWERS, NULL},
    {"a link-local address", local_subnet, 445, "fe80::10", "fe80::20%12", NL_PROBE_ANSWERS, NULL},
    {"another subnet", local_subnet, 445, "192.168.1.10", "192.0.2.99", NL_PROBE_ANSWERS,
     ADDRESSES_ONLY},
    {"a subnet that was not seen", local_subnet_of_unseen_adapters, 445, "192.168.1.10",
     "192.0.2.99", NL_PROBE_ANSWERS, NULL},
    /* What is not known for certain is no disagreement. */
    {"a word", one_network_and_the_name_servers, 445, "192.168.1.10", "192.0.2.99",
     NL_PROBE_ANSWERS, NULL},
    {"authenticated peers", one_network_and_a_bypass, 445, "192.168.1.10", "192.0.2.99",
     NL_PROBE_ANSWERS, NULL},
    {"rules not seen", one_network_and_policy_not_seen, 445, "192.168.1.10", "192.0.2.99",
     NL_PROBE_ANSWERS, NULL},
    {"a profile is off", one_network_and_public_is_off, 445, "192.168.1.10", "192.0.2.99",
     NL_PROBE_ANSWERS, NULL},
    {"another product filters", one_network_and_another_product, 445, "192.168.1.10", "192.0.2.99",
     NL_PROBE_ANSWERS, NULL},
    {"a rule that does not count", one_network_and_an_inactive_rule, 445, "192.168.1.10",
     "192.0.2.99", NL_PROBE_ANSWERS, ADDRESSES_ONLY},
    /* The reverse is none: no answer to whom nothing lets in, or to whom something does. */
    {"no answer to another address", one_network, 445, "192.168.1.10", "192.0.2.99",
     NL_PROBE_NO_ANSWER, NULL},
    {"no answer to a named address", one_network, 445, "192.168.1.10", "198.51.100.7",
     NL_PROBE_NO_ANSWER, NULL},
    {"refused to another address", one_network, 445, "192.168.1.10", "192.0.2.99", NL_PROBE_REFUSED,
     NULL},
    {"unreachable from another address", one_network, 445, "192.168.1.10", "192.0.2.99",
     NL_PROBE_UNREACHABLE, NULL},
    /* Everybody but some. */
    {"the blocked address", everybody_but_one, 445, "192.168.1.10", "198.51.100.7",
     NL_PROBE_ANSWERS, "from 198.51.100.7, although"},
    {"an address that is not blocked", everybody_but_one, 445, "192.168.1.10", "198.51.100.8",
     NL_PROBE_ANSWERS, NULL},
    {"blocked in one profile", everybody_but_one_in_public, 445, "192.168.1.10", "198.51.100.7",
     NL_PROBE_ANSWERS, NULL},
    {"blocked on one kind of adapter", everybody_but_one_on_wireless, 445, "192.168.1.10",
     "198.51.100.7", NL_PROBE_ANSWERS, NULL},
    /* Nobody is let in. */
    {"nobody", nothing, 445, "192.168.1.10", "192.0.2.99", NL_PROBE_ANSWERS,
     "was reached at 192.168.1.10 by another machine"},
    {"nobody, and no answer", nothing, 445, "192.168.1.10", "192.0.2.99", NL_PROBE_NO_ANSWER, NULL},
    /* Each adapter of NetBIOS by itself. */
    {"the adapter with NetBIOS", second_adapter_off, 137, "192.168.1.10", NULL, NL_PROBE_ANSWERS,
     "was reached at 192.168.1.10 by another machine"},
    {"the adapter without NetBIOS", second_adapter_off, 137, "10.0.0.5", NULL, NL_PROBE_ANSWERS,
     "answers at 10.0.0.5, although the settings close it"},
    {"the adapter without NetBIOS, no answer", second_adapter_off, 139, "10.0.0.5", NULL,
     NL_PROBE_NO_ANSWER, NULL},
    {"the settings close it", server_gone, 445, "192.168.1.10", NULL, NL_PROBE_ANSWERS,
     "although the settings close it"},
};

static struct nl_probed *probed(struct machine_builder *m, const struct row *row)
{
    struct nl_probed *one = NL_PUSH(&m->arena, &m->machine.probes);
    *one = (struct nl_probed){.port = row->port,
                              .address = row->address,
                              .asked_from = row->asked_from,
                              .state = row->state};
    return one;
}

static const char *mismatches_of(struct machine_builder *m, struct nl_exposure *exposure)
{
    struct nl_text out;
    nl_text_init(&out, &m->arena);
    nl_exposure_judge(&m->arena, &m->machine, NULL, exposure);
    for (size_t i = 0; i < exposure->mismatches.count; i++)
        nl_text_format(&out, "%s\n",
                       nl_sentence_text(&m->arena, &exposure->mismatches.items[i].what, NULL));
    return out.data;
}

static void every_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_exposure exposure;
        rows[i].change(m);
        (void)mismatches_of(m, &exposure);
        size_t before = exposure.mismatches.count;
        (void)probed(m, &rows[i]);
        const char *found = mismatches_of(m, &exposure);
        if ((exposure.mismatches.count > before) != (rows[i].mismatch != NULL) ||
            (rows[i].mismatch && !nl_holds(found, rows[i].mismatch)))
            fail_msg("%s: %s", rows[i].name, found);
        machine_free(m);
    }
}

/* The machine's own question is not stopped by its firewall. */
static void its_own_question_says_nothing_of_the_firewall(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_exposure exposure;
    (void)state;
    one_network(m);
    probed(m, &rows[0])->own = true;
    assert_string_equal(mismatches_of(m, &exposure), "");
    machine_free(m);
}

/* What its own question showed against what the Server service is set to. */
static void signing_and_its_setting(void **state)
{
    static const struct {
        int set; /* RequireSecuritySignature; below 0: it is not there */
        enum nl_probe_signing found;
        const char *mismatch;
    } cases[] = {
        {1, NL_PROBE_SIGNING_NOT_REQUIRED, "does not require signing, although"},
        {0, NL_PROBE_SIGNING_REQUIRED, "requires signing, although"},
        {1, NL_PROBE_SIGNING_REQUIRED, NULL},
        {0, NL_PROBE_SIGNING_NOT_REQUIRED, NULL},
        {1, NL_PROBE_SIGNING_UNKNOWN, NULL},
        {-1, NL_PROBE_SIGNING_NOT_REQUIRED, NULL},
        {-1, NL_PROBE_SIGNING_REQUIRED, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct machine_builder *m = machine_windows_10();
        struct nl_exposure exposure;
        machine_reg_remove(m, MACHINE_SERVER_PARAMETERS, "RequireSecuritySignature");
        if (cases[i].set >= 0)
            machine_reg_dword(m, MACHINE_SERVER_PARAMETERS, "RequireSecuritySignature",
                              (uint32_t)cases[i].set);
        struct nl_probed *one = probed(m, &rows[0]);
        one->own = true;
        one->signing = cases[i].found;
        const char *found = mismatches_of(m, &exposure);
        assert_int_equal(exposure.mismatches.count, cases[i].mismatch != NULL);
        if (cases[i].mismatch)
            assert_true(nl_holds(found, cases[i].mismatch));
        machine_free(m);
    }
}

static void another_program_serves_the_port(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_exposure exposure;
    (void)state;
    one_network(m);
    struct nl_probed *one = probed(m, &rows[0]);
    one->own = true;
    one->state = NL_PROBE_NOT_UNDERSTOOD;
    assert_true(nl_holds(mismatches_of(m, &exposure), "is not the service of Windows"));
    /* Between another machine and this one anything may answer. */
    one->own = false;
    one->asked_from = "198.51.100.7";
    assert_string_equal(mismatches_of(m, &exposure), "");
    machine_free(m);
}

static void askers_are_named_once(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_exposure exposure;
    (void)state;
    one_network(m);
    (void)probed(m, &rows[0]);
    (void)probed(m, &rows[0]);
    probed(m, &rows[0])->asked_from = "203.0.113.5\x1b[2J";
    probed(m, &rows[0])->asked_from = "203.0.113.5";
    probed(m, &rows[0])->asked_from = "198.51.100.7";
    probed(m, &rows[0])->state = NL_PROBE_NO_ANSWER;
    assert_true(nl_holds(mismatches_of(m, &exposure),
                         "at 192.168.1.10 from 192.0.2.99, 203.0.113.5, although"));
    assert_int_equal(exposure.mismatches.count, 1);
    assert_true(exposure.mismatches.items[0].open); /* a fault, not a note */
    machine_free(m);
}

static void smb1_that_is_off_and_spoken(void **state)
{
    struct machine_builder *m = machine_windows_10();
    struct nl_exposure exposure;
    (void)state;
    smb1_off(m);
    probed(m, &rows[0])->smb1 = true;
    assert_true(nl_holds(mismatches_of(m, &exposure), "SMB1 is spoken on port 445"));
    machine_free(m);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row),
        cmocka_unit_test(its_own_question_says_nothing_of_the_firewall),
        cmocka_unit_test(signing_and_its_setting),
        cmocka_unit_test(another_program_serves_the_port),
        cmocka_unit_test(askers_are_named_once),
        cmocka_unit_test(smb1_that_is_off_and_spoken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
