/* model_article_quotes_test.c - the quotes are the article's own words, in its order. The article
 * is not part of the tree: without it the test is skipped. */
#include "model/article.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "skip.h"

int main(void)
{
    static char article[65536];
    char path[1024];
    const char *tree = getenv("NETLATCH_SOURCE_DIR");
    FILE *file = NULL;
    if (tree) {
        (void)snprintf(path, sizeof path, "%s/../shared/seed/five-ports-article.zh.txt", tree);
        file = fopen(path, "rb");
    }
    if (!file)
        return skipped_whole("the article (../shared/seed) is not here");
    article[fread(article, 1, sizeof article - 1, file)] = '\0';
    (void)fclose(file);

    size_t count = 0;
    const struct nl_claim *rows = nl_article(&count);
    const char *at = article;
    for (size_t i = 0; i < count; i++) {
        const char *found = strstr(at, rows[i].quote);
        if (!found) {
            (void)fprintf(stderr, "%s: not in the article after the claim before it\n", rows[i].id);
            return 1;
        }
        at = found;
    }
    return 0;
}
