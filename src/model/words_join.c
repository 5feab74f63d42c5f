/* words_join.c - English sentences and their translations become a table. */
#include "words_join.h"

#include <stdlib.h>
#include <string.h>

#include "words_rows.h"

static int by_hash(const void *a, const void *b)
{
    uint64_t x = ((const struct nl_wording *)a)->hash;
    uint64_t y = ((const struct nl_wording *)b)->hash;
    return x < y ? -1 : x > y;
}

void nl_words_join(struct nl_wording *wordings, size_t count, const char *texts)
{
    const char *english = nl_english.texts();
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(english);
        if (*texts)
            wordings[found++] = (struct nl_wording){nl_hash(NL_HASH_START, english, length), texts};
        english += length + 1;
        texts += strlen(texts) + 1;
    }
    qsort(wordings, found, sizeof *wordings, by_hash);
}
