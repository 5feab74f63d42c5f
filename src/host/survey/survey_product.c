/* survey_product.c - what a Windows is called. */
#include "survey_product.h"

#include "base/text.h"

enum { FIRST_BUILD_OF_11 = 22000 };

const char *nl_survey_product(struct nl_arena *arena, const char *recorded, uint32_t build)
{
    static const char ten[] = "Windows 10";
    if (!recorded || build < FIRST_BUILD_OF_11 || !nl_starts(recorded, ten))
        return recorded;
    return nl_arena_format(arena, "Windows 11%s", recorded + sizeof ten - 1);
}
