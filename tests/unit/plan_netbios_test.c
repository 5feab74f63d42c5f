/* plan_netbios_test.c - the five states of NetBIOS on an adapter, and what is not known. */
#include "base/text.h"
#include "machine_builder.h"
#include "plan/netbios.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum { NONE = -1 };

static void options(void **state)
{
    static const struct {
        const char *name;
        int option;
        int dhcp_option;
        enum nl_answer dhcp; /* the adapter's */
        enum nl_netbios_state state;
        bool on;
        const char *says;
    } rows[] = {
        {"on", 1, NONE, NL_ANSWER_YES, NL_NETBIOS_ENABLED, true, "NetbiosOptions is 1"},
        {"on, against DHCP", 1, 2, NL_ANSWER_YES, NL_NETBIOS_ENABLED, true, "whatever DHCP says"},
        {"off", 2, NONE, NL_ANSWER_YES, NL_NETBIOS_DISABLED, false, "NetbiosOptions is 2"},
        {"off, against DHCP", 2, 1, NL_ANSWER_YES, NL_NETBIOS_DISABLED, false, "is off"},
        {"0, static", 0, NONE, NL_ANSWER_NO, NL_NETBIOS_DEFAULT_ON, true, "is 0 and the address"},
        {"absent, static", NONE, NONE, NL_ANSWER_NO, NL_NETBIOS_DEFAULT_ON, true, "absent"},
        {"static, old DHCP answer", 0, 2, NL_ANSWER_NO, NL_NETBIOS_DEFAULT_ON, true, "static"},
        {"DHCP says off", 0, 2, NL_ANSWER_YES, NL_NETBIOS_DHCP_OFF, false,
         "DhcpNetbiosOptions is 2"},
        {"absent, DHCP says off", NONE, 2, NL_ANSWER_YES, NL_NETBIOS_DHCP_OFF, false, "absent"},
        {"DHCP says on", 0, 1, NL_ANSWER_YES, NL_NETBIOS_DEFAULT_ON, true, "no DHCP server said"},
        {"DHCP says nothing", 0, NONE, NL_ANSWER_YES, NL_NETBIOS_DEFAULT_ON, true, "no DHCP"},
        {"DHCP not known", 0, 2, NL_ANSWER_UNKNOWN, NL_NETBIOS_DHCP_OFF, false, "DHCP"},
        {"undefined", 7, NONE, NL_ANSWER_NO, NL_NETBIOS_UNKNOWN, false, "NetbiosOptions is 7"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct machine_builder *m = machine_windows_10();
        bool on = !rows[i].on;
        struct nl_sentence why = {0};
        machine_adapter(m, MACHINE_GUID, "Ethernet")->dhcp = rows[i].dhcp;
        machine_netbt(m, MACHINE_GUID, rows[i].option);
        machine_netbt_dhcp(m, MACHINE_GUID, rows[i].dhcp_option);
        enum nl_netbios_state found =
            nl_netbios_judge(&m->arena, &m->machine, MACHINE_GUID, &on, &why);
        const char *text = nl_sentence_text(&m->arena, &why, NULL);
        if (found != rows[i].state || on != rows[i].on || !nl_holds(text, rows[i].says))
            fail_msg("%s: %s, %s: %s", rows[i].name, nl_netbios_state_words[found],
                     on ? "on" : "off", text);
        machine_free(m);
    }
}

static enum nl_netbios_state judge(struct machine_builder *m, const char *guid,
                                   const char **out_why)
{
    bool on = true;
    struct nl_sentence why = {0};
    enum nl_netbios_state state = nl_netbios_judge(&m->arena, &m->machine, guid, &on, &why);
    *out_why = nl_sentence_text(&m->arena, &why, NULL);
    if (state == NL_NETBIOS_UNKNOWN || state == NL_NETBIOS_LEFTOVER)
        assert_false(on);
    return state;
}

static void the_wrong_type_is_unknown(void **state)
{
    struct machine_builder *m = machine_windows_10();
    const char *path = NL_NETBT_INTERFACES "\\Tcpip_" MACHINE_GUID;
    const char *why = NULL;
    (void)state;
    machine_reg_text(m, path, "NetbiosOptions", "2");
    assert_int_equal(judge(m, MACHINE_GUID, &why), NL_NETBIOS_UNKNOWN);
    assert_non_null(strstr(why, "REG_SZ"));
    machine_reg_qword(m, path, "NetbiosOptions", 2);
    assert_int_equal(judge(m, MACHINE_GUID, &why), NL_NETBIOS_UNKNOWN);
    machine_reg_value(m, path, "NetbiosOptions", nl_value_raw(&m->arena, NL_TYPE_DWORD, "\x02", 1));
    assert_int_equal(judge(m, MACHINE_GUID, &why), NL_NETBIOS_UNKNOWN);
    machine_free(m);
}

static void what_may_not_be_read_is_unknown(void **state)
{
    struct machine_builder *m = machine_windows_10();
    const char *path = NL_NETBT_INTERFACES "\\Tcpip_" MACHINE_GUID;
    const char *why = NULL;
    (void)state;
    machine_reg_value(m, path, "NetbiosOptions", nl_value_denied(5));
    assert_int_equal(judge(m, MACHINE_GUID, &why), NL_NETBIOS_UNKNOWN);
    assert_non_null(strstr(why, "error 5"));
    machine_key_state(m, path, NL_VALUE_DENIED, 5);
    assert_int_equal(judge(m, MACHINE_GUID, &why), NL_NETBIOS_UNKNOWN);
    machine_netbt(m, MACHINE_GUID, 0);
    machine_adapter(m, MACHINE_GUID, "Ethernet")->dhcp = NL_ANSWER_YES;
    machine_reg_value(m, path, "DhcpNetbiosOptions", nl_value_denied(5));
    assert_int_equal(judge(m, MACHINE_GUID, &why), NL_NETBIOS_UNKNOWN);
    assert_non_null(strstr(why, "DhcpNetbiosOptions"));
    machine_free(m);
}

static void an_adapter_that_is_gone_is_a_leftover(void **state)
{
    struct machine_builder *m = machine_windows_10();
    const char *why = NULL;
    (void)state;
    machine_remove_adapter(m, MACHINE_GUID);
    assert_int_equal(judge(m, MACHINE_GUID, &why), NL_NETBIOS_LEFTOVER);
    assert_non_null(strstr(why, "waits for its return"));
    machine_free(m);
}

static void adapters_are_joined_without_case(void **state)
{
    static const char lower[] = "{aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee}";
    static const char upper[] = "{AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE}";
    struct machine_builder *m = machine_windows_10();
    const char *why = NULL;
    (void)state;
    machine_adapter(m, upper, "Wi-Fi");
    machine_netbt(m, lower, 1);
    assert_int_equal(judge(m, lower, &why), NL_NETBIOS_ENABLED);
    machine_free(m);
}

static void without_a_list_a_key_counts_as_present(void **state)
{
    static const char gone[] = "{99999999-2222-3333-4444-555555555555}";
    struct machine_builder *m = machine_offline_windows_10();
    const char *why = NULL;
    (void)state;
    assert_int_equal(judge(m, MACHINE_GUID, &why), NL_NETBIOS_DEFAULT_ON);
    machine_netbt(m, gone, 0);
    assert_int_equal(judge(m, gone, &why), NL_NETBIOS_DEFAULT_ON); /* nobody looked elsewhere */
    machine_key_state(m, nl_arena_format(&m->arena, MACHINE_CONNECTIONS "\\%s\\Connection", gone),
                      NL_VALUE_ABSENT, 0);
    assert_int_equal(judge(m, gone, &why), NL_NETBIOS_DEFAULT_ON); /* TCP/IP may still know it */
    machine_key_state(
        m, nl_arena_format(&m->arena, MACHINE_SERVICES "\\Tcpip\\Parameters\\Interfaces\\%s", gone),
        NL_VALUE_ABSENT, 0);
    assert_int_equal(judge(m, gone, &why), NL_NETBIOS_LEFTOVER);
    assert_non_null(strstr(why, "neither the list of connections nor TCP/IP"));
    machine_free(m);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(options),
        cmocka_unit_test(the_wrong_type_is_unknown),
        cmocka_unit_test(what_may_not_be_read_is_unknown),
        cmocka_unit_test(an_adapter_that_is_gone_is_a_leftover),
        cmocka_unit_test(adapters_are_joined_without_case),
        cmocka_unit_test(without_a_list_a_key_counts_as_present),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
