/* catalogue_rows.h - the groups of catalogue rows, for catalogue.c and the tests alone. */
#ifndef NL_MODEL_CATALOGUE_ROWS_H
#define NL_MODEL_CATALOGUE_ROWS_H

#include "setting.h"

/* Rows of one subject, sorted by id. Each stands in catalogue_<subject>.c. */
struct nl_catalogue_group {
    const struct nl_setting *rows;
    size_t count;
};
extern const struct nl_catalogue_group nl_catalogue_account;
extern const struct nl_catalogue_group nl_catalogue_firewall;
extern const struct nl_catalogue_group nl_catalogue_name;
extern const struct nl_catalogue_group nl_catalogue_netbios;
extern const struct nl_catalogue_group nl_catalogue_rpc;
extern const struct nl_catalogue_group nl_catalogue_smb;

/* All of them; ends with NULL. */
extern const struct nl_catalogue_group *const nl_catalogue_groups[];

#endif
