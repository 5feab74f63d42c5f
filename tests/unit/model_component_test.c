/* model_component_test.c - the rows of components and risks are sound. */
#include "base/attributes.h"
#include "base/text.h"
#include "model/component.h"
#include "model/components.h"
#include "model/risk.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static bool is_sentence(const char *text)
{
    size_t length = text ? strlen(text) : 0;
    return length > 20 && text[length - 1] == '.';
}

static void rows_are_sorted_and_found(void **state)
{
    size_t count = 0;
    size_t again = 0;
    const struct nl_component *rows = nl_components(&count);
    (void)state;
    assert_true(count >= 45);
    for (size_t i = 0; i < count; i++) {
        assert_true(i == 0 || nl_compare(rows[i - 1].id, rows[i].id) < 0);
        assert_ptr_equal(nl_component_find(rows[i].id), &rows[i]);
        for (const char *at = rows[i].id; *at; at++)
            assert_non_null(strchr("abcdefghijklmnopqrstuvwxyz0123456789-", *at));
    }
    assert_ptr_equal(nl_components(&again), rows);
    assert_int_equal(again, count);
    assert_null(nl_component_find("no-such-thing"));
}

static void hits_say_how(void **state)
{
    size_t count = 0;
    const struct nl_component *rows = nl_components(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        unsigned seen = 0;
        for (const struct nl_hit *hit = rows[i].hits; hit && hit->change != NL_CHANGE_NONE; hit++) {
            if (hit->change >= NL_CHANGE_COUNT || (seen & 1u << hit->change))
                fail_msg("%s: hit %d", rows[i].id, (int)(hit - rows[i].hits));
            seen |= 1u << hit->change;
            if (!is_sentence(hit->mechanism) || hit->severity <= NL_SEVERITY_NONE ||
                hit->severity > NL_SEVERITY_BLOCK)
                fail_msg("%s: hit %d has no mechanism or severity", rows[i].id,
                         (int)(hit - rows[i].hits));
        }
    }
}

static void texts_are_present(void **state)
{
    size_t count = 0;
    const struct nl_component *rows = nl_components(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        bool hit = rows[i].hits && rows[i].hits->change != NL_CHANGE_NONE;
        assert_true(rows[i].title && *rows[i].title);
        assert_true(rows[i].source && *rows[i].source);
        if (!hit && !is_sentence(rows[i].untouched))
            fail_msg("%s: neither hit nor said why not", rows[i].id);
        if (rows[i].untouched && !is_sentence(rows[i].untouched))
            fail_msg("%s: untouched", rows[i].id);
        if (rows[i].mitigation && !is_sentence(rows[i].mitigation))
            fail_msg("%s: mitigation", rows[i].id);
    }
}

static const char *evidence_problem(const struct nl_evidence_rule *rule)
{
    if (rule->proves <= NL_PRESENCE_NOT_FOUND || rule->proves > NL_PRESENCE_IN_USE)
        return "proves nothing";
    switch (rule->kind) {
    case NL_EVIDENCE_END:
        return "has no kind";
    case NL_EVIDENCE_REGISTRY_IS:
    case NL_EVIDENCE_REGISTRY_VALUE:
        if (!rule->arg || !nl_starts(rule->arg, "HKLM\\") || !rule->name)
            return "names no registry value";
        return NULL;
    case NL_EVIDENCE_SERVICE:
    case NL_EVIDENCE_FIREWALL_RULE:
    case NL_EVIDENCE_FIREWALL_PROGRAM:
        return rule->arg && *rule->arg && !rule->name ? NULL : "needs one argument";
    case NL_EVIDENCE_REMOTE_SESSION:
        return nl_equal(rule->arg, "rdp") || nl_equal(rule->arg, "winrm") ||
                       nl_equal(rule->arg, "ssh")
                   ? NULL
                   : "knows no such session";
    case NL_EVIDENCE_OUTLOOK_PROFILE:
        return !rule->arg || nl_equal(rule->arg, "rpc") || nl_equal(rule->arg, "http")
                   ? NULL
                   : "knows no such profile";
    case NL_EVIDENCE_ALWAYS:
    case NL_EVIDENCE_DOMAIN_MEMBER:
    case NL_EVIDENCE_DOMAIN_CONTROLLER:
    case NL_EVIDENCE_DISK_SHARES:
    case NL_EVIDENCE_PRINTER_SHARES:
    case NL_EVIDENCE_SMB_SESSIONS:
    case NL_EVIDENCE_WINS_CLIENT:
    case NL_EVIDENCE_DHCP_CLIENT:
    case NL_EVIDENCE_GUEST_ENABLED:
    case NL_EVIDENCE_NETBIOS_TRANSPORT:
    case NL_EVIDENCE_SHORT_NAME_DRIVE:
    case NL_EVIDENCE_SMB1:
        return !rule->arg && !rule->name && !rule->text ? NULL : "takes no argument";
    }
    return "has an unknown kind";
}

static void evidence_is_well_formed(void **state)
{
    size_t count = 0;
    const struct nl_component *rows = nl_components(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        size_t e = 0;
        for (; rows[i].evidence[e].kind != NL_EVIDENCE_END; e++) {
            const char *problem = evidence_problem(&rows[i].evidence[e]);
            if (problem)
                fail_msg("%s: evidence %zu %s", rows[i].id, e, problem);
        }
        if (e == 0)
            fail_msg("%s: nothing is looked for", rows[i].id);
    }
}

