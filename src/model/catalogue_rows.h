/* catalogue_rows.h - the groups of catalogue rows, for catalogue.c and the tests alone.
 *
 * The sizes are part of the declarations: a group whose table has more or fewer rows than is said
 * here does not compile. */
#ifndef NL_MODEL_CATALOGUE_ROWS_H
#define NL_MODEL_CATALOGUE_ROWS_H

#include "setting.h"

/* Each group is sorted by id. */
extern const struct nl_setting nl_catalogue_account[3];
extern const struct nl_setting nl_catalogue_firewall[1];
extern const struct nl_setting nl_catalogue_name[2];
extern const struct nl_setting nl_catalogue_netbios[3];
extern const struct nl_setting nl_catalogue_rpc[3];
extern const struct nl_setting nl_catalogue_smb[4];

struct nl_catalogue_group {
    const struct nl_setting *rows;
    size_t count;
};
extern const struct nl_catalogue_group nl_catalogue_groups[];
extern const size_t nl_catalogue_group_count;

#endif
