/* article.h - the article on the five ports that many people hardened Windows by, claim by claim:
 * what it says, whether that is so, and which setting of netlatch came of it. */
#ifndef NL_MODEL_ARTICLE_H
#define NL_MODEL_ARTICLE_H

#include <stddef.h>

enum nl_claim_verdict {
    NL_CLAIM_RIGHT = 0,
    NL_CLAIM_PARTLY,   /* right with a limit that matters */
    NL_CLAIM_OUTDATED, /* was right on the Windows of its time */
    NL_CLAIM_WRONG,
    NL_CLAIM_VERDICT_COUNT
};
extern const char *const nl_claim_verdict_words[]; /* right, partly, outdated, wrong */

struct nl_claim {
    const char *id;    /* "start-value": stable */
    const char *quote; /* the article's own words, Chinese, never translated */
    const char *says;  /* the claim in English */
    enum nl_claim_verdict verdict;
    const char *fact;    /* what is so */
    const char *setting; /* the setting that came of it, an id of the catalogue; or NULL */
    const char *source;
};

/* All claims, in the order of the article. */
const struct nl_claim *nl_article(size_t *out_count);

#endif
