/* survey_covers.h - whether the table of keys that a survey reads holds a path. */
#ifndef NL_TESTS_SURVEY_COVERS_H
#define NL_TESTS_SURVEY_COVERS_H

#include <stdbool.h>

/* Does the survey read this value of this key? name NULL: the whole key. */
bool survey_covers(const char *path, const char *name);

/* Does it read this key, be it for some of its values only? */
bool survey_reads_key(const char *path);

#endif
