/* explain_article.c - netlatch explain article: the result, then claim by claim. */
#include "explain_article.h"

#include "explain_part.h"
#include "model/article.h"
#include "output.h"

static const char *const verdicts[] = {
    [NL_CLAIM_RIGHT] = NL_T("right"),
    [NL_CLAIM_PARTLY] = NL_T("partly right"),
    [NL_CLAIM_OUTDATED] = NL_T("outdated"),
    [NL_CLAIM_WRONG] = NL_T("wrong"),
};

/* Advice of the article that makes a machine unusable or opens it. */
static const char *const never[] = {"stop-rpc", "start-value", "deny-everyone"};

static void paragraph(struct nl_app *app, struct nl_text *out, const char *const *format_and_args)
{
    const struct nl_sentence sentence = nl_say_args(app->arena, format_and_args);
    nl_paragraph(app, out, nl_sentence_of(app, &sentence), 0, 0);
}
#define say(app, out, ...) paragraph((app), (out), (const char *const[]){__VA_ARGS__, NULL})

static void result(struct nl_app *app, struct nl_text *out)
{
    size_t count = 0;
    size_t counts[NL_CLAIM_VERDICT_COUNT] = {0};
    const struct nl_claim *claims = nl_article(&count);
    for (size_t i = 0; i < count; i++)
        counts[claims[i].verdict]++;
    struct nl_number numbers[NL_CLAIM_VERDICT_COUNT];
    for (size_t i = 0; i < NL_COUNT_OF(numbers); i++)
        numbers[i] = nl_decimal(counts[i]);
    say(app, out,
        NL_T("The article \"ports 135, 137, 138, 139 and 445\": of {1} claims {2} are right, {3} "
             "partly right, {4} outdated and {5} wrong."),
        nl_decimal(count).text, numbers[NL_CLAIM_RIGHT].text, numbers[NL_CLAIM_PARTLY].text,
        numbers[NL_CLAIM_OUTDATED].text, numbers[NL_CLAIM_WRONG].text);
    say(app, out, NL_T("Never follow these:"));
    for (size_t i = 0; i < count; i++) {
        for (size_t n = 0; n < NL_COUNT_OF(never); n++) {
            if (nl_equal(claims[i].id, never[n]))
                nl_paragraph(app, out,
                             nl_arena_format(app->arena, "%llu. %s %s", (unsigned long long)i + 1,
                                             app->words ? claims[i].quote : claims[i].says,
                                             nl_word(app, claims[i].fact)),
                             2, 0);
        }
    }
    say(app, out,
        NL_T("Do this instead: netlatch audit shows what is open, netlatch plan what a "
             "change breaks; netlatch apply makes it and netlatch rollback restores "
             "what was there."));
}

void nl_explain_article(struct nl_app *app, struct nl_text *out)
{
    size_t count = 0;
    const struct nl_claim *claims = nl_article(&count);
    bool chinese = app->words != NULL; /* its readers have the article's own words */
    result(app, out);
    for (size_t i = 0; i < count; i++) {
        const struct nl_claim *claim = &claims[i];
        nl_explain_heading(app, out,
                           nl_arena_format(app->arena, "%llu. %s", (unsigned long long)i + 1,
                                           nl_word(app, verdicts[claim->verdict])),
                           chinese ? claim->quote : claim->says);
        if (!chinese)
            nl_explain_part(app, out, NL_T("Original"), claim->quote);
        nl_explain_part(app, out, NL_T("Fact"), claim->fact);
        nl_explain_part(app, out, NL_T("Setting"), claim->setting);
        nl_explain_part(app, out, NL_T("Source"), claim->source);
    }
}
