/* set_advice.h - what a person meant by a --set that is not right. */
#ifndef NL_APP_SET_ADVICE_H
#define NL_APP_SET_ADVICE_H

#include "app.h"

/* The nearest right form of an assignment that was refused, as a sentence in the person's language:
 * the id that was meant, the brackets that are missing, the word of the setting, the SID of a known
 * name. NULL: nothing is near. */
const char *nl_set_advice(struct nl_app *app, const char *assignment);

#endif
