/* catalogue_data.c - the list of the catalogue's groups. */
#include "catalogue_rows.h"

#include "base/attributes.h"

#define GROUP(rows)                                                                                \
    {                                                                                              \
        rows, NL_COUNT_OF(rows)                                                                    \
    }

const struct nl_catalogue_group nl_catalogue_groups[] = {
    GROUP(nl_catalogue_account), GROUP(nl_catalogue_firewall), GROUP(nl_catalogue_name),
    GROUP(nl_catalogue_netbios), GROUP(nl_catalogue_rpc),      GROUP(nl_catalogue_smb),
};
const size_t nl_catalogue_group_count = NL_COUNT_OF(nl_catalogue_groups);
