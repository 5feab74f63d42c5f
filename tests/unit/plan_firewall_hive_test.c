/* plan_firewall_hive_test.c - every firewall rule of a real Windows 7 and a real Windows 10 parses,
 * and the stock rules say what they are known to say. Skipped where the hives, xz or libhivex are
 * missing. */
#include "base/text.h"
#include "machine_builder.h"
#include "plan/firewall.h"
#include "said.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <hivex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "skip.h"

/* Copies the values of a key below the hive's first control set into the machine. */
static size_t copy_key(struct machine_builder *m, hive_h *hive, const char *path)
{
    hive_node_h node = hivex_node_get_child(hive, hivex_root(hive), "ControlSet001");
    struct nl_texts parts = nl_split(&m->arena, path, '\\');
    for (size_t i = 0; node && i < parts.count; i++)
        node = hivex_node_get_child(hive, node, parts.items[i]);
    const char *full = nl_arena_format(&m->arena, "HKLM\\SYSTEM\\CurrentControlSet\\%s", path);
    if (!node) {
        machine_key_state(m, full, NL_VALUE_ABSENT, 0);
        return 0;
    }
    machine_key(m, full);
    size_t count = 0;
    hive_value_h *values = hivex_node_values(hive, node);
    for (; values && values[count]; count++) {
        char *name = hivex_value_key(hive, values[count]);
        hive_type type = hive_t_REG_NONE;
        size_t size = 0;
        char *bytes = hivex_value_value(hive, values[count], &type, &size);
        assert_non_null(name);
        machine_reg_value(m, full, name, nl_value_raw(&m->arena, (uint32_t)type, bytes, size));
        free(name);
        free(bytes);
    }
    free(values);
    return count;
}

static char *unpacked(const char *file)
{
    const char *tree = getenv("NETLATCH_SOURCE_DIR");
    char *path = strdup("/tmp/netlatch-hive-XXXXXX");
    char command[1024];
    int made = path ? mkstemp(path) : -1;
    if (made < 0)
        return NULL;
    close(made);
    (void)snprintf(command, sizeof command, "xz -dc '%s/../shared/hives/%s' > '%s' 2>/dev/null",
                   tree ? tree : ".", file, path);
    if (system(command) == 0)
        return path;
    unlink(path);
    free(path);
    return NULL;
}

static const struct {
    const char *file;
    uint32_t build;
    size_t local;
    size_t services;
    size_t packages;
    size_t foreign; /* Windows 7 itself ships two rules that begin with V4.0 */
} hives[] = {
    {"SYSTEM.xz", 7601, 323, 111, 0, 2},
    {"SYSTEM_WIN_10_1709.xz", 16299, 480, 208, 376, 0},
};

static struct machine_builder *load(size_t index, struct nl_firewall_rules *rules)
{
#define POLICY "services\\SharedAccess\\Parameters\\FirewallPolicy"
    struct machine_builder *m = machine_looked(hives[index].build, NL_OS_CLIENT);
    char *path = unpacked(hives[index].file);
    assert_non_null(path);
    hive_h *hive = hivex_open(path, 0);
    unlink(path);
    free(path);
    assert_non_null(hive);
    machine_service(m, "MpsSvc", 2, NL_SERVICE_RUNNING);
    machine_key_state(m, MACHINE_FIREWALL_POLICY, NL_VALUE_ABSENT, 0);
    copy_key(m, hive, POLICY "\\DomainProfile");
    copy_key(m, hive, POLICY "\\StandardProfile");
    copy_key(m, hive, POLICY "\\PublicProfile");
    copy_key(m, hive, POLICY "\\Mdm\\FirewallRules");
    assert_int_equal(copy_key(m, hive, POLICY "\\FirewallRules"), hives[index].local);
    assert_int_equal(copy_key(m, hive, POLICY "\\RestrictedServices\\Static\\System") +
                         copy_key(m, hive, POLICY "\\RestrictedServices\\Configurable\\System"),
                     hives[index].services);
    assert_int_equal(copy_key(m, hive, POLICY "\\RestrictedServices\\AppIso\\FirewallRules"),
                     hives[index].packages);
    hivex_close(hive);
    nl_firewall_read(&m->arena, &m->machine, NULL, rules);
    return m;
}

