/* model_builtin_test.c - the built-in profiles parse, and keep their promises. */
#include "base/text.h"
#include "model/component.h"
#include "model/profile.h"
#include "model/profile_builtin.h"
#include "model/risk.h"

/* cmocka.h needs these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct nl_profile parse(struct nl_arena *arena, const char *name)
{
    struct nl_profile profile = {0};
    struct nl_error err = {0};
    if (nl_builtin_profile(arena, name, &profile, &err) != NL_OK)
        fail_msg("%s", nl_error_text(arena, &err, NULL));
    return profile;
}

static const struct nl_want *want_of(const struct nl_profile *profile, const char *setting,
                                     const char *selector)
{
    const struct nl_want *found = NULL;
    for (size_t i = 0; i < profile->wants.count; i++) {
        const struct nl_want *want = &profile->wants.items[i];
        if (nl_equal(want->setting->id, setting) && nl_equal(want->selector, selector))
            found = want;
    }
    return found;
}

static void all_parse_and_are_listed(void **state)
{
    static const char *const order[] = {"internet-server", "internet-client", "office-client",
                                        "file-server",     "legacy-lan",      "article"};
    struct nl_arena arena;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    assert_int_equal(nl_builtin_profile_count(), NL_COUNT_OF(order));
    for (size_t i = 0; i < NL_COUNT_OF(order); i++) {
        assert_string_equal(nl_builtin_profile_name(i), order[i]);
        struct nl_profile profile = parse(&arena, order[i]);
        assert_string_equal(profile.name, order[i]);
        assert_true(profile.title && profile.description && profile.role);
        assert_true(profile.wants.count >= 5);
        for (size_t w = 0; w < profile.wants.count; w++) {
            const char *risk = profile.wants.items[w].unless_risk;
            assert_true(!risk || nl_risk_find(risk));
        }
    }
    assert_null(nl_builtin_profile_name(NL_COUNT_OF(order)));
    nl_arena_done(&arena);
}

static void an_unknown_name_is_not_found(void **state)
{
    struct nl_arena arena;
    struct nl_profile profile = {0};
    struct nl_error err = {0};
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    assert_int_equal(nl_builtin_profile(&arena, "../article", &profile, &err), NL_NOT_FOUND);
    assert_int_equal(nl_builtin_profile(&arena, "", &profile, &err), NL_NOT_FOUND);
    assert_null(profile.name);
    nl_arena_done(&arena);
}

/* What each profile wants of the settings that matter; NULL: no request. */
static void promises(void **state)
{
    static const struct {
        const char *profile;
        const char *setting;
        const char *selector;
        const char *word;
        const char *unless_risk;
    } rows[] = {
        {"internet-server", "firewall.block", "*", "blocked", NULL},
        {"internet-server", "netbios.adapter", "*", "disabled", NULL},
        {"internet-server", "dcom.enabled", NULL, "no", "dcom-off-domain"},
        {"internet-server", "account.guest", NULL, "disabled", NULL},
        {"internet-client", "firewall.block", "*", "blocked", NULL},
        {"internet-client", "smb1.client", NULL, NULL, NULL},
        {"internet-client", "dns.llmnr", NULL, NULL, NULL},
        {"office-client", "netbios.adapter", "*", "disabled", NULL},
        {"office-client", "dcom.enabled", NULL, "no", "dcom-off-domain"},
        {"office-client", "firewall.block", "135", NULL, NULL},
        {"file-server", "server.service", NULL, "automatic", NULL},
        {"file-server", "firewall.block", "445", "none", NULL},
        {"file-server", "smb1.server", NULL, "disabled", NULL},
        {"file-server", "netbios.adapter", "*", "disabled", "netbios-off-wins"},
        {"legacy-lan", "netbios.adapter", "*", NULL, NULL},
        {"legacy-lan", "account.guest", NULL, "disabled", NULL},
        {"legacy-lan", "logon.blank-password", NULL, "console-only", NULL},
        {"article", "rpc.service", NULL, "disabled", NULL},
        {"article", "dcom.enabled", NULL, "no", NULL},
        {"article", "smb.direct", NULL, "disabled", NULL},
        {"article", "netbios.adapter", "*", "disabled", NULL},
    };
    struct nl_arena arena;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        struct nl_profile profile = parse(&arena, rows[i].profile);
        const struct nl_want *want = want_of(&profile, rows[i].setting, rows[i].selector);
        const char *word = want ? want->word : NULL;
        const char *risk = want ? want->unless_risk : NULL;
        if (!nl_equal(word, rows[i].word) || !nl_equal(risk, rows[i].unless_risk))
            fail_msg("%s: %s", rows[i].profile, rows[i].setting);
    }
    nl_arena_done(&arena);
}

static void only_the_article_takes_rpc_away_or_denies_everyone(void **state)
{
    struct nl_arena arena;
    (void)state;
    nl_arena_init(&arena, NULL, NULL);
    for (size_t i = 0; i < nl_builtin_profile_count(); i++) {
        const char *name = nl_builtin_profile_name(i);
        struct nl_profile profile = parse(&arena, name);
        bool article = nl_equal(name, "article");
        const struct nl_want *rpc = want_of(&profile, "rpc.service", NULL);
        assert_string_equal(rpc->word, article ? "disabled" : "automatic");
        const struct nl_want *deny = want_of(&profile, "logon.network.deny", NULL);
        bool everyone = deny && nl_texts_hold(&deny->sids, "S-1-1-0");
        assert_int_equal(everyone, article);
        if (deny)
            assert_int_equal(deny->kind, NL_WANT_SIDS_ADD);
        if (deny && !article)
            assert_true(nl_texts_hold(&deny->sids, "S-1-5-32-546"));
    }
    nl_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_parse_and_are_listed),
        cmocka_unit_test(an_unknown_name_is_not_found),
        cmocka_unit_test(promises),
        cmocka_unit_test(only_the_article_takes_rpc_away_or_denies_everyone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