static void the_articles_four_are_always_listed(void **state)
{
    static const char *const ids[] = {"outlook-exchange", "msdtc", "msmq", "dhcp-client",
                                      "dhcp-server"};
    size_t count = 0;
    size_t listed = 0;
    const struct nl_component *rows = nl_components(&count);
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(ids); i++) {
        const struct nl_component *row = nl_component_find(ids[i]);
        if (!row || !row->always_listed || !is_sentence(row->untouched))
            fail_msg("%s is not always listed, or does not say why it may be untouched", ids[i]);
    }
    for (size_t i = 0; i < count; i++)
        listed += rows[i].always_listed;
    assert_int_equal(listed, NL_COUNT_OF(ids));
}

static enum nl_severity severity_of(const char *id, enum nl_change change)
{
    const struct nl_component *row = nl_component_find(id);
    const struct nl_hit *hit = row ? row->hits : NULL;
    for (; hit && hit->change != NL_CHANGE_NONE; hit++) {
        if (hit->change == change)
            return hit->severity;
    }
    return NL_SEVERITY_NONE;
}

/* What is known to be hit, how badly, and what is known not to be. */
static void known_hits(void **state)
{
    static const struct {
        const char *id;
        enum nl_change change;
        enum nl_severity severity;
    } rows[] = {
        {"windows-core", NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK},
        {"windows-firewall", NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK},
        {"windows-update", NL_CHANGE_BLOCK_135, NL_SEVERITY_NONE},
        {"dhcp-client", NL_CHANGE_BLOCK_135, NL_SEVERITY_NONE},
        {"dhcp-client", NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_NONE},
        {"dhcp-server", NL_CHANGE_BLOCK_135, NL_SEVERITY_MEDIUM},
        {"outlook-exchange", NL_CHANGE_BLOCK_135, NL_SEVERITY_NONE},
        {"outlook-exchange", NL_CHANGE_RPC_SERVICE_OFF, NL_SEVERITY_BLOCK},
        {"msdtc", NL_CHANGE_BLOCK_135, NL_SEVERITY_HIGH},
        {"msmq", NL_CHANGE_BLOCK_135, NL_SEVERITY_MEDIUM},
        {"file-server", NL_CHANGE_CLOSE_445, NL_SEVERITY_HIGH},
        {"file-share-client", NL_CHANGE_CLOSE_445, NL_SEVERITY_NONE},
        {"active-directory-controller", NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_BLOCK},
        {"failover-cluster", NL_CHANGE_DENY_LOCAL, NL_SEVERITY_BLOCK},
        {"failover-cluster", NL_CHANGE_DENY_LOCAL_ADMIN, NL_SEVERITY_NONE},
        {"certificate-enrolment", NL_CHANGE_DCOM_OFF, NL_SEVERITY_HIGH},
        {"remote-desktop", NL_CHANGE_CLOSE_445, NL_SEVERITY_NONE},
        {"remote-desktop", NL_CHANGE_DENY_EVERYONE, NL_SEVERITY_HIGH},
        {"wins-server", NL_CHANGE_NETBIOS_OFF, NL_SEVERITY_BLOCK},
        {"network-browsing", NL_CHANGE_SMB1_SERVER_OFF, NL_SEVERITY_LOW},
    };
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        if (severity_of(rows[i].id, rows[i].change) != rows[i].severity)
            fail_msg("%s, change %d", rows[i].id, (int)rows[i].change);
    }
}

static void every_change_hits_something(void **state)
{
    size_t count = 0;
    const struct nl_component *rows = nl_components(&count);
    (void)state;
    for (int change = NL_CHANGE_NONE + 1; change < NL_CHANGE_COUNT; change++) {
        bool hits = false;
        for (size_t i = 0; i < count && !hits; i++)
            hits = severity_of(rows[i].id, (enum nl_change)change) != NL_SEVERITY_NONE;
        if (!hits)
            fail_msg("change %d hits no component", change);
    }
}

static void risks_are_sound(void **state)
{
    static const char *const ids[] = {
        "rpc-disable",        "dcom-off-domain",   "smb-off-in-use",
        "netbios-off-wins",   "deny-everyone",     "lockout",
        "session-cut",        "domain-controller", "cluster",
        "exchange",           "wins-server",       "policy-owned",
        "unverified-setting", "rpc-strict",        "component-in-use",
    };
    size_t count = 0;
    const struct nl_risk_row *rows = nl_risks(&count);
    (void)state;
    assert_int_equal(count, NL_COUNT_OF(ids));
    for (size_t i = 0; i < NL_COUNT_OF(ids); i++) {
        const struct nl_risk_row *row = nl_risk_find(ids[i]);
        if (!row || !row->title || !is_sentence(row->risk) || !is_sentence(row->instead) ||
            row->severity < NL_SEVERITY_MEDIUM)
            fail_msg("risk %s", ids[i]);
        assert_true(row >= rows && row < rows + count);
    }
    const struct nl_risk_row *rpc = nl_risk_find("rpc-disable");
    assert_int_equal(rpc->severity, NL_SEVERITY_BLOCK);
    assert_non_null(strstr(rpc->risk, "netlatch rollback --offline"));
    assert_non_null(strstr(rpc->risk, "reg load"));
    assert_non_null(strstr(rpc->instead, "firewall.block[135]"));
    assert_null(nl_risk_find("rpc"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_sorted_and_found),
        cmocka_unit_test(hits_say_how),
        cmocka_unit_test(texts_are_present),
        cmocka_unit_test(evidence_is_well_formed),
        cmocka_unit_test(the_articles_four_are_always_listed),
        cmocka_unit_test(known_hits),
        cmocka_unit_test(every_change_hits_something),
        cmocka_unit_test(risks_are_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
