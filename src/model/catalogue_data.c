/* catalogue_data.c - the list of the catalogue's groups. */
#include "catalogue_rows.h"

const struct nl_catalogue_group *const nl_catalogue_groups[] = {
    &nl_catalogue_account,
    &nl_catalogue_firewall,
    &nl_catalogue_name,
    &nl_catalogue_netbios,
    &nl_catalogue_rpc,
    &nl_catalogue_smb,
    NULL,
};