static void every_rule_parses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hives / sizeof hives[0]; i++) {
        struct nl_firewall_rules rules;
        struct machine_builder *m = load(i, &rules);
        size_t counts[NL_FIREWALL_STORE_COUNT] = {0};
        size_t foreign = 0;
        for (size_t b = 0; b < rules.broken.count; b++)
            print_message("%s: %s: %s\n", hives[i].file, rules.broken.items[b].id,
                          nl_sentence_text(&m->arena, &rules.broken.items[b].problem, NULL));
        assert_int_equal(rules.broken.count, 0);
        for (size_t r = 0; r < rules.list.count; r++) {
            counts[rules.list.items[r].store]++;
            assert_false(rules.list.items[r].newer);
            foreign += rules.list.items[r].foreign;
        }
        assert_int_equal(foreign, hives[i].foreign);
        assert_int_equal(counts[NL_FIREWALL_LOCAL], hives[i].local);
        assert_int_equal(counts[NL_FIREWALL_SERVICES], hives[i].services);
        machine_free(m);
    }
}

static void every_package_rule_parses(void **state)
{
    (void)state;
    struct nl_firewall_rules rules;
    struct machine_builder *m = load(1, &rules);
    const struct nl_registry_key *key =
        nl_machine_key(&m->machine, MACHINE_FIREWALL "\\RestrictedServices\\AppIso\\FirewallRules");
    for (size_t i = 0; i < key->values.count; i++) {
        struct nl_firewall_rule rule;
        struct nl_error err = {0};
        const char *text = nl_value_as_text(&m->arena, &key->values.items[i].value);
        if (nl_firewall_parse(&m->arena, "p", text, &rule, &err) != NL_OK)
            fail_msg("%s: %s", text, nl_error_text(&m->arena, &err, NULL));
        assert_non_null(rule.package);
    }
    machine_free(m);
}

/* Counted by hand from the exported hives: which of the five ports the stock rules open, per
 * profile. The Windows 7 machine shares files in its Domain profile. */
static void the_stock_rules_are_judged(void **state)
{
    static const struct {
        size_t hive;
        unsigned port;
        enum nl_openness in[NL_FIREWALL_PROFILE_COUNT];
    } rows[] = {
        {0, 135, {NL_OPENNESS_OPEN, NL_OPENNESS_CLOSED, NL_OPENNESS_CLOSED}},
        {0, 137, {NL_OPENNESS_OPEN, NL_OPENNESS_PARTLY, NL_OPENNESS_CLOSED}},
        {0, 138, {NL_OPENNESS_OPEN, NL_OPENNESS_PARTLY, NL_OPENNESS_CLOSED}},
        {0, 139, {NL_OPENNESS_OPEN, NL_OPENNESS_CLOSED, NL_OPENNESS_CLOSED}},
        {0, 445, {NL_OPENNESS_OPEN, NL_OPENNESS_CLOSED, NL_OPENNESS_CLOSED}},
        {1, 135, {NL_OPENNESS_OPEN, NL_OPENNESS_CLOSED, NL_OPENNESS_CLOSED}},
        {1, 137, {NL_OPENNESS_CLOSED, NL_OPENNESS_PARTLY, NL_OPENNESS_CLOSED}},
        {1, 138, {NL_OPENNESS_CLOSED, NL_OPENNESS_PARTLY, NL_OPENNESS_CLOSED}},
        {1, 139, {NL_OPENNESS_CLOSED, NL_OPENNESS_CLOSED, NL_OPENNESS_CLOSED}},
        {1, 445, {NL_OPENNESS_CLOSED, NL_OPENNESS_CLOSED, NL_OPENNESS_CLOSED}},
    };
    (void)state;
    for (size_t h = 0; h < 2; h++) {
        struct nl_firewall_rules rules;
        struct machine_builder *m = load(h, &rules);
        machine_domain(m, "example.test");
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            struct nl_firewall_view view;
            struct nl_firewall_state firewall;
            if (rows[i].hive != h)
                continue;
            nl_firewall_state_judge(&m->arena, &m->machine, &firewall);
            nl_firewall_judge(&m->arena, &m->machine, &rules, &firewall, nl_port_find(rows[i].port),
                              &view);
            for (size_t p = 0; p < NL_FIREWALL_PROFILE_COUNT; p++) {
                if (view.profiles[p] != rows[i].in[p])
                    fail_msg("%s, port %u, %s: %s\n%s", hives[h].file, rows[i].port,
                             nl_firewall_profile_names[p], nl_openness_words[view.profiles[p]],
                             said_text(&m->arena, &view.why));
            }
        }
        machine_free(m);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_parses),
        cmocka_unit_test(every_package_rule_parses),
        cmocka_unit_test(the_stock_rules_are_judged),
    };
    char *probe = unpacked(hives[0].file);
    if (!probe)
        return skipped_whole("the hives of a real Windows (../shared/hives) or xz are not here");
    unlink(probe);
    free(probe);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
