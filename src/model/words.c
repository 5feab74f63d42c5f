/* words.c - finding a language by its tag. */
#include "words.h"

#include <string.h>

/* pattern: size bytes; a * at its end stands for any continuation of at least one character. */
static bool tag_matches(const char *tag, const char *pattern, size_t size)
{
    bool is_open = size > 0 && pattern[size - 1] == '*';
    size_t fixed = is_open ? size - 1 : size;
    size_t length = strlen(tag);
    return (is_open ? length > fixed : length == fixed) &&
           nl_same_parts(tag, fixed, pattern, fixed);
}

static bool speaks(const struct nl_words *words, const char *tag)
{
    if (nl_same(tag, words->language))
        return true;
    for (const char *at = words->tags; *at; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        if (tag_matches(tag, at, size))
            return true;
        at += size;
    }
    return false;
}

const struct nl_words *nl_words_find(const char *tag)
{
    for (size_t i = 0; tag && i < nl_language_count; i++) {
        if (speaks(&nl_languages[i], tag))
            return &nl_languages[i];
    }
    return NULL;
}
