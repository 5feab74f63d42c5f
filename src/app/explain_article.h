/* explain_article.h - netlatch explain article. */
#ifndef NL_APP_EXPLAIN_ARTICLE_H
#define NL_APP_EXPLAIN_ARTICLE_H

#include "app.h"

/* The result first: how many claims are right, which must never be followed, what to do instead.
 * Then each claim. */
void nl_explain_article(struct nl_app *app, struct nl_text *out);

#endif
