/* dsc_manifest.h - what DSC v3 has to know of netlatch: netlatch.dsc.resource.json. */
#ifndef NL_APP_DSC_MANIFEST_H
#define NL_APP_DSC_MANIFEST_H

#include "base/arena.h"

/* Under this name, beside the executable, dsc finds it. */
#define NL_DSC_MANIFEST "netlatch.dsc.resource.json"

/* res/dsc/manifest.json with the version, the exit codes, the profiles, the settings of the catalogue with
 * their words, and the risks: JSON, ended by a newline. */
const char *nl_dsc_manifest(struct nl_arena *arena, size_t *out_length);

#endif
