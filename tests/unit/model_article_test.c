/* model_article_test.c - the article's claims are sound. */
#include "base/attributes.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/article.h"
#include "model/catalogue.h"

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

static void claims_are_sound(void **state)
{
    size_t count = 0;
    size_t by_verdict[NL_CLAIM_VERDICT_COUNT] = {0};
    const struct nl_claim *rows = nl_article(&count);
    (void)state;
    assert_true(count >= 31);
    for (size_t i = 0; i < count; i++) {
        if (!is_sentence(rows[i].says) || !is_sentence(rows[i].fact) || !rows[i].source)
            fail_msg("%s: a text is missing", rows[i].id);
        if (!nl_utf8_valid(rows[i].quote, strlen(rows[i].quote)) || strlen(rows[i].quote) < 9)
            fail_msg("%s: quote", rows[i].id);
        if (rows[i].setting && !nl_setting_find(rows[i].setting))
            fail_msg("%s: setting %s", rows[i].id, rows[i].setting);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(rows[i].id, rows[j].id);
        assert_true((int)rows[i].verdict >= 0 && rows[i].verdict < NL_CLAIM_VERDICT_COUNT);
        by_verdict[rows[i].verdict]++;
    }
    for (int verdict = 0; verdict < NL_CLAIM_VERDICT_COUNT; verdict++) {
        assert_true(by_verdict[verdict] > 0);
        assert_non_null(nl_claim_verdict_words[verdict]);
    }
    assert_null(nl_claim_verdict_words[NL_CLAIM_VERDICT_COUNT]);
}

static void known_verdicts(void **state)
{
    static const struct {
        const char *id;
        enum nl_claim_verdict verdict;
    } rows[] = {
        {"start-value", NL_CLAIM_WRONG},
        {"port-455", NL_CLAIM_WRONG},
        {"stop-rpc", NL_CLAIM_WRONG},
        {"outlook", NL_CLAIM_WRONG},
        {"smb-device-enabled", NL_CLAIM_OUTDATED},
        {"deny-everyone", NL_CLAIM_PARTLY},
        {"eternalblue", NL_CLAIM_RIGHT},
        {"public-servers", NL_CLAIM_RIGHT},
    };
    size_t count = 0;
    const struct nl_claim *claims = nl_article(&count);
    (void)state;
    for (size_t i = 0; i < NL_COUNT_OF(rows); i++) {
        const struct nl_claim *found = NULL;
        for (size_t j = 0; j < count; j++) {
            if (nl_equal(claims[j].id, rows[i].id))
                found = &claims[j];
        }
        if (!found || found->verdict != rows[i].verdict)
            fail_msg("%s", rows[i].id);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claims_are_sound),
        cmocka_unit_test(known_verdicts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
