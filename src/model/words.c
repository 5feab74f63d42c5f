/* words.c - finding the translation of a sentence. */
#include "words.h"

#include "words_rows.h"

#include <assert.h>
#include <string.h>

const struct nl_word_pair *const nl_words_zh[] = {
    nl_words_zh_app_command,
    nl_words_zh_app_guard,
    nl_words_zh_app_option,
    nl_words_zh_apply,
    nl_words_zh_article,
    nl_words_zh_base,
    nl_words_zh_catalogue,
    nl_words_zh_component_directory,
    nl_words_zh_component_remote,
    nl_words_zh_component_share,
    nl_words_zh_component_system,
    nl_words_zh_event,
    nl_words_zh_risk,
    nl_words_zh_host_file,
    nl_words_zh_host_hive,
    nl_words_zh_host_windows,
    nl_words_zh_plan_exposure,
    nl_words_zh_plan_firewall,
    nl_words_zh_plan_risk,
    nl_words_zh_plan_judge,
    nl_words_zh_plan_presence,
    nl_words_zh_profile,
    nl_words_zh_report,
    nl_words_zh_value,
    nl_words_zh_wizard,
    NULL,
};

/* An open hash table over all pairs, made at the first question, which comes before any other
 * thread of the program runs. A report on a thousand machines asks some hundred thousand times. */
#define SLOTS 8192u

static const struct nl_word_pair *slots[SLOTS];

static size_t slot_of(const char *english)
{
    return (size_t)(nl_hash(NL_HASH_START, english, strlen(english)) % SLOTS);
}

static const struct nl_word_pair **find(const char *english)
{
    size_t slot = slot_of(english);
    while (slots[slot] && strcmp(slots[slot]->english, english) != 0)
        slot = (slot + 1) % SLOTS;
    return &slots[slot];
}

static void fill_slots(void)
{
    size_t count = 0;
    for (size_t t = 0; nl_words_zh[t]; t++) {
        for (const struct nl_word_pair *pair = nl_words_zh[t]; pair->english; pair++) {
            *find(pair->english) = pair;
            count++;
        }
    }
    assert(count < SLOTS / 2); /* or looking up what is not there gets slow */
}

static const char *translate_to_chinese(const char *english)
{
    static bool filled;
    if (!filled) {
        fill_slots();
        filled = true;
    }
    const struct nl_word_pair *pair = *find(english);
    return pair ? pair->text : NULL;
}

static const struct nl_words chinese = {.language = "zh-CN", .translate = translate_to_chinese};

const struct nl_words *nl_words_find(const char *language)
{
    static const char *const tags[] = {"zh", "zh-CN", "zh-SG", "zh-Hans"};
    for (size_t i = 0; language && i < NL_COUNT_OF(tags); i++) {
        if (nl_same(language, tags[i]))
            return &chinese;
    }
    return language && nl_starts(language, "zh-Hans-") ? &chinese : NULL;
}
