/* sentence.c - something to tell a person, kept as its English wording and its arguments. */
#include "sentence.h"

#include <string.h>

struct nl_sentence nl_say_args(struct nl_arena *arena, const char *const *format_and_args)
{
    struct nl_sentence sentence = {.format = format_and_args[0]};
    for (size_t i = 0; i < NL_SENTENCE_ARGS && format_and_args[i + 1]; i++)
        sentence.args[i] = nl_arena_text(arena, format_and_args[i + 1]);
    return sentence;
}

struct nl_sentence nl_say_then(struct nl_arena *arena, struct nl_sentence sentence,
                               const struct nl_sentence *then)
{
    struct nl_sentence *copy = nl_arena_alloc(arena, sizeof *copy);
    *copy = *then;
    sentence.then = copy;
    return sentence;
}

const char *nl_translation(const struct nl_words *words, const char *english)
{
    if (!words || !english)
        return NULL;
    uint64_t hash = nl_hash(NL_HASH_START, english, strlen(english));
    const struct nl_wording *wordings = words->wordings();
    size_t from = 0;
    size_t to = words->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (wordings[middle].hash == hash)
            return wordings[middle].text;
        if (wordings[middle].hash < hash)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

const char *nl_translate(const struct nl_words *words, const char *english)
{
    const char *found = nl_translation(words, english);
    return found ? found : english;
}

void nl_sentence_fill(struct nl_text *out, const char *format, const char *const *args,
                      size_t arg_count, const struct nl_words *words)
{
    for (const char *at = format; *at; at++) {
        bool is_name = at[0] == '{' && at[1] == '=';
        const char *digit = at + (is_name ? 2 : 1);
        if (at[0] == '{' && digit[0] >= '1' && digit[0] <= '9' && digit[1] == '}') {
            size_t index = (size_t)(digit[0] - '1');
            if (index < arg_count && args[index])
                nl_text_add(out, is_name ? args[index] : nl_translate(words, args[index]));
            at = digit + 1;
        } else {
            nl_text_add_char(out, *at);
        }
    }
}

const char *nl_sentence_text(struct nl_arena *arena, const struct nl_sentence *sentence,
                             const struct nl_words *words)
{
    struct nl_text out;
    nl_text_init(&out, arena);
    for (; sentence && sentence->format; sentence = sentence->then) {
        /* Chinese sentences end with a mark that is a space wide already. */
        if (out.length > 0 && !words)
            nl_text_add_char(&out, ' ');
        nl_sentence_fill(&out, nl_translate(words, sentence->format), sentence->args,
                         NL_SENTENCE_ARGS, words);
    }
    return out.data;
}
