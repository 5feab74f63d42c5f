/* explain_json.h - netlatch explain for a program: netlatch/explain/1, res/schema/explain.schema.json. */
#ifndef NL_APP_EXPLAIN_JSON_H
#define NL_APP_EXPLAIN_JSON_H

#include "app.h"

/* Everything that is known of these subjects (ports, settings, components, risks, "article"), in
 * English. */
void nl_explain_json(struct nl_app *app, const struct nl_texts *subjects);

#endif
