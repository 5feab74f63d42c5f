/* survey_product.h - what a Windows is called. */
#ifndef NL_HOST_SURVEY_PRODUCT_H
#define NL_HOST_SURVEY_PRODUCT_H

#include "base/arena.h"

#include <stdint.h>

/* The name of a Windows as people know it. Windows 11 goes on calling itself Windows 10 in its
 * registry's ProductName, so as not to break programs that compare it; the build tells. recorded
 * may be NULL, and then so is the answer. */
const char *nl_survey_product(struct nl_arena *arena, const char *recorded, uint32_t build);

#endif
