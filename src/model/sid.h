/* sid.h - security identifiers as text. */
#ifndef NL_MODEL_SID_H
#define NL_MODEL_SID_H

#include <stdbool.h>

/* A well-formed SID: S-1-authority-sub... by [MS-DTYP] 2.4.2.1, at most 15 sub-authorities. */
bool nl_sid_valid(const char *sid);

/* English name of a well-known SID ("Everyone"), or NULL. */
const char *nl_sid_known_name(const char *sid);

/* The other way: the SID of a well-known name ("Guests"), in any letters; NULL for others. */
const char *nl_sid_of_known_name(const char *name);

#endif
