/* plan_dependents_hive_test.c - the dependents of RpcSs on two real Windows, counted from their
 * SYSTEM hives. Skipped where the hives, xz or libhivex are not there. */
#include "base/utf16.h"
#include "machine_builder.h"
#include "plan/dependents.h"

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

/* Unpacks a hive into a temporary file, whose name goes to out_path. */
static bool unpack(const char *name, char *out_path, size_t size)
{
    const char *source = getenv("NETLATCH_SOURCE_DIR");
    char packed[512];
    char command[2048];
    snprintf(packed, sizeof packed, "%s/../shared/hives/%s", source ? source : ".", name);
    if (access(packed, R_OK) != 0)
        return false;
    snprintf(out_path, size, "%s/netlatch-hive-XXXXXX",
             getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    int file = mkstemp(out_path);
    if (file < 0)
        return false;
    close(file);
    snprintf(command, sizeof command, "xz -dc '%s' > '%s'", packed, out_path);
    if (system(command) == 0)
        return true;
    unlink(out_path);
    return false;
}

static hive_node_h child(hive_h *hive, hive_node_h node, const char *name)
{
    hive_node_h found = node ? hivex_node_get_child(hive, node, name) : 0;
    assert_true(found != 0);
    return found;
}

static uint32_t dword(hive_h *hive, hive_node_h node, const char *name, uint32_t otherwise)
{
    hive_value_h value = hivex_node_get_value(hive, node, name);
    return value ? (uint32_t)hivex_value_dword(hive, value) : otherwise;
}

/* Appends the texts of a REG_MULTI_SZ, as UTF-8. */
static void add_texts(struct machine_builder *m, hive_h *hive, hive_node_h node, const char *name,
                      struct nl_texts *texts)
{
    hive_value_h value = hivex_node_get_value(hive, node, name);
    hive_type type;
    size_t size = 0;
    char *bytes = value ? hivex_value_value(hive, value, &type, &size) : NULL;
    size_t start = 0;
    for (size_t at = 0; bytes && at + 1 < size; at += 2) {
        if (bytes[at] || bytes[at + 1])
            continue;
        if (at > start)
            nl_texts_add(texts, &m->arena,
                         nl_utf16_decode(&m->arena, bytes + start, at - start, NULL));
        start = at + 2;
    }
    free(bytes);
}

/* Every key below Services counts, drivers and keys that are no services as well: they have no
 * dependencies, so they change nothing. */
static void read_services(struct machine_builder *m, const char *path)
{
    hive_h *hive = hivex_open(path, 0);
    assert_non_null(hive);
    hive_node_h root = hivex_root(hive);
    hive_node_h select = child(hive, root, "Select");
    char set[32];
    snprintf(set, sizeof set, "ControlSet%03u", (unsigned)dword(hive, select, "Current", 1));
    hive_node_h services = child(hive, child(hive, root, set), "Services");
    hive_node_h *keys = hivex_node_children(hive, services);
    assert_non_null(keys);
    for (size_t i = 0; keys[i]; i++) {
        char *name = hivex_node_name(hive, keys[i]);
        struct nl_service *service =
            machine_service(m, name, dword(hive, keys[i], "Start", 3) & 7u, NL_SERVICE_UNKNOWN);
        struct nl_texts group = {0};
        service->type = dword(hive, keys[i], "Type", 0);
        add_texts(m, hive, keys[i], "DependOnService", &service->depends);
        add_texts(m, hive, keys[i], "DependOnGroup", &service->depends_groups);
        add_texts(m, hive, keys[i], "Group", &group);
        service->group = group.count ? group.items[0] : NULL;
        free(name);
    }
    free(keys);
    hivex_close(hive);
}

static const struct nl_dependent *find(const struct nl_dependents *dependents, const char *name)
{
    for (size_t i = 0; i < dependents->list.count; i++) {
        if (nl_same(dependents->list.items[i].name, name))
            return &dependents->list.items[i];
    }
    return NULL;
}

/* dhcp_through: the service through which Dhcp depends on RpcSs, NULL: it does not. */
static void check_hive(const char *name, uint32_t direct, uint32_t transitive,
                       const char *dhcp_through)
{
    char path[512];
    if (!unpack(name, path, sizeof path))
        SKIP_BECAUSE("a real machine's hive is not there, or xz is not");
    struct machine_builder *m = machine_looked(0, NL_OS_CLIENT);
    struct nl_dependents all;
    struct nl_dependents plain;
    read_services(m, path);
    unlink(path);
    nl_dependents_of(&m->arena, &m->machine, "RpcSs", true, &all);
    nl_dependents_of(&m->arena, &m->machine, "RpcSs", false, &plain);
    print_message("%s: %zu keys; RpcSs by DependOnService: %u direct, %u in all; with "
                  "DependOnGroup: %u direct, %u in all\n",
                  name, m->machine.services.count, plain.direct, plain.transitive, all.direct,
                  all.transitive);
    assert_int_equal(plain.direct, direct);
    assert_int_equal(plain.transitive, transitive);
    assert_int_equal(all.direct_without_groups, direct);
    assert_int_equal(all.transitive_without_groups, transitive);
    assert_true(all.direct >= direct && all.transitive >= transitive);

    const struct nl_dependent *server = find(&plain, "LanmanServer");
    assert_non_null(server);
    assert_false(server->direct);
    assert_true(nl_same(plain.list.items[server->parent].name, "SamSs"));
    assert_true(find(&plain, "SamSs")->direct);
    assert_true(find(&plain, "MSDTC")->direct);
    const struct nl_dependent *dhcp = find(&plain, "Dhcp");
    assert_int_equal(dhcp != NULL, dhcp_through != NULL);
    if (dhcp) {
        assert_false(dhcp->direct);
        assert_true(nl_same(plain.list.items[dhcp->parent].name, dhcp_through));
    }
    machine_free(m);
}

static void windows_7(void **state)
{
    (void)state;
    check_hive("SYSTEM.xz", 75, 90, NULL);
}

static void windows_10_1709(void **state)
{
    (void)state;
    /* Here nsi has come to need RpcSs, and Dhcp always needed nsi. */
    check_hive("SYSTEM_WIN_10_1709.xz", 146, 176, "nsi");
}

int main(void)
{
    char path[512];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_7),
        cmocka_unit_test(windows_10_1709),
    };
    if (!unpack("SYSTEM.xz", path, sizeof path))
        return skipped_whole("the hives of a real Windows (../shared/hives) or xz are not here");
    unlink(path);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
