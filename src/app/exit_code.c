/* exit_code.c - what the program's exit codes mean. */
#include "exit_code.h"

static const struct nl_exit_row rows[] = {
    {NL_EXIT_DONE, NL_T("done")},
    {NL_EXIT_FAILED, NL_T("failed, and everything was rolled back or nothing was changed")},
    {NL_EXIT_REMAINS, NL_T("only with --exit-code: findings or changes remain")},
    {NL_EXIT_UNMET, NL_T("applied and verified, but some requests are unmet (they are listed)")},
    {NL_EXIT_REFUSED, NL_T("refused: risks not accepted")},
    {NL_EXIT_DENIED, NL_T("needs elevation, or access was denied")},
    {NL_EXIT_INCOMPLETE, NL_T("a rollback or recovery is incomplete and needs a person")},
    {NL_EXIT_USAGE, NL_T("usage or bad input; nothing was changed")},
    {NL_EXIT_RESTART, NL_T("applied and verified; a restart is needed")},
};

const struct nl_exit_row *nl_exit_rows(size_t *out_count)
{
    *out_count = NL_COUNT_OF(rows);
    return rows;
}

int nl_exit_of(enum nl_status status)
{
    switch (status) {
    case NL_OK:
        return NL_EXIT_DONE;
    case NL_INVALID:
    case NL_NOT_FOUND:
        return NL_EXIT_USAGE;
    case NL_DENIED:
        return NL_EXIT_DENIED;
    case NL_REFUSED: /* risks have a code of their own, which apply gives */
    case NL_CONFLICT:
    case NL_UNSUPPORTED:
    case NL_BUSY:
    case NL_FAILED:
    case NL_STATUS_COUNT:
        break;
    }
    return NL_EXIT_FAILED;
}
